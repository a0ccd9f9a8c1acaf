import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { login } from '../../../src/main/systems/nobase/login.client.ts'
import { newPass } from '../../../src/main/systems/nobase/new-pass.client.ts'
import { updateSign } from '../../../src/main/systems/nobase/update-sign.client.ts'
import { outcomeSchema, type Outcome } from '../../../src/shared/model/outcome.ts'
import { canaryForms, findCanaries, spell } from '../../support/canary.ts'
import { httpAnswer, startRawServer, type RawAnswer } from '../raw-server.ts'
import { aLogin, aNewPass, anUpdateSign } from './canary-inputs.ts'

type Expected = [status: Outcome['status'], reason: Outcome['reason']]

const done = { code: 200, msg: 'success', data: '更新成功' }
const failed = { code: 404, msg: 'fail', data: '用户账号密码错误!' }
const json = (value: unknown, status = 200): RawAnswer => httpAnswer(status, JSON.stringify(value))
const raw = (body: string | Uint8Array, headers?: Record<string, string>): RawAnswer =>
  httpAnswer(200, body, headers)
const gbk = Buffer.from([0x7b, 0x22, 0x64, 0x22, 0x3a, 0x22, 0xc3, 0xdc, 0xc2, 0xeb, 0x22, 0x7d])

const mismatch: Expected = ['unknown', 'protocol-mismatch']
const serverError: Expected = ['unknown', 'server-error']
const lost: Expected = ['unknown', 'connection-failed']
const timeout: Expected = ['unknown', 'timeout']

const envelopes: [name: string, answer: RawAnswer, expected: Expected][] = [
  ['the documented success', json(done), ['succeeded', null]],
  ['a success without msg', json({ code: 200, data: '更新成功' }), ['succeeded', null]],
  ['a success without data', json({ code: 200, msg: 'success' }), ['succeeded', null]],
  ['a success with data null', json({ ...done, data: null }), ['succeeded', null]],
  ['a success whose code is digits in text', json({ ...done, code: '200' }), ['succeeded', null]],
  ['a success with a text of its own', json({ ...done, data: '密码已更新' }), ['succeeded', null]],
  ['a success with fields that nobody documents', json({ ...done, time: 1 }), ['succeeded', null]],

  ['the wrong password', json(failed), ['rejected', 'wrong-credentials']],
  ['the wrong password without msg', json({ ...failed, msg: undefined }), ['rejected', 'wrong-credentials']],
  ['a code of digits in text', json({ ...failed, code: '404' }), ['rejected', 'wrong-credentials']],
  ['a failure without data', json({ code: 404, msg: 'fail' }), ['rejected', 'other']],
  ['a documented code with a text of its own', json({ ...failed, data: '系统繁忙' }), ['rejected', 'other']],
  ['a bad format by 404', json({ ...failed, data: '新密码格式错误!' }), ['rejected', 'password-format']],
  [
    'a bad format by 405',
    json({ ...failed, code: 405, data: '新密码格式错误!' }),
    ['rejected', 'password-format'],
  ],
  [
    'a developer overdue by many days',
    json({ ...failed, data: '开发者账号已逾期(1234天),请缴费后重试!' }),
    ['rejected', 'developer-overdue'],
  ],
  ['HTTP 400 with a documented refusal', json(failed, 400), ['rejected', 'wrong-credentials']],
  ['HTTP 404 with a documented refusal', json(failed, 404), ['rejected', 'wrong-credentials']],

  ['the code of success with msg fail', json({ ...done, msg: 'fail' }), mismatch],
  ['the code of a failure with msg success', json({ ...failed, msg: 'success' }), mismatch],
  ['the code of success with the text of a failure', json({ ...done, data: failed.data }), mismatch],
  ['the code of a failure with the text of success', json({ ...failed, data: done.data }), mismatch],
  ['msg in capitals', json({ ...done, msg: 'SUCCESS' }), mismatch],
  ['an empty msg', json({ ...done, msg: '' }), mismatch],
  ['msg true', json({ ...done, msg: true }), mismatch],
  ['data as an object', json({ ...done, data: {} }), mismatch],
  ['data as a list', json({ ...failed, data: [] }), mismatch],
  ['data as a number', json({ ...done, data: 1 }), mismatch],
  ['no code', json({ msg: 'success', data: '更新成功' }), mismatch],
  ['the code null', json({ ...done, code: null }), mismatch],
  ['the code true', json({ ...done, code: true }), mismatch],
  ['a fraction as code', json({ ...done, code: 200.5 }), mismatch],
  ['a code with a blank', json({ ...done, code: ' 200' }), mismatch],
  ['a code in hex', json({ ...done, code: '0xc8' }), mismatch],
  ['a code with a fraction in text', json({ ...done, code: '200.0' }), mismatch],
  ['a code that no document lists', json({ code: 500, msg: 'fail', data: '系统错误' }), mismatch],
  ['a code that only the other document lists', json({ ...failed, code: 401 }), mismatch],
  ['the code 0 of another system', json({ code: 0, msg: 'success', data: '更新成功' }), mismatch],
  ['the envelope of another system', json({ errCode: 0, errMsg: '', errDlt: '', data: {} }), mismatch],
  ['a list around the envelope', json([done]), mismatch],
  ['nothing but null', raw('null'), mismatch],
  ['an empty body', raw(''), mismatch],
  ['HTML with HTTP 200', raw('<!doctype html><h1>OK</h1>', { 'Content-Type': 'text/html' }), mismatch],
  ['half of the JSON', raw('{"code":200,"msg":'), mismatch],
  ['bytes after the JSON', raw(`${JSON.stringify(done)}{}`), mismatch],
  ['the code twice', raw('{"code":404,"code":200,"msg":"success","data":"更新成功"}'), mismatch],
  ['the msg twice', raw('{"code":200,"msg":"fail","msg":"success","data":"更新成功"}'), mismatch],
  ['GBK', raw(gbk), mismatch],
  ['a byte order mark', raw(`\ufeff${JSON.stringify(done)}`), mismatch],
  [
    'a body that unpacks to far more than is read',
    raw(gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20)), { 'Content-Encoding': 'gzip' }),
    mismatch,
  ],
  ['HTTP 201 with the success', json(done, 201), mismatch],
  ['HTTP 204', (socket) => socket.end('HTTP/1.1 204 No Content\r\n\r\n'), mismatch],
  ['HTTP 403 with HTML', httpAnswer(403, '<h1>Forbidden</h1>'), mismatch],
  ['HTTP 404 with a short JSON', json({ error: 'no such path' }, 404), mismatch],
  ['HTTP 500 with the success', json(done, 500), serverError],
  ['HTTP 502 with HTML', httpAnswer(502, '<h1>Bad</h1>'), serverError],
  ['HTTP 503 with a documented refusal', json(failed, 503), serverError],

  [
    'half of a body',
    (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"code":200,'),
    lost,
  ],
  ['an end without an answer', (socket) => socket.end(), lost],
  ['a reset without an answer', (socket) => socket.resetAndDestroy(), lost],
  ['garbage in place of HTTP', (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'), lost],
  ['no answer at all', () => undefined, timeout],
  [
    'a dripping answer',
    (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n')
      const drip = setInterval(() => socket.write(' '), 20)
      socket.once('close', () => clearInterval(drip))
    },
    timeout,
  ],
]

const limits = { firstByte: 250, total: 700 }

describe('whatever a server answers, newPass says what can be concluded from it, and sends once', () => {
  test.each(envelopes)('%s', async (_, answer, [status, reason]) => {
    const server = await startRawServer(answer)
    const { input, canaries } = aNewPass()
    const outcome = await newPass(input, { baseUrl: server.url, allowHttp: false }, { limits })
    expect(outcome).toMatchObject({ operation: 'nobase.newPass', status, reason, rule: null })
    expect(outcomeSchema.parse(outcome)).toEqual(outcome)
    expect(server.requests).toHaveLength(1)
    expect(server.connections()).toBe(1)
    const printed = JSON.stringify(outcome) + inspect(outcome, { depth: null })
    expect(findCanaries('the outcome', printed, canaries)).toEqual([])
  })
})

describe('updateSign and login read codes by their own document', () => {
  const tokenInvalid = 'token无效或已过期!'
  test.each([
    ['a bad token by 401', { code: 401, msg: 'fail', data: tokenInvalid }, 'rejected', 'token-invalid'],
    ['a bad token by 404', { code: 404, msg: 'fail', data: tokenInvalid }, 'rejected', 'token-invalid'],
    ['401 with another text', { code: 401, msg: 'fail', data: '令牌异常' }, 'rejected', 'other'],
    [
      'a format that it does not know',
      { code: 405, msg: 'fail', data: '新密码格式错误!' },
      'rejected',
      'other',
    ],
    ['success', done, 'succeeded', null],
  ])('updateSign: %s', async (_, answer, status, reason) => {
    const server = await startRawServer(json(answer))
    const outcome = await updateSign(anUpdateSign().input, { baseUrl: server.url, allowHttp: false })
    expect(outcome).toMatchObject({ operation: 'nobase.updateSign', status, reason })
  })

  const token = 'f00dfeedcafe4711'
  test.each([
    ['success', { code: 200, msg: 'success', data: { token, token_dead: 1749752367 } }, 'succeeded', null],
    [
      'success with text as data',
      { code: 200, msg: 'success', data: '登录成功' },
      'unknown',
      'protocol-mismatch',
    ],
    ['success without data', { code: 200, msg: 'success' }, 'succeeded', null],
    ['400 of its page', { code: 400, msg: 'fail', data: '参数错误' }, 'rejected', 'other'],
    ['400 with a known text', { ...failed, code: 400 }, 'rejected', 'wrong-credentials'],
    ['500 of its page', { code: 500, msg: 'fail', data: '系统错误' }, 'unknown', 'server-error'],
    ['401, which only another page lists', { ...failed, code: 401 }, 'unknown', 'protocol-mismatch'],
  ])('login: %s', async (_, answer, status, reason) => {
    const server = await startRawServer(json(answer))
    const result = await login(aLogin().input, { baseUrl: server.url, allowHttp: false })
    expect(result.outcome).toMatchObject({ operation: 'nobase.login', status, reason })
    const hasToken = status === 'succeeded' && 'data' in answer
    expect(result.token?.reveal()).toBe(hasToken ? token : undefined)
    expect(result.expiresAt).toBe(hasToken ? '2025-06-12T18:19:27.000Z' : null)
    expect(JSON.stringify(result)).not.toContain(token)
  })
})

describe('a redirect is never followed, by form or by query', () => {
  const cases = [301, 302, 303, 307, 308].flatMap((status) =>
    (['GET', 'POST'] as const).map((method) => ({ status, method })),
  )
  test.each(cases)('HTTP $status after $method', async ({ status, method }) => {
    const other = await startRawServer(json(done))
    const server = await startRawServer(
      httpAnswer(status, JSON.stringify(done), { Location: `${other.url}/api/user/new_pass` }),
    )
    const outcome = await newPass(aNewPass({ method }).input, { baseUrl: server.url, allowHttp: false })
    expect(outcome).toMatchObject({
      status: 'unknown',
      reason: 'protocol-mismatch',
      wire: { httpStatus: status },
    })
    expect(server.requests).toHaveLength(1)
    expect(other.connections()).toBe(0)
  })
})

describe('a server that repeats the secrets of the request finds none of them kept', () => {
  const cases = canaryForms
    .filter((form) => form !== 'utf-16')
    .flatMap((form) => (['GET', 'POST'] as const).map((method) => ({ form, method })))
  test.each(cases)('in the form $form, after $method', async ({ form, method }) => {
    const { input, canaries } = aNewPass({ method })
    const echo = canaries.flatMap(({ value }) => spell(value, form)).join(' ; ')
    const text = Buffer.from(echo, 'latin1').toString('utf8')
    const server = await startRawServer(json({ code: 404, msg: 'fail', data: text, [text]: text }))
    const outcome = await newPass(input, { baseUrl: server.url, allowHttp: false })
    expect(outcome.status).toBe('rejected')
    const printed = JSON.stringify(outcome) + inspect(outcome, { depth: null })
    expect(findCanaries('the outcome', printed, canaries)).toEqual([])
  })

  test.each(['GET', 'POST'] as const)('whole, as an echo of the request by %s', async (method) => {
    const { input, canaries } = aNewPass({ method })
    const server = await startRawServer((socket, request) => httpAnswer(200, request)(socket, request))
    const outcome = await newPass(input, { baseUrl: server.url, allowHttp: false })
    expect(outcome.status).toBe('unknown')
    expect(findCanaries('the outcome', JSON.stringify(outcome), canaries)).toEqual([])
  })
})

describe('drift says where an answer departs from the document', () => {
  test.each([
    [done, []],
    [{ code: '200' }, ['code: string', 'msg: absent', 'data: absent']],
    [{ ...done, data: '好' }, ['data: another text']],
    [{ ...done, msg: null, data: null }, ['msg: null', 'data: null']],
    [{ ...done, msg: 'fail' }, ['msg: fail']],
    [{ ...failed, msg: 'no' }, ['msg: another text']],
    [{ code: 405, msg: 'fail', data: '用户账号密码错误!' }, ['code: 405']],
    [{ code: 405, msg: 'fail', data: '新密码格式错误!' }, []],
  ])('%j', async (answer, got) => {
    const server = await startRawServer(json(answer))
    const outcome = await newPass(aNewPass().input, { baseUrl: server.url, allowHttp: false })
    expect(outcome.drift.map((entry) => entry.got)).toEqual(got)
  })
})
