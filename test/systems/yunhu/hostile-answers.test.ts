import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { resetPassword } from '../../../src/main/systems/yunhu/reset-password.client.ts'
import { canaryForms, findCanaries, spell } from '../../support/canary.ts'
import {
  endlessAnswers,
  json,
  mismatch,
  misbehavingAnswers,
  type AnswerCase,
} from '../misbehaving-answers.ts'
import { httpAnswer, startRawServer } from '../raw-server.ts'
import { aReset } from './canary-inputs.ts'

const done = { code: 1, msg: '', data: { userid: 1 } }
const failed = { code: 0, msg: '验证码错误!' }

const answers: AnswerCase[] = [
  ['the documented success', json(done), ['succeeded', null]],
  ['success with the code as text', json({ ...done, code: '1' }), ['succeeded', null]],
  ['success that names its action', json({ actionName: 'resetpwd', ...done }), ['succeeded', null]],
  ['success without data', json({ code: 1, msg: '' }), ['succeeded', null]],
  ['success with data null', json({ ...done, data: null }), ['succeeded', null]],
  ['success without a text', json({ code: 1, data: {} }), ['succeeded', null]],

  ['a request that is not legal', json({ code: 0, msg: '请求不合法' }), ['rejected', 'malformed-parameter']],
  [
    'a failure with the code as text',
    json({ code: '0', msg: '请求不合法' }),
    ['rejected', 'malformed-parameter'],
  ],
  ['a wrong code', json(failed), ['rejected', 'code-invalid']],
  ['a failure with data', json({ ...failed, data: {} }), ['rejected', 'code-invalid']],
  ['a text that no document gives', json({ code: 0, msg: '系统繁忙' }), ['rejected', 'other']],
  ['a failure with an empty text', json({ code: 0, msg: '' }), ['rejected', 'other']],
  ['a failure without a text', json({ code: 0 }), ['rejected', 'other']],
  ...[2, 3, 4].map((code): AnswerCase => [
    `a shop that is not open, by ${String(code)}`,
    json({ code, msg: 'x' }),
    ['rejected', 'shop-unavailable'],
  ]),
  ['a sign-in that ran out', json({ code: 5, msg: '' }), ['rejected', 'token-invalid']],
  ['nobody signed in', json({ code: '6', msg: '超时' }), ['rejected', 'token-invalid']],
  ['a wrong signature', json({ code: 7, msg: '签名错误' }), ['rejected', 'signature-invalid']],

  ['success with an error text', json({ ...done, msg: '请求不合法' }), mismatch],
  ['success of another action', json({ ...done, actionName: 'getshop' }), mismatch],
  ['a failure of another action', json({ ...failed, actionName: 'login' }), mismatch],
  ['a number as the action', json({ ...done, actionName: 1 }), mismatch],
  ['success with a list as data', json({ ...done, data: [] }), mismatch],
  ['success with text as data', json({ ...done, data: 'ok' }), mismatch],
  ['a code that no document lists', json({ code: 8, msg: '' }), mismatch],
  ['a negative code', json({ code: -1, msg: '' }), mismatch],
  ['a fraction as code', json({ ...done, code: 1.5 }), mismatch],
  ['the code true', json({ ...done, code: true }), mismatch],
  ['the code null', json({ ...done, code: null }), mismatch],
  ['a code with a blank', json({ ...done, code: ' 1' }), mismatch],
  ['a code in hex', json({ ...done, code: '0x1' }), mismatch],
  ['a list as code', json({ ...done, code: [1] }), mismatch],
  ['no code', json({ msg: '', data: {} }), mismatch],
  ['a number as text', json({ ...done, msg: 0 }), mismatch],
  ['the envelope of another system', json({ status: 0, message: '您的密码已经更改', data: {} }), mismatch],
  ...misbehavingAnswers(done, failed, 'code-invalid'),
]

describe('whatever a server answers, the client says what can be concluded from it', () => {
  test.each(answers)('%s', async (_, answer, [status, reason]) => {
    const server = await startRawServer(answer)
    const { input, canaries } = aReset()
    const result = await resetPassword(input, { baseUrl: server.url, allowHttp: false })
    expect(result.outcome).toMatchObject({ operation: 'yunhu.resetPassword', status, reason, rule: null })
    expect(result.session).toBeNull()
    expect(server.requests).toHaveLength(1)
    expect(server.connections()).toBe(1)
    const kept = JSON.stringify(result) + inspect(result, { depth: null })
    expect(findCanaries('the outcome', kept, canaries)).toEqual([])
  })

  test.each(endlessAnswers)('a server that %s', async (_, answer) => {
    const server = await startRawServer(answer)
    const target = { baseUrl: server.url, allowHttp: false }
    const { outcome } = await resetPassword(aReset().input, target, { limits: { total: 100 } })
    expect(outcome).toMatchObject({ status: 'unknown', reason: 'timeout', wire: null })
    expect(server.requests).toHaveLength(1)
  })
})

test.each([301, 302, 303, 307, 308])('a redirect by HTTP %i is never followed', async (status) => {
  const other = await startRawServer(json(done))
  const server = await startRawServer(httpAnswer(status, JSON.stringify(done), { Location: other.url }))
  const { outcome } = await resetPassword(aReset().input, { baseUrl: server.url, allowHttp: false })
  expect(outcome).toMatchObject({
    status: 'unknown',
    reason: 'protocol-mismatch',
    wire: { httpStatus: status },
  })
  expect([server.connections(), other.connections()]).toEqual([1, 0])
})

test.each(canaryForms.filter((form) => form !== 'utf-16'))(
  'a server that repeats the secrets in the form %s finds none of them kept',
  async (form) => {
    const { input, canaries } = aReset()
    const latin1 = canaries.flatMap(({ value }) => spell(value, form)).join(' ; ')
    const echo = Buffer.from(latin1, 'latin1').toString('utf8')
    const server = await startRawServer(json({ code: 0, msg: echo, [echo]: echo }))
    const result = await resetPassword(input, { baseUrl: server.url, allowHttp: false })
    expect(result.outcome.status).toBe('rejected')
    expect(findCanaries('the outcome', JSON.stringify(result), canaries)).toEqual([])
  },
)

test('a server that echoes the whole request finds no secret and no signature kept', async () => {
  const { input, canaries } = aReset()
  const server = await startRawServer((socket, request) => {
    httpAnswer(200, request)(socket, request)
  })
  const { outcome } = await resetPassword(input, { baseUrl: server.url, allowHttp: false })
  expect(findCanaries('the outcome', JSON.stringify(outcome), canaries)).toEqual([])
  const signature = /^sign: ([0-9A-F]{32})\r$/m.exec(String(server.requests[0]))?.[1] ?? 'none'
  expect(signature).not.toBe('none')
  expect(JSON.stringify(outcome)).not.toContain(signature)
})
