import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Secret } from '../../../src/shared/model/secret.ts'
import { startBuiltInBackend, type BuiltInBackend } from '../built-in-backend.ts'
import { giveUserToken } from './user-token.ts'

interface Call {
  headers?: Record<string, string>
  body?: unknown
}

let backend: BuiltInBackend
beforeAll(async () => {
  // Many wrong passwords come from this table; the throttle has tests of its own.
  backend = await startBuiltInBackend({ throttle: false })
})
afterAll(() => backend.stop())

const root = '1000000001'
const right = { userID: root, currentPassword: 'OpenIM@123', newPassword: 'OpenIM@456' }
const long = (character: string, count: number): string => character.repeat(count)

async function send({ headers = {}, body = right }: Call): Promise<{ status: number; answer: unknown }> {
  const response = await fetch(`${backend.url}/account/change_password`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, answer: await response.json() }
}

const trace = { operationID: '550e8400-e29b-41d4-a716-446655440104' }
const asRoot = (): Record<string, string> => ({ ...trace, token: backend.tokenOf(root).reveal() })
const argument = (errDlt: string): object => ({ errCode: 1001, errMsg: 'ArgsError', errDlt })
const other = (errCode: number, errMsg: string, errDlt = ''): object => ({ errCode, errMsg, errDlt })

const refused: [row: string, call: () => Call, answer: object][] = [
  [
    '1 no operationID',
    () => ({ headers: { token: backend.tokenOf(root).reveal() } }),
    argument('header must have operationID'),
  ],
  [
    '1 an empty operationID',
    () => ({ headers: { ...asRoot(), operationID: '' } }),
    argument('header must have operationID'),
  ],
  ['1 before 2: neither header', () => ({}), argument('header must have operationID')],
  ['2 no token', () => ({ headers: trace }), argument('token is empty')],
  ['2 an empty token', () => ({ headers: { ...trace, token: '' } }), argument('token is empty')],
  [
    '3 an expired token',
    () => {
      const token = backend.tokenOf(root, 1_000)
      backend.clock.advance(1_000)
      return { headers: { ...trace, token: token.reveal() } }
    },
    other(1501, 'TokenExpiredError'),
  ],
  [
    '3 a malformed token',
    () => ({ headers: { ...trace, token: 'eyJhbGciOi...' } }),
    other(1503, 'TokenMalformedError'),
  ],
  [
    '3 an unknown token',
    () => ({ headers: { ...trace, token: long('A', 43) } }),
    other(1507, 'TokenNotExistError'),
  ],
  [
    '3 a revoked token',
    () => {
      const token = backend.tokenOf(root)
      backend.directory.tokens.revoke(token)
      return { headers: { ...trace, token: token.reveal() } }
    },
    other(1507, 'TokenNotExistError'),
  ],
  [
    '4 the token of a user',
    () => ({ headers: { ...trace, token: giveUserToken(backend) } }),
    argument('token type error'),
  ],
  [
    '3 before 5: a bad token with a bad body',
    () => ({ headers: { ...trace, token: 'x' }, body: '{' }),
    other(1503, 'TokenMalformedError'),
  ],
  ...['', '{', '[]', 'null', '"text"', '42', 'userID=1&currentPassword=2&newPassword=3'].map(
    (body): [string, () => Call, object] => [
      `5 the body ${JSON.stringify(body)}`,
      () => ({ headers: asRoot(), body }),
      argument('body is not a JSON object'),
    ],
  ),
  ...(['userID', 'currentPassword', 'newPassword'] as const).flatMap((field) =>
    [
      undefined,
      '',
      null,
      1000000001,
      true,
      ['x'],
      { a: 1 },
      long('a', 1025),
      long('😀', 1025),
      'half \ud83d',
    ].map((value): [string, () => Call, object] => [
      `6 ${field} is ${value === undefined ? 'absent' : JSON.stringify(value).slice(0, 24)}`,
      () => ({ headers: asRoot(), body: { ...right, [field]: value } }),
      argument(`${field} is empty`),
    ]),
  ),
  ['6 in the order of the document', () => ({ headers: asRoot(), body: {} }), argument('userID is empty')],
  [
    '7 equal passwords',
    () => ({ headers: asRoot(), body: { ...right, newPassword: 'OpenIM@123' } }),
    argument('currentPassword is equal to newPassword'),
  ],
  [
    '7 before 8: equal passwords of nobody',
    () => ({ headers: asRoot(), body: { userID: 'nobody', currentPassword: 'a', newPassword: 'a' } }),
    argument('currentPassword is equal to newPassword'),
  ],
  [
    '8 no such admin',
    () => ({ headers: asRoot(), body: { ...right, userID: '2000000000' } }),
    other(1004, 'RecordNotFoundError'),
  ],
  [
    '8 an account is no userID',
    () => ({ headers: asRoot(), body: { ...right, userID: 'chatAdmin' } }),
    other(1004, 'RecordNotFoundError'),
  ],
  [
    '9 the wrong password',
    () => ({ headers: asRoot(), body: { ...right, currentPassword: 'OpenIM@124' } }),
    other(500, 'ServerInternalError', 'password error'),
  ],
  [
    '9 the right password in other case',
    () => ({ headers: asRoot(), body: { ...right, currentPassword: 'openim@123' } }),
    other(500, 'ServerInternalError', 'password error'),
  ],
  [
    '9 the right password with a blank',
    () => ({ headers: asRoot(), body: { ...right, currentPassword: 'OpenIM@123 ' } }),
    other(500, 'ServerInternalError', 'password error'),
  ],
  [
    '9 the right password with more behind it',
    () => ({ headers: asRoot(), body: { ...right, currentPassword: `OpenIM@123${long('x', 100)}` } }),
    other(500, 'ServerInternalError', 'password error'),
  ],
]

describe('what is refused is answered with HTTP 200, by the first row that fails, and changes nothing', () => {
  test.each(refused)('%s', async (_, makeCall, answer) => {
    await backend.directory.admins.verifyPassword(backend.directory.admins.byUserID(root), new Secret('x'))
    const call = makeCall()
    const before = backend.state()
    expect(await send(call)).toEqual({ status: 200, answer })
    expect(backend.state()).toEqual(before)
  })

  test('a body that is not UTF-8 is no JSON', async () => {
    const before = backend.tokenOf(root).reveal()
    const response = await fetch(`${backend.url}/account/change_password`, {
      method: 'POST',
      headers: { ...trace, token: before },
      body: Buffer.from(JSON.stringify({ ...right, newPassword: 'é' }), 'latin1'),
    })
    expect(await response.json()).toEqual(argument('body is not a JSON object'))
  })
})

describe('10 what is right is done', () => {
  test('the password is changed by any admin, with its audit event, and no token ends', async () => {
    const token = backend.tokenOf('1000000003').reveal()
    const before = backend.state()
    expect(await send({ headers: { ...trace, token }, body: right })).toEqual({
      status: 200,
      answer: { errCode: 0, errMsg: '', errDlt: '', data: {} },
    })
    const after = backend.state()
    expect(after.tokens).toEqual(before.tokens)
    expect(after.events).toBe(before.events + 1)
    expect(backend.actions().at(-1)).toBe('directory.admin-password-changed')
    const { admins } = backend.directory
    expect(await admins.verifyPassword(admins.byUserID(root), new Secret('OpenIM@456'))).toBe(true)
    expect(await admins.verifyPassword(admins.byUserID(root), new Secret('OpenIM@123'))).toBe(false)
  })

  test.each([
    ['Chinese', '密码测试密码测试'],
    ['astral characters', '🔑🗝️𠮷'],
    ['combining marks, kept as they are', 'e\u0301'],
    ['every mark of JSON and of the shell', `"\\/\b\f\n\r\t'$(x)\`;&|<>%00`],
    ['a NUL', 'a\0b'],
    ['1,024 characters of four bytes', long('😀', 1024)],
    ['one character', 'x'],
  ])('the new password may be made of %s', async (_, next) => {
    const { admins } = backend.directory
    const ops = '1000000002'
    const change = (currentPassword: string, newPassword: string) =>
      send({ headers: asRoot(), body: { userID: ops, currentPassword, newPassword } })
    expect((await change('OpenIM@123', next)).answer).toMatchObject({ errCode: 0 })
    expect(await admins.verifyPassword(admins.byUserID(ops), new Secret(next))).toBe(true)
    expect(await admins.verifyPassword(admins.byUserID(ops), new Secret(`${next}x`))).toBe(false)
    expect((await change(next, 'OpenIM@123')).answer).toMatchObject({ errCode: 0 })
  })

  test('of many changes at once with one current password, one is made', async () => {
    const headers = asRoot()
    const before = backend.state().events
    const candidates = Array.from({ length: 8 }, (_, at) => `Night@${String(at)}`)
    const answers = await Promise.all(
      candidates.map((newPassword) =>
        send({ headers, body: { userID: '1000000003', currentPassword: 'OpenIM@123', newPassword } }),
      ),
    )
    const done = answers
      .map(({ answer }) => JSON.stringify(answer))
      .filter((text) => text.includes('"errCode":0'))
    const wrong = answers.filter(({ answer }) => JSON.stringify(answer).includes('"errDlt":"password error"'))
    expect(done).toHaveLength(1)
    expect(wrong).toHaveLength(7)
    expect(backend.state().events).toBe(before + 1)
    const { admins } = backend.directory
    const inForce = await Promise.all(
      candidates.map((password) =>
        admins.verifyPassword(admins.byUserID('1000000003'), new Secret(password)),
      ),
    )
    expect(inForce.filter(Boolean)).toHaveLength(1)
    expect(inForce.indexOf(true)).toBe(
      answers.findIndex(({ answer }) => JSON.stringify(answer).includes('"errCode":0')),
    )
  })
})

test('a storage that fails is answered as an inner error without a detail, and changes nothing', async () => {
  const failing = await startBuiltInBackend({
    appendEvent: (append) => (entry) => {
      if (entry.action === 'directory.admin-password-changed') throw new Error('disk full at /secret/path')
      return append(entry)
    },
  })
  try {
    const headers = { ...trace, token: failing.tokenOf(root).reveal() }
    const call = (): Promise<Response> =>
      fetch(`${failing.url}/account/change_password`, {
        method: 'POST',
        headers,
        body: JSON.stringify(right),
      })
    const response = await call()
    const before = failing.state()
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('{"errCode":500,"errMsg":"ServerInternalError","errDlt":""}')
    expect(await (await call()).json()).toMatchObject({ errCode: 500, errDlt: '' })
    expect(failing.state()).toEqual(before)
    expect(failing.failures.map(String)).toEqual(Array(2).fill('Error: disk full at /secret/path'))
  } finally {
    await failing.stop()
  }
})
