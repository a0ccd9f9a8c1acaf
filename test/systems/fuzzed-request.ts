import { createHash } from 'node:crypto'
import type { Draw } from './hostile-answer.ts'

/** Carries what a fuzzed request may know: everything but a secret that would let it be carried out. */
export interface Knowledge {
  adminToken: string
  userToken: string
  userkey: string
  signKey: string
  /** Gives unix seconds at which shuidi's requests are signed. */
  seconds: number
}

/** Carries one request as it is sent. */
export interface FuzzedRequest {
  method: string
  path: string
  headers: Record<string, string>
  body: Buffer | null
}

const phones = ['18616503617', '13800138000', '18062639596', '13600136000'] as const
const odd = [
  '',
  ' ',
  '0',
  '-1',
  '1e9',
  'null',
  'undefined',
  '%00',
  '\u0000',
  '密码',
  '💣💣',
  '\uFEFFx',
  "' OR 1=1 --",
  '{"$ne":1}',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  '<script>',
  'a'.repeat(1025),
  '9'.repeat(400),
  'x\r\ny: z',
  '\uD800',
]
const strange: readonly unknown[] = [null, true, 0, -1, 1.5, 1e308, [], [[]], {}, { a: 1 }, ['x'], ...odd]
const badPasswords = ['', '密码', 'a b', 'short', 'x'.repeat(1025), '新Pass123']

/** Makes one request: a documented one that is not let through by what it knows, bent in some places. */
export function fuzzedRequest(know: Knowledge, draw: Draw): FuzzedRequest {
  const makers = [nobase, nobase, shuidi, openim, openim, yunhu, anything]
  return (makers[draw(makers.length)] ?? anything)(know, draw)
}

const pick = <T>(draw: Draw, from: readonly T[]): T => from[draw(from.length)] as T
/** Gives the value mostly, else an odd one. */
const mostly = (draw: Draw, value: string): string => (draw(4) > 0 ? value : pick(draw, odd))

function nobase(know: Knowledge, draw: Draw): FuzzedRequest {
  const byToken = draw(5) === 0
  const path = byToken
    ? '/api/user/new_pass'
    : pick(draw, ['/api/user/new_pass', '/api/user/update_sign', '/api/user/login'])
  const [appid, signature] = pick(draw, [
    ['app-1001', 'sig-1001'],
    ['app-1002', 'sig-1002'],
  ] as const)
  const values: Record<string, string> = {
    appid: mostly(draw, appid),
    signature: mostly(draw, signature),
    // A token that holds goes with a new value that does not.
    newpass: byToken ? pick(draw, badPasswords) : mostly(draw, 'NewPass123'),
    newsign: mostly(draw, 'a new text'),
    token: byToken ? know.userToken : pick(draw, ['', 'x'.repeat(43), 'short', ...odd]),
    user: byToken ? '' : mostly(draw, pick(draw, phones)),
    pass: byToken ? '' : draw(80) === 0 ? 'WrongPass1' : pick(draw, ['', ...odd]),
  }
  return formOrQuery(path, values, draw, !byToken)
}

function shuidi(know: Knowledge, draw: Draw): FuzzedRequest {
  const action = mostly(draw, pick(draw, ['find_password', 'get_verification_code']))
  const phone = mostly(draw, pick(draw, phones))
  const uid = mostly(draw, '15629')
  const timestrap = mostly(draw, String(know.seconds))
  const isCode = action === 'get_verification_code'
  const right = createHash('md5')
    .update(action + phone + (isCode ? '' : uid) + timestrap + know.signKey)
    .digest('hex')
  return formOrQuery(
    '/user',
    {
      action,
      // A code that is asked for by a right signature would be sent.
      sign_md5: isCode ? pick(draw, odd) : mostly(draw, right),
      timestrap,
      phone,
      uid,
      code: pick(draw, ['12345', ...odd]),
      new_password: mostly(draw, 'NewPass123'),
      type: mostly(draw, '10004'),
    },
    draw,
  )
}

function openim(know: Knowledge, draw: Draw): FuzzedRequest {
  const path = pick(draw, ['/account/change_password', '/account/login'])
  const values: Record<string, unknown> = {
    userID: mostly(draw, '1000000001'),
    account: mostly(draw, 'chatAdmin'),
    currentPassword: draw(80) === 0 ? 'Wrong-Pass-1' : pick(draw, strange),
    password: draw(80) === 0 ? 'Wrong-Pass-1' : pick(draw, strange),
    newPassword: mostly(draw, 'New-Pass-1'),
  }
  return {
    method: 'POST',
    path,
    headers: headersOf(draw, {
      operationID: pick(draw, ['', '1', '550e8400-e29b-41d4-a716-446655440104']),
      token: pick(draw, [
        '',
        know.adminToken,
        know.adminToken,
        know.userToken,
        'x'.repeat(43),
        'eyJhbGciOi...',
      ]),
    }),
    body: jsonBody(values, draw),
  }
}

function yunhu(know: Knowledge, draw: Draw): FuzzedRequest {
  const actionName = mostly(draw, pick(draw, ['resetpwd', 'getmsgcode', 'login', 'getshop']))
  const values: Record<string, unknown> = {
    actionName,
    logintype: pick(draw, [0, 0, 0, 1, '0']),
    mbphone: mostly(draw, pick(draw, phones)),
    codeid: pick(draw, [1, 2, '1', -1, 1e15, ...strange]),
    checkcode: pick(draw, strange),
    msgfor: pick(draw, [0, 0, 0, 1, '0']),
    msgcode: pick(draw, ['12345', ...strange]),
    upw:
      actionName === 'login'
        ? draw(80) === 0
          ? 'Wrong-Pass-1'
          : pick(draw, strange)
        : mostly(draw, 'NewPass123'),
    resettype: pick(draw, [0, 0, 0, 1, '0']),
  }
  const body = jsonBody(values, draw)
  const token = pick(draw, ['', '', know.userToken, 'x'.repeat(43)])
  const right = createHash('md5')
    .update(
      Buffer.concat([
        Buffer.from('json='),
        body,
        Buffer.from(token === '' ? '' : `&key=${know.userkey}${token}`),
      ]),
    )
    .digest('hex')
    .toUpperCase()
  const path = pick(draw, [
    ...Array<string>(6).fill('/ErpServer/h5api/10001/sa2022_1'),
    '/ErpServer/h5api/10001/other',
    '/ErpServer/h5api/%2e%2e/%00',
    '/ErpServer/',
  ])
  const sign = draw(5) > 0 ? right : pick(draw, ['', right.toLowerCase(), 'F'.repeat(32)])
  return { method: draw(20) === 0 ? 'GET' : 'POST', path, headers: headersOf(draw, { token, sign }), body }
}

function anything(_: Knowledge, draw: Draw): FuzzedRequest {
  const method = pick(draw, ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'])
  const segments = [
    'api',
    'user',
    'new_pass',
    'account',
    'login',
    'ErpServer',
    '%E0%A4',
    '..',
    '%2F',
    '%00',
    '',
    ';x',
    '*',
  ]
  const path = `/${Array.from({ length: draw(5) }, () => pick(draw, segments)).join('/')}${pick(draw, ['', '?', '?a=%', '?%FF=%FE', `?${'a=1&'.repeat(200)}`])}`
  const size = draw(200) === 0 ? 65_537 : draw(80)
  const body =
    method === 'GET' || method === 'HEAD' ? null : Buffer.from(Array.from({ length: size }, () => draw(256)))
  return { method, path, headers: headersOf(draw, {}), body }
}

/** Puts values into a query or a form; some go missing and, unless that could make a good value of them, are bent. */
function formOrQuery(
  path: string,
  values: Record<string, string>,
  draw: Draw,
  mayBend = true,
): FuzzedRequest {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    if (draw(12) === 0) continue
    form.append(name, value.toWellFormed())
    if (mayBend && draw(25) === 0) form.append(name, pick(draw, odd).toWellFormed())
  }
  const text = mayBend && draw(15) === 0 ? form.toString().replace(/%../, '%') : form.toString()
  if (draw(2) === 0)
    return { method: 'GET', path: `${path}?${text}`, headers: headersOf(draw, {}), body: null }
  const action =
    values['action'] === undefined ? '' : `?action=${encodeURIComponent(values['action'].toWellFormed())}`
  return { method: 'POST', path: path + action, headers: headersOf(draw, {}), body: Buffer.from(text) }
}

function jsonBody(values: Record<string, unknown>, draw: Draw): Buffer {
  const bent = Object.fromEntries(
    Object.entries(values)
      .filter(() => draw(15) > 0)
      .map(([name, value]) => [name, draw(15) === 0 ? pick(draw, strange) : value]),
  )
  const text = JSON.stringify(bent)
  if (draw(6) > 0) return Buffer.from(text)
  return pick(draw, [
    Buffer.from(text.slice(0, draw(text.length + 1))),
    Buffer.from(`${text}}`),
    Buffer.from(`[${text}]`),
    Buffer.from('['.repeat(30_000)),
    Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]),
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
    Buffer.from(text.replace('{', '{"__proto__":{"userID":"1000000001"},')),
    Buffer.alloc(0),
  ])
}

function headersOf(draw: Draw, headers: Record<string, string>): Record<string, string> {
  const types = [
    'application/json',
    'application/x-www-form-urlencoded',
    'text/plain',
    'multipart/form-data; boundary=x',
    'x/y; charset=gbk',
  ]
  const more = draw(10) === 0 ? { 'X-Filler': 'x'.repeat(draw(2000)), Accept: '*/*;q=' } : {}
  return { ...headers, 'Content-Type': pick(draw, types), ...more }
}
