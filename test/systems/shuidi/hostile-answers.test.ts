import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { findPassword } from '../../../src/main/systems/shuidi/find-password.client.ts'
import { canaryForms, findCanaries, spell } from '../../support/canary.ts'
import {
  endlessAnswers,
  json,
  mismatch,
  misbehavingAnswers,
  serverError,
  type AnswerCase,
} from '../misbehaving-answers.ts'
import { httpAnswer, startRawServer } from '../raw-server.ts'
import { aReset } from './a-reset.ts'

const done = { status: 0, message: '您的密码已经更改', data: { msg: '您已成功退出登陆' } }
const failed = { status: 15010, message: '验证码错误!', data: [] }

const answers: AnswerCase[] = [
  ['the documented success', json(done), ['succeeded', null]],
  ['success with a list as data', json({ ...done, data: [] }), ['succeeded', null]],
  ['success with empty data', json({ ...done, data: {} }), ['succeeded', null]],
  ['success without data', json({ status: 0, message: done.message }), ['succeeded', null]],
  ['success with another text', json({ ...done, message: 'ok' }), ['succeeded', null]],
  ['success without a text', json({ status: 0, data: {} }), ['succeeded', null]],

  [
    'an illegal request',
    json({ status: 15007, message: '违法请求!', data: [] }),
    ['rejected', 'signature-invalid'],
  ],
  [
    'a bad format',
    json({ status: 15008, message: '密码格式不对!', data: [] }),
    ['rejected', 'password-format'],
  ],
  [
    'nobody',
    json({ status: 15009, message: '这个账户不存在!', data: [] }),
    ['rejected', 'account-not-found'],
  ],
  ['a wrong code', json(failed), ['rejected', 'code-invalid']],
  ['a wrong code with an object as data', json({ ...failed, data: {} }), ['rejected', 'code-invalid']],
  ['a wrong code without data', json({ ...failed, data: undefined }), ['rejected', 'code-invalid']],
  ['a wrong code without a text', json({ ...failed, message: undefined }), ['rejected', 'code-invalid']],
  [
    'a documented code with a text of its own',
    json({ ...failed, message: '短信已过期' }),
    ['rejected', 'other'],
  ],

  ['success with the text of a failure', json({ ...done, message: failed.message }), mismatch],
  ['a failure with the text of the success', json({ ...failed, message: done.message }), mismatch],
  ['a failure with the text of another', json({ ...failed, message: '密码格式不对!' }), mismatch],
  ['success with text as data', json({ ...done, data: 'ok' }), mismatch],
  ['a status that no document lists', json({ ...failed, status: 15011 }), mismatch],
  ['a negative status', json({ ...failed, status: -1 }), mismatch],
  ['the status as text', json({ ...done, status: '0' }), mismatch],
  ['the status of a failure as text', json({ ...failed, status: '15010' }), mismatch],
  ['the status null', json({ ...done, status: null }), mismatch],
  ['the status false', json({ ...done, status: false }), mismatch],
  ['a fraction as status', json({ ...done, status: 0.5 }), mismatch],
  ['no status', json({ message: done.message, data: done.data }), mismatch],
  ['a number as text', json({ ...done, message: 0 }), mismatch],
  ['the envelope of another system', json({ code: 1, msg: '', data: {} }), mismatch],
  [
    'an inner error of the built-in backend',
    json({ status: 500, message: '服务器内部错误!', data: [] }),
    serverError,
  ],
  ...misbehavingAnswers(done, failed, 'code-invalid'),
]

describe.each(['GET', 'POST'] as const)('whatever a server answers to a %s', (method) => {
  test.each(answers)('%s', async (_, answer, [status, reason]) => {
    const server = await startRawServer(answer)
    const { input, canaries } = aReset({ method })
    const outcome = await findPassword(input, { baseUrl: server.url, allowHttp: false })
    expect(outcome).toMatchObject({ operation: 'shuidi.findPassword', status, reason, rule: null })
    expect(server.requests).toHaveLength(1)
    expect(server.connections()).toBe(1)
    const kept = JSON.stringify(outcome) + inspect(outcome, { depth: null })
    expect(findCanaries('the outcome', kept, canaries)).toEqual([])
  })

  test.each(endlessAnswers)('a server that %s', async (_, answer) => {
    const server = await startRawServer(answer)
    const { input } = aReset({ method })
    const target = { baseUrl: server.url, allowHttp: false }
    const outcome = await findPassword(input, target, { limits: { total: 100 } })
    expect(outcome).toMatchObject({ status: 'unknown', reason: 'timeout', wire: null })
    expect(server.requests).toHaveLength(1)
  })
})

test('a server that is not there was not reached', async () => {
  const target = { baseUrl: 'http://127.0.0.1:1', allowHttp: false }
  const outcome = await findPassword(aReset().input, target)
  expect(outcome).toMatchObject({ status: 'unreachable', reason: 'connection-failed', exchange: null })
})

test.each([301, 302, 303, 307, 308])('a redirect by HTTP %i is never followed', async (status) => {
  const other = await startRawServer(json(done))
  const server = await startRawServer(
    httpAnswer(status, JSON.stringify(done), { Location: `${other.url}/user` }),
  )
  const outcome = await findPassword(aReset().input, { baseUrl: server.url, allowHttp: false })
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
    const server = await startRawServer(json({ ...failed, message: echo, [echo]: echo }))
    const outcome = await findPassword(input, { baseUrl: server.url, allowHttp: false })
    expect(outcome.status).toBe('rejected')
    expect(findCanaries('the outcome', JSON.stringify(outcome), canaries)).toEqual([])
  },
)

test.each(['GET', 'POST'] as const)(
  'a server that echoes the whole %s finds no secret and no signature kept',
  async (method) => {
    const { input, canaries } = aReset({ method })
    const server = await startRawServer((socket, request) => {
      httpAnswer(200, request)(socket, request)
    })
    const outcome = await findPassword(input, { baseUrl: server.url, allowHttp: false })
    expect(findCanaries('the outcome', JSON.stringify(outcome), canaries)).toEqual([])
    const signature = /sign_md5=([0-9a-f]{32})/.exec(String(server.requests[0]))?.[1] ?? 'none'
    expect(signature).not.toBe('none')
    expect(JSON.stringify(outcome)).not.toContain(signature)
  },
)

test('drift says where an answer departs from the document', async () => {
  const drift = async (answer: object): Promise<unknown> => {
    const server = await startRawServer(json(answer))
    return (await findPassword(aReset().input, { baseUrl: server.url, allowHttp: false })).drift
  }
  expect(await drift(done)).toEqual([])
  expect(await drift(failed)).toEqual([])
  expect(await drift({ ...done, data: [] })).toEqual([{ expected: 'data: object', got: 'data: array' }])
  expect(await drift({ ...done, data: {} })).toEqual([
    { expected: 'data.msg: string', got: 'data.msg: absent' },
  ])
  expect(await drift({ ...failed, data: {} })).toEqual([{ expected: 'data: array', got: 'data: object' }])
  expect(await drift({ ...done, message: 'ok' })).toEqual([
    { expected: 'message: 您的密码已经更改', got: 'message: another text' },
  ])
})
