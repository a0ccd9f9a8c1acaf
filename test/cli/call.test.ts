import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findCanaries, makeCanary } from '../support/canary.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { latchkey } from './latchkey.ts'

interface Received {
  method: string
  url: string
  headers: IncomingMessage['headers']
  body: string
}

let answer: { status: number; body: string } | 'never'
let received: Received[] = []
const server = createServer((request, response) => {
  void text(request).then((body) => {
    received.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body })
    if (answer === 'never') return
    response.writeHead(answer.status, { 'Content-Type': 'application/json', Location: '/elsewhere' })
    response.end(answer.body)
  })
})
let url = ''

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})
beforeEach(() => {
  received = []
  answer = { status: 200, body: '{"errCode":0,"errMsg":"","errDlt":"","data":{}}' }
})

const params = '{"userID":"1","currentPassword":"Old-Password","newPassword":"New-Password"}'
const credentials = '{"token":"token-of-an-admin"}'
const change = (...more: string[]) =>
  latchkey([
    'call',
    'openim.changePassword',
    '--base-url',
    url,
    '--params',
    params,
    '--credentials',
    credentials,
    ...more,
  ])

const keys = ['operation', 'status', 'reason', 'wire', 'drift', 'exchange']
const outcomeOf = ({ out }: { out: string[] }): Record<string, unknown> => {
  expect(out).toHaveLength(1)
  return JSON.parse(out[0] ?? '') as Record<string, unknown>
}

describe('the outcome is printed as one line of JSON, with the same keys in the same order', () => {
  test('succeeded: exit 0', async () => {
    const ended = await change()
    const outcome = outcomeOf(ended)
    expect(Object.keys(outcome)).toEqual(keys)
    expect(outcome).toEqual({
      operation: 'openim.changePassword',
      status: 'succeeded',
      reason: null,
      wire: { httpStatus: 200, code: 0, message: '' },
      drift: [],
      exchange: {
        method: 'POST',
        url: `${url}/account/change_password`,
        requestHeaders: {
          operationID: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
          token: '******',
          'Content-Type': 'application/json',
        },
        requestBody: '{"userID":"1","currentPassword":"******","newPassword":"******"}',
        responseBody: '{"errCode":0,"errMsg":"","errDlt":"","data":{}}',
        durationMs: expect.any(Number) as unknown,
        curl: expect.stringContaining('curl --request POST') as unknown,
      },
    })
    expect(Object.keys(outcome['wire'] as object)).toEqual(['httpStatus', 'code', 'message'])
    expect(Object.keys(outcome['exchange'] as object)).toEqual([
      'method',
      'url',
      'requestHeaders',
      'requestBody',
      'responseBody',
      'durationMs',
      'curl',
    ])
    expect(ended.code).toBe(0)
    expect(received).toHaveLength(1)
  })

  test('rejected: exit 1, and the contradiction that it meets on standard error', async () => {
    answer = { status: 200, body: '{"errCode":500,"errMsg":"ServerInternalError","errDlt":"password error"}' }
    const ended = await change()
    expect(ended.code).toBe(1)
    const outcome = outcomeOf(ended)
    expect(Object.keys(outcome)).toEqual(keys)
    expect(outcome).toMatchObject({
      status: 'rejected',
      reason: 'wrong-credentials',
      wire: { httpStatus: 200, code: 500, message: 'password error' },
      drift: [],
    })
    expect(ended.err.join('\n')).toContain('The documents contradict each other here.')
  })

  test('an answer that departs from its document: drift', async () => {
    answer = { status: 200, body: '{"errCode":0,"errMsg":"","errDlt":""}' }
    const ended = await change()
    expect(outcomeOf(ended)['drift']).toEqual([{ expected: 'data: object', got: 'data: absent' }])
    expect(ended.err.join('\n')).toContain('A success leaves data out.')
    expect(ended.code).toBe(0)
  })

  test('refused: exit 1, nothing sent, and the rule with its document on standard error', async () => {
    const same = '{"userID":"1","currentPassword":"Same-Password","newPassword":"Same-Password"}'
    const ended = await latchkey([
      'call',
      'openim.changePassword',
      '--base-url',
      url,
      '--params',
      same,
      '--credentials',
      credentials,
    ])
    expect(ended.code).toBe(1)
    expect(ended.out).toEqual([
      '{"operation":"openim.changePassword","status":"refused","reason":"same-password","wire":null,"drift":[],"exchange":null}',
    ])
    expect(ended.err).toEqual([
      'Refused by 修改管理员密码, 3. 请求参数 · 字段约束: currentPassword 与 newPassword 不能相同。',
    ])
    expect(received).toEqual([])
  })

  test('unreachable: exit 3', async () => {
    const ended = await latchkey([
      'call',
      'openim.login',
      '--base-url',
      'http://127.0.0.1:1',
      '--params',
      '{"account":"a","password":"Some-Password"}',
    ])
    expect(ended.code).toBe(3)
    expect(ended.out).toEqual([
      '{"operation":"openim.login","status":"unreachable","reason":"connection-failed","wire":null,"drift":[],"exchange":null}',
    ])
    expect(ended.err).toEqual(['The connection failed: ECONNREFUSED'])
  })

  test('unknown, never answered within --timeout: exit 3, sent once', async () => {
    answer = 'never'
    const ended = await change('--timeout', '300')
    expect(ended.code).toBe(3)
    expect(outcomeOf(ended)).toMatchObject({ status: 'unknown', reason: 'timeout', wire: null })
    expect(received).toHaveLength(1)
  })

  test.each([
    ['a redirect', 302, '{"errCode":0,"errMsg":"","errDlt":""}', 'protocol-mismatch'],
    ['a server error', 502, '<html>', 'server-error'],
    ['HTML', 200, '<html>', 'protocol-mismatch'],
    ['nothing', 200, '', 'protocol-mismatch'],
    ['a code that no document lists', 200, '{"errCode":77,"errMsg":"","errDlt":""}', 'protocol-mismatch'],
  ])('unknown, %s: exit 3, sent once', async (_, status, body, reason) => {
    answer = { status, body }
    const ended = await change()
    expect(ended.code).toBe(3)
    expect(outcomeOf(ended)).toMatchObject({ status: 'unknown', reason, wire: { httpStatus: status } })
    expect(received).toHaveLength(1)
  })
})

describe('what is called, and with what', () => {
  test('a document’s sample is taken with what never changes in it', async () => {
    answer = { status: 200, body: '{"code":1,"msg":"","data":{"codeid":1,"img":"data:,"}}' }
    const ended = await latchkey([
      'call',
      'yunhu.getCaptcha',
      '--base-url',
      `${url}/ErpServer/h5api/10001/sa2022_1`,
      '--params',
      '{"actionName":"getcode"}',
    ])
    expect(ended.code).toBe(0)
    expect(received).toMatchObject([
      {
        method: 'POST',
        url: '/ErpServer/h5api/10001/sa2022_1',
        body: '{"actionName":"getcode"}',
        headers: { sign: '468D7A8C62248FA578FC1F84DDFBDC33', token: '' },
      },
    ])
  })

  test('a number in place of text is named, and nothing is sent', async () => {
    const params = '{"account":42,"password":"OpenIM@123"}'
    const ended = await latchkey(['call', 'openim.login', '--base-url', url, '--params', params])
    expect(ended).toMatchObject({ code: 2, out: [] })
    expect(ended.err.join()).toMatch(/account.*has to be text/)
    expect(received).toEqual([])
  })

  test('--method GET puts nobase’s parameters into the URL; POST is what is sent otherwise', async () => {
    answer = { status: 200, body: '{"code":200,"msg":"success","data":"更新成功"}' }
    const call = [
      'call',
      'nobase.updateSign',
      '--base-url',
      url,
      '--params',
      '{"newsign":"sign text","token":"token-of-a-user"}',
      '--credentials',
      '{"appid":"app","signature":"signature-of-app"}',
    ]
    expect((await latchkey(call)).code).toBe(0)
    expect((await latchkey([...call, '--method', 'GET'])).code).toBe(0)
    expect(received.map(({ method, body }) => [method, body === ''])).toEqual([
      ['POST', false],
      ['GET', true],
    ])
    expect(received[1]?.url).toContain('token=token-of-a-user')
  })

  test('parameters and credentials come from a file or from standard input', async () => {
    const file = join(tempFolder(), 'credentials.json')
    writeFileSync(file, credentials)
    const ended = await latchkey(
      ['call', 'openim.changePassword', '--base-url', url, '--params', '@-', '--credentials', `@${file}`],
      { input: params },
    )
    expect(ended.code).toBe(0)
    expect(received[0]?.headers['token']).toBe('token-of-an-admin')
  })
})

describe('usage errors: exit 2, nothing on standard output, nothing sent', () => {
  const login = ['call', 'openim.login', '--base-url', 'URL', '--params']
  test.each<[string, string[], string]>([
    [
      'no operation',
      ['call', '--base-url', 'URL', '--params', '{}'],
      "missing required argument 'operation'",
    ],
    [
      'an unknown operation',
      ['call', 'openim.logout', '--base-url', 'URL', '--params', '{}'],
      'There are: nobase.newPass, ',
    ],
    ['no base URL', ['call', 'openim.login', '--params', '{}'], '--base-url'],
    ['no parameters', ['call', 'openim.login', '--base-url', 'URL'], '--params'],
    ['what is no JSON', [...login, '{"account":"a", Very-Secret'], '--params does not hold JSON'],
    ['a list', [...login, '[]'], 'params have to be one JSON object'],
    ['null', [...login, 'null'], 'params have to be one JSON object'],
    [
      'a wrong name',
      [...login, '{"acount":"a"}'],
      'acount is not among the params, which are: account, password',
    ],
    ['a wrong type', [...login, '{"account":{},"password":"Very-Secret"}'], 'account has to be text'],
    ['a fraction', [...login, '{"account":1.5,"password":"Very-Secret"}'], 'account has to be text'],
    [
      'a wrong setting',
      [...login, '{}', '--credentials', '{"passwordEncoding":"Very-Secret"}'],
      'plain, md5-hex',
    ],
    ['a secret in a name’s place', [...login, '{"Very-Secret":1}'], 'a name is not among the params'],
    ['a file that is not there', [...login, '@/nowhere/at-all'], 'cannot be read'],
    ['standard input for both', [...login, '@-', '--credentials', '@-'], 'not both'],
    ['a method that the document does not give', [...login, '{}', '--method', 'GET'], 'is sent by POST'],
    ['a method that is none', [...login, '{}', '--method', 'PUT'], 'is sent by POST'],
    ['a time that is none', [...login, '{}', '--timeout', '0'], 'not a time in milliseconds'],
    ['an unknown option', [...login, '{}', '--tiemout', '5'], 'unknown option'],
  ])('%s', async (_, args, message) => {
    const ended = await latchkey(args.map((arg) => (arg === 'URL' ? url : arg)))
    expect({ code: ended.code, out: ended.out }).toEqual({ code: 2, out: [] })
    expect(ended.err.join('\n')).toContain(message)
    expect(ended.err.join('\n')).not.toContain('Very-Secret')
    expect(received).toEqual([])
  })
})

describe('an address that must not be used is refused: exit 1, nothing sent', () => {
  test.each([
    'http://192.0.2.1',
    'http://user:secret-word@127.0.0.1',
    'https://host.example/#part',
    'https://host.example/?query',
    'ftp://host.example',
    'host.example',
  ])('%s', async (baseUrl) => {
    const ended = await latchkey([
      'call',
      'openim.login',
      '--base-url',
      baseUrl,
      '--params',
      '{"account":"a","password":"p"}',
    ])
    expect(ended.code).toBe(1)
    expect(outcomeOf(ended)).toMatchObject({
      status: 'refused',
      reason: 'malformed-parameter',
      exchange: null,
    })
    expect([...ended.out, ...ended.err].join('\n')).not.toContain('secret-word')
  })
})

test('no secret that is given is printed, whatever the answer repeats', async () => {
  const [old, next, token] = ['old', 'next', 'token'].map(makeCanary)
  if (old === undefined || next === undefined || token === undefined) throw new Error('no canaries')
  const tokenText = token.value.replace(/[^\x21-\x7e]/g, '-')
  const secrets = [old, next, { label: 'token', value: tokenText }]
  answer = {
    status: 200,
    body: JSON.stringify({
      errCode: 1001,
      errMsg: `no ${old.value}`,
      errDlt: `${encodeURIComponent(next.value)} ${tokenText}`,
    }),
  }
  const given = { userID: '1', currentPassword: old.value, newPassword: next.value }
  const ended = await latchkey(
    [
      'call',
      'openim.changePassword',
      '--base-url',
      url,
      '--params',
      '@-',
      '--credentials',
      JSON.stringify({ token: tokenText }),
    ],
    { input: JSON.stringify(given) },
  )
  expect(ended.code).toBe(1)
  expect(received).toHaveLength(1)
  expect(findCanaries('output', [...ended.out, ...ended.err].join('\n'), secrets)).toEqual([])
})
