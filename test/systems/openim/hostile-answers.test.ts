import { inspect } from 'node:util'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { changePassword } from '../../../src/main/systems/openim/change-password.client.ts'
import type { Outcome } from '../../../src/shared/model/outcome.ts'
import { Secret } from '../../../src/shared/model/secret.ts'
import { findCanaries, spell, canaryForms } from '../../support/canary.ts'
import { httpAnswer, startRawServer, type RawAnswer } from '../raw-server.ts'
import { aChange } from './a-change.ts'

type Expected = [status: Outcome['status'], reason: Outcome['reason']]

const done = { errCode: 0, errMsg: '', errDlt: '', data: {} }
const json = (value: unknown, status = 200): RawAnswer => httpAnswer(status, JSON.stringify(value))
const raw = (body: string | Uint8Array, headers?: Record<string, string>): RawAnswer =>
  httpAnswer(200, body, headers)
const failure = (errCode: number, errMsg: string, errDlt = ''): RawAnswer => json({ errCode, errMsg, errDlt })
const gbk = Buffer.from([0x7b, 0x22, 0x65, 0x22, 0x3a, 0x22, 0xc3, 0xdc, 0xc2, 0xeb, 0x22, 0x7d])

const mismatch: Expected = ['unknown', 'protocol-mismatch']
const serverError: Expected = ['unknown', 'server-error']
const lost: Expected = ['unknown', 'connection-failed']

const answers: [name: string, answer: RawAnswer, expected: Expected][] = [
  ['the documented success', json(done), ['succeeded', null]],
  [
    'success without data, as the real server answers',
    json({ errCode: 0, errMsg: '', errDlt: '' }),
    ['succeeded', null],
  ],
  ['success with data null', json({ ...done, data: null }), ['succeeded', null]],
  [
    'success, chunked',
    (socket) => {
      socket.end(
        `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"err\r\n14\r\nCode":0,"errMsg":"",\r\nc\r\n"errDlt":""}\r\n0\r\n\r\n`,
      )
    },
    ['succeeded', null],
  ],
  [
    'success, packed with gzip',
    raw(gzipSync(JSON.stringify(done)), { 'Content-Encoding': 'gzip' }),
    ['succeeded', null],
  ],
  [
    'success, packed with brotli',
    raw(brotliCompressSync(JSON.stringify(done)), { 'Content-Encoding': 'br' }),
    ['succeeded', null],
  ],
  [
    'success after an interim answer',
    (socket) => {
      socket.write('HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n')
      json(done)(socket, Buffer.alloc(0))
    },
    ['succeeded', null],
  ],

  ['a documented refusal', failure(1001, 'ArgsError', 'userID is empty'), ['rejected', 'missing-parameter']],
  [
    'equal passwords',
    failure(1001, 'ArgsError', 'currentPassword is equal to newPassword'),
    ['rejected', 'same-password'],
  ],
  [
    'a documented code with a text of its own',
    failure(1001, 'ArgsError', 'too many cooks'),
    ['rejected', 'other'],
  ],
  [
    'no such admin',
    failure(1004, 'RecordNotFoundError', 'mongo: no documents in result'),
    ['rejected', 'account-not-found'],
  ],
  ...[1501, 1503, 1505, 1507, 20101].map((code): [string, RawAnswer, Expected] => [
    `token refused by ${String(code)}`,
    failure(code, 'TokenError'),
    ['rejected', 'token-invalid'],
  ]),
  [
    'the wrong password',
    failure(500, 'ServerInternalError', 'password error'),
    ['rejected', 'wrong-credentials'],
  ],
  [
    'the wrong password in a chain of causes',
    failure(500, 'ServerInternalError', 'rpc error: code = Unknown desc = password error'),
    ['rejected', 'wrong-credentials'],
  ],
  [
    'another inner error',
    failure(500, 'ServerInternalError', 'update password error log failed'),
    serverError,
  ],
  ['an inner error without a detail', failure(500, 'ServerInternalError'), serverError],
  ['a code that no document lists', failure(1502, 'TokenInvalidError'), mismatch],
  ['a negative code', failure(-1, 'Error'), mismatch],

  ['success with an error text', json({ ...done, errMsg: 'ArgsError' }), mismatch],
  ['success with an error detail', json({ ...done, errDlt: 'password error' }), mismatch],
  ['success with a list as data', json({ ...done, data: [] }), mismatch],
  ['success with text as data', json({ ...done, data: 'ok' }), mismatch],
  ['the code as text', json({ ...done, errCode: '0' }), mismatch],
  ['the code as true', json({ ...done, errCode: true }), mismatch],
  ['the code null', json({ ...done, errCode: null }), mismatch],
  ['a fraction as code', json({ ...done, errCode: 0.5 }), mismatch],
  ['no code', json({ errMsg: '', errDlt: '', data: {} }), mismatch],
  ['a number as text', json({ ...done, errMsg: 0 }), mismatch],
  ['the envelope of another system', json({ code: 200, msg: 'success', data: '更新成功' }), mismatch],
  ['a list around the envelope', json([done]), mismatch],
  ['nothing but null', raw('null'), mismatch],
  ['nothing but text', raw('"ok"'), mismatch],
  ['an empty body', raw(''), mismatch],
  ['a blank body', raw('  \n'), mismatch],
  ['HTML with HTTP 200', raw('<!doctype html><h1>OK</h1>', { 'Content-Type': 'text/html' }), mismatch],
  ['half of the JSON', raw('{"errCode":0,"errMsg":'), mismatch],
  ['bytes after the JSON', raw(`${JSON.stringify(done)}{}`), mismatch],
  ['a NUL after the JSON', raw(`${JSON.stringify(done)}\0`), mismatch],
  ['a byte order mark', raw(`\ufeff${JSON.stringify(done)}`), mismatch],
  ['the code twice', raw('{"errCode":1001,"errCode":0,"errMsg":"","errDlt":""}'), mismatch],
  [
    'the code twice, once escaped',
    raw('{"errCode":0,"err\\u0043ode":1001,"errMsg":"","errDlt":""}'),
    mismatch,
  ],
  [
    'a key twice inside the data',
    raw('{"errCode":0,"errMsg":"","errDlt":"","data":{"a":1,"a":2}}'),
    mismatch,
  ],
  ['an endless number', raw('{"errCode":0,"errMsg":"","errDlt":"","data":{"a":1e999}}'), mismatch],
  ['NaN', raw('{"errCode":NaN,"errMsg":"","errDlt":""}'), mismatch],
  ['single quotes', raw("{'errCode':0,'errMsg':'','errDlt':''}"), mismatch],
  ['a comment', raw('{"errCode":0,/*ok*/"errMsg":"","errDlt":""}'), mismatch],
  ['GBK', raw(gbk), mismatch],
  ['UTF-16', raw(Buffer.from(JSON.stringify(done), 'utf16le')), mismatch],
  [
    'a body bigger than is read',
    raw(`{"errCode":0,"errMsg":"","errDlt":"","data":{"a":"${'x'.repeat(1024 * 1024)}"}}`),
    mismatch,
  ],
  [
    'a body that unpacks to far more than is read',
    raw(gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20)), { 'Content-Encoding': 'gzip' }),
    mismatch,
  ],
  ['packing that is none', raw(JSON.stringify(done), { 'Content-Encoding': 'gzip' }), mismatch],
  ['packing that nobody knows', raw(JSON.stringify(done), { 'Content-Encoding': 'zstd, gzip' }), mismatch],
  ['deeply nested lists', raw('['.repeat(200_000)), mismatch],

  ['HTTP 201 with the success', json(done, 201), mismatch],
  ['HTTP 202 with the success', json(done, 202), mismatch],
  ['HTTP 204', (socket) => socket.end('HTTP/1.1 204 No Content\r\n\r\n'), mismatch],
  ['HTTP 206 with the success', json(done, 206), mismatch],
  ...[300, 304].map((status): [string, RawAnswer, Expected] => [
    `HTTP ${String(status)}`,
    httpAnswer(status, ''),
    mismatch,
  ]),
  [
    'HTTP 400 with a documented refusal',
    json({ errCode: 1001, errMsg: 'ArgsError', errDlt: 'userID is empty' }, 400),
    ['rejected', 'missing-parameter'],
  ],
  [
    'HTTP 401 with a token refused',
    json({ errCode: 1501, errMsg: 'TokenExpiredError', errDlt: '' }, 401),
    ['rejected', 'token-invalid'],
  ],
  ['HTTP 403 with HTML', httpAnswer(403, '<h1>Forbidden</h1>'), mismatch],
  ['HTTP 404 with a short JSON', json({ error: 'no such path' }, 404), mismatch],
  ['HTTP 429 without a body', httpAnswer(429, ''), mismatch],
  ...[500, 502, 503, 504, 599].map((status): [string, RawAnswer, Expected] => [
    `HTTP ${String(status)} with HTML`,
    httpAnswer(status, '<h1>Bad</h1>'),
    serverError,
  ]),
  ['HTTP 500 with the success', json(done, 500), serverError],
  [
    'HTTP 500 with a documented refusal',
    json({ errCode: 1001, errMsg: 'ArgsError', errDlt: 'userID is empty' }, 500),
    serverError,
  ],
  [
    'HTTP 500 with a body that cannot be unpacked',
    httpAnswer(500, 'x', { 'Content-Encoding': 'gzip' }),
    serverError,
  ],

  [
    'half of a body',
    (socket) => {
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"errCode":0,')
    },
    lost,
  ],
  [
    'half of a chunk',
    (socket) => {
      socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{"errCode":0,')
    },
    lost,
  ],
  ['half of a header', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-'), lost],
  ['an end without an answer', (socket) => socket.end(), lost],
  ['a reset without an answer', (socket) => socket.resetAndDestroy(), lost],
  [
    'a reset inside the body',
    (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"errCode":0,', () =>
        socket.resetAndDestroy(),
      )
    },
    lost,
  ],
  ['garbage in place of HTTP', (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'), lost],
  [
    'two lengths',
    (socket) => {
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}}')
    },
    lost,
  ],
  [
    'a length and chunks',
    (socket) => {
      socket.end(
        'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n',
      )
    },
    lost,
  ],
  [
    'headers without end',
    (socket) => {
      socket.write(`HTTP/1.1 200 OK\r\n${'X-Filler: 0123456789\r\n'.repeat(20_000)}`)
    },
    lost,
  ],
  [
    'another protocol on the same connection',
    (socket) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: Upgrade\r\n\r\n')
    },
    lost,
  ],
]

describe('whatever a server answers, the client says what can be concluded from it', () => {
  test.each(answers)('%s', async (_, answer, [status, reason]) => {
    const server = await startRawServer(answer)
    const { input, canaries } = aChange()

    const outcome = await changePassword(input, { baseUrl: server.url, allowHttp: false })

    expect(outcome).toMatchObject({ operation: 'openim.changePassword', status, reason, rule: null })
    expect(outcome.exchange).not.toBeNull()
    expect(server.requests).toHaveLength(1)
    expect(server.connections()).toBe(1)
    expect(
      findCanaries('the outcome', JSON.stringify(outcome) + inspect(outcome, { depth: null }), canaries),
    ).toEqual([])
  })
})

describe('a redirect is never followed, and its target never hears of it', () => {
  const places = ['the same origin', 'another origin', 'a path alone'] as const
  const cases = [301, 302, 303, 307, 308].flatMap((status) => places.map((place) => ({ status, place })))
  test.each(cases)('HTTP $status to $place', async ({ status, place }) => {
    const other = await startRawServer(json(done))
    const server = await startRawServer((socket, request) => {
      const location = {
        'the same origin': `${server.url}/elsewhere`,
        'another origin': `${other.url}/account/change_password`,
        'a path alone': '/elsewhere',
      }[place]
      httpAnswer(status, JSON.stringify(done), { Location: location })(socket, request)
    })
    const outcome = await changePassword(aChange().input, { baseUrl: server.url, allowHttp: false })
    expect(outcome).toMatchObject({
      status: 'unknown',
      reason: 'protocol-mismatch',
      wire: { httpStatus: status },
    })
    expect(server.requests).toHaveLength(1)
    expect(server.connections()).toBe(1)
    expect(other.connections()).toBe(0)
  })
})

describe('a server that repeats the secrets of the request', () => {
  test.each(canaryForms.filter((form) => form !== 'utf-16'))(
    'in the form %s finds none of them kept',
    async (form) => {
      const { input, canaries } = aChange()
      const echo = canaries.flatMap(({ value }) => spell(value, form)).join(' ; ')
      const server = await startRawServer(
        json({
          errCode: 1001,
          errMsg: 'ArgsError',
          errDlt: Buffer.from(echo, 'latin1').toString('utf8'),
          [echo]: echo,
        }),
      )
      const outcome = await changePassword(input, { baseUrl: server.url, allowHttp: false })
      expect(outcome.status).toBe('rejected')
      expect(findCanaries('the outcome', JSON.stringify(outcome), canaries)).toEqual([])
      expect(findCanaries('inspection', inspect(outcome, { depth: null }), canaries)).toEqual([])
    },
  )

  test('whole, as an echo of the request, finds none of them kept', async () => {
    const { input, canaries } = aChange()
    const server = await startRawServer((socket, request) => httpAnswer(200, request)(socket, request))
    const outcome = await changePassword(input, { baseUrl: server.url, allowHttp: false })
    expect(outcome).toMatchObject({ status: 'unknown', reason: 'protocol-mismatch' })
    expect(findCanaries('the outcome', JSON.stringify(outcome), canaries)).toEqual([])
  })

  test('in bytes that are not UTF-8 finds none of them kept', async () => {
    const { input, canaries } = aChange()
    const server = await startRawServer((socket, request) =>
      httpAnswer(200, Buffer.concat([Buffer.from([0xff]), request]))(socket, request),
    )
    const outcome = await changePassword(input, { baseUrl: server.url, allowHttp: false })
    expect(findCanaries('the outcome', JSON.stringify(outcome), canaries)).toEqual([])
  })
})

test('bytes that are not UTF-8 are shown as hex', async () => {
  const server = await startRawServer(raw(gbk))
  const { input } = aChange({
    currentPassword: new Secret('OpenIM@123'),
    newPassword: new Secret('OpenIM@456'),
    token: new Secret('plain-token'),
  })
  const outcome = await changePassword(input, { baseUrl: server.url, allowHttp: false })
  expect(outcome.exchange?.responseBody).toBe(gbk.toString('hex'))
})

test('where a secret could hide in bytes that are not UTF-8, their number alone is shown', async () => {
  const server = await startRawServer(raw(gbk))
  const outcome = await changePassword(aChange({ newPassword: new Secret('密码密码密码') }).input, {
    baseUrl: server.url,
    allowHttp: false,
  })
  expect(outcome.exchange?.responseBody).toBe('[12 bytes that are not UTF-8]')
})

test('drift says where an answer departs from the document', async () => {
  const server = await startRawServer(json({ errCode: 0, errMsg: '' }, 200))
  const outcome = await changePassword(aChange().input, { baseUrl: server.url, allowHttp: false })
  expect(outcome.drift).toEqual([
    { expected: 'errDlt: string', got: 'errDlt: absent' },
    { expected: 'data: object', got: 'data: absent' },
  ])
})
