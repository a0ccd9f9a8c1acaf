import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { samples } from '../../scripts/protocols/samples.ts'
import type { ReadyCall } from '../../src/main/systems/callable.ts'
import { calls } from '../../src/main/systems/calls.ts'
import type { Outcome } from '../../src/shared/model/outcome.ts'
import { operations, type Operation } from '../../src/shared/model/systems.ts'
import { drawFrom, hostileAnswer, systemOf, type HostileAnswer } from './hostile-answer.ts'

const seed = 20_260_601
const answersInAll = 50_000
const overSockets = 1_200

function readyOf(operation: Operation): ReadyCall {
  const { params, credentials } = samples[operation]
  const ready = calls[operation].ready({ params, credentials, method: calls[operation].methods[0] })
  if (Array.isArray(ready)) throw new Error(`the sample of ${operation} is refused`)
  return ready
}

/** Says, without the readers' own code, whether an answer says that the operation was carried out. */
function saysDone(operation: Operation, { httpStatus, body, isPlain }: HostileAnswer): boolean {
  if (!isPlain || (httpStatus !== 200 && (httpStatus < 400 || httpStatus > 499))) return false
  const { code, msg, status, errCode, errMsg, errDlt, actionName } = JSON.parse(body.toString()) as Record<
    string,
    unknown
  >
  const nothing = (value: unknown): boolean => value === undefined || value === null
  switch (systemOf(operation)) {
    case 'nobase':
      return (code === 200 || code === '200') && (nothing(msg) || msg === 'success')
    case 'shuidi':
      return status === 0
    case 'openim':
      return errCode === 0 && (nothing(errMsg) || errMsg === '') && (nothing(errDlt) || errDlt === '')
    case 'yunhu': {
      const echoed = calls[operation].methods.length === 1 ? actionName : undefined
      return (
        (code === 1 || code === '1') &&
        (nothing(msg) || msg === '') &&
        (nothing(echoed) || typeof echoed === 'string')
      )
    }
  }
}

const describeAnswer = ({ httpStatus, body }: HostileAnswer): string =>
  `${String(httpStatus)} ${body.toString('latin1').slice(0, 400)}`

/** Says what is wrong with an outcome for an answer, or nothing. */
function fault(operation: Operation, answer: HostileAnswer, outcome: Outcome): string | null {
  const { status, reason, drift, wire, exchange } = outcome
  if (status === 'succeeded' && !saysDone(operation, answer)) return 'read as success'
  if (status === 'succeeded' && answer.httpStatus !== 200) return 'a success under another status believed'
  if (status === 'rejected' && saysDone(operation, answer)) return 'a success read as rejected'
  if (status === 'rejected' && !answer.isPlain) return 'read as rejected'
  if (status === 'rejected' && answer.httpStatus !== 200 && answer.httpStatus < 400)
    return 'redirect read as rejected'
  if (status === 'rejected' && answer.httpStatus >= 500) return 'server error read as rejected'
  if (status === 'refused' || status === 'unreachable') return `read as ${status}`
  if (wire?.httpStatus !== answer.httpStatus || exchange === null) return 'not kept as received'
  const departs = reason === 'protocol-mismatch' || reason === 'other' || answer.httpStatus !== 200
  if (departs && drift.length === 0) return 'a departure that nothing names'
  return null
}

describe('answers that a server bends or breaks', () => {
  test('are never read as success unless they are one, and never end the client', async () => {
    const draw = drawFrom(seed)
    const ready = new Map(operations.map((operation) => [operation, readyOf(operation)]))
    const faults: string[] = []
    const statuses = new Map<string, number>()
    for (let at = 0; at < answersInAll; at++) {
      const operation = operations[draw(operations.length)] ?? 'openim.login'
      const answer = hostileAnswer(operation, draw)
      const outcome = await ready.get(operation)?.run(
        { baseUrl: samples[operation].baseUrl, allowHttp: false },
        {
          send: () =>
            Promise.resolve({
              kind: 'answered',
              httpStatus: answer.httpStatus,
              body: answer.body,
              durationMs: 0,
            }),
        },
      )
      if (outcome === undefined) throw new Error('no outcome')
      statuses.set(outcome.status, (statuses.get(outcome.status) ?? 0) + 1)
      const wrong = fault(operation, answer, outcome)
      if (wrong !== null) faults.push(`${String(at)} ${operation}: ${wrong}: ${describeAnswer(answer)}`)
    }
    process.stdout.write(
      `hostile answers: ${String(faults.length)} of ${String(answersInAll)} read as what they are not\n`,
    )
    expect(faults.slice(0, 5)).toEqual([])
    // Each verdict was reached often enough for the run to mean something.
    expect(
      Math.min(...['succeeded', 'rejected', 'unknown'].map((status) => statuses.get(status) ?? 0)),
    ).toBeGreaterThan(answersInAll / 50)
  }, 240_000)

  test('are read alike when they come over a socket, each to a request that was sent once', async () => {
    const draw = drawFrom(seed + 1)
    let answer: HostileAnswer = { httpStatus: 200, body: Buffer.alloc(0), isPlain: false }
    let requests = 0
    const server = createServer((request, response) => {
      requests++
      request.resume().on('end', () => {
        response.writeHead(answer.httpStatus, { 'Content-Type': 'application/json', Location: '/elsewhere' })
        response.end(answer.httpStatus === 204 ? undefined : answer.body)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      server.close()
      server.closeAllConnections()
    })
    const { port } = server.address() as AddressInfo
    const faults: string[] = []
    for (let at = 0; at < overSockets; at++) {
      const operation = operations[at % operations.length] ?? 'openim.login'
      answer = hostileAnswer(operation, draw)
      const outcome = await readyOf(operation).run(
        { baseUrl: `http://127.0.0.1:${String(port)}`, allowHttp: false },
        {},
      )
      const wrong = fault(operation, answer, outcome)
      if (wrong !== null) faults.push(`${operation}: ${wrong}: ${describeAnswer(answer)}`)
    }
    expect(faults.slice(0, 5)).toEqual([])
    expect(requests).toBe(overSockets)
  }, 120_000)
})

describe('an answer as the service gives it', () => {
  test.each(operations)('of %s is read as success', async (operation) => {
    const { operationAnswers } = await import('../../scripts/protocols/answers.ts')
    const body = Buffer.from(operationAnswers[operation].success)
    const outcome = await readyOf(operation).run(
      { baseUrl: samples[operation].baseUrl, allowHttp: false },
      { send: () => Promise.resolve({ kind: 'answered', httpStatus: 200, body, durationMs: 0 }) },
    )
    expect(outcome).toMatchObject({ status: 'succeeded', reason: null, drift: [] })
  })
})

describe('a departure is named', () => {
  const nobase = (code: unknown, data: unknown) => ({ code, msg: 'fail', data })
  const openim = { errCode: 0, errMsg: '', errDlt: '', data: {} }
  const shuidi = { status: 0, message: '您的密码已经更改', data: { msg: '您已成功退出登陆' } }
  const yunhu = { actionName: 'resetpwd', code: 1, msg: '', data: {} }
  test.each([
    ['nobase.newPass', nobase(404, '别的'), { expected: 'data: a text of 404', got: 'data: another text' }],
    [
      'nobase.newPass',
      nobase(999, '别的'),
      { expected: 'code: one of 200, 204, 404, 405', got: 'code: 999' },
    ],
    ['nobase.newPass', nobase(401, 'token无效或已过期!'), { got: 'code: 401' }],
    ['shuidi.findPassword', { ...shuidi, status: 15011 }, { got: 'status: 15011' }],
    [
      'shuidi.findPassword',
      { ...shuidi, status: '0' },
      { expected: 'status: number', got: 'status: string' },
    ],
    ['yunhu.resetPassword', { ...yunhu, code: 8 }, { got: 'code: 8' }],
    ['yunhu.resetPassword', { ...yunhu, msg: '请求不合法' }, { expected: 'msg: empty', got: 'msg: a text' }],
    [
      'yunhu.resetPassword',
      { ...yunhu, actionName: 'login' },
      { expected: 'actionName: resetpwd', got: 'actionName: another' },
    ],
    ['openim.changePassword', { ...openim, errCode: 1002 }, { got: 'errCode: 1002' }],
    ['openim.changePassword', { ...openim, errCode: '0' }, { got: 'errCode: string' }],
    ['openim.changePassword', { ...openim, errCode: 1.5 }, { got: 'errCode: another number' }],
    ['openim.changePassword', { ...openim, data: [] }, { expected: 'data: object', got: 'data: array' }],
    ['openim.changePassword', { ...openim, data: 'x' }, { expected: 'data: object', got: 'data: string' }],
    [
      'openim.changePassword',
      { ...openim, errMsg: 'no' },
      { expected: 'errMsg: empty', got: 'errMsg: a text' },
    ],
    [
      'openim.changePassword',
      { ...openim, errDlt: 'no' },
      { expected: 'errDlt: empty', got: 'errDlt: a text' },
    ],
  ] as const)('%s: %j', async (operation, envelope, named) => {
    const outcome = await readyOf(operation).run(
      { baseUrl: samples[operation].baseUrl, allowHttp: false },
      {
        send: () =>
          Promise.resolve({
            kind: 'answered',
            httpStatus: 200,
            body: Buffer.from(JSON.stringify(envelope)),
            durationMs: 0,
          }),
      },
    )
    expect(outcome.status).not.toBe('succeeded')
    expect(outcome.drift).toContainEqual(expect.objectContaining(named))
  })

  test.each([201, 206, 302, 400, 500, 503])('HTTP %i, whatever the envelope says', async (httpStatus) => {
    for (const operation of operations) {
      const { operationAnswers } = await import('../../scripts/protocols/answers.ts')
      const body = Buffer.from(operationAnswers[operation].success)
      const { status, drift } = await readyOf(operation).run(
        { baseUrl: samples[operation].baseUrl, allowHttp: false },
        { send: () => Promise.resolve({ kind: 'answered', httpStatus, body, durationMs: 0 }) },
      )
      expect(status).toBe('unknown')
      expect(drift[0]).toEqual({ expected: 'HTTP status: 200', got: `HTTP status: ${String(httpStatus)}` })
    }
  })

  test('without repeating a secret that came in the place of a code', async () => {
    const { params, credentials, baseUrl } = samples['shuidi.findPassword']
    const code = 480_217
    const ready = calls['shuidi.findPassword'].ready({
      params: { ...params, code: String(code) },
      credentials,
      method: 'GET',
    })
    if (Array.isArray(ready)) throw new Error('not ready')
    const body = Buffer.from(JSON.stringify({ status: code, message: '', data: [] }))
    const outcome = await ready.run(
      { baseUrl, allowHttp: false },
      { send: () => Promise.resolve({ kind: 'answered', httpStatus: 200, body, durationMs: 0 }) },
    )
    expect(JSON.stringify(outcome)).not.toContain(String(code))
    expect(outcome.drift).toContainEqual(expect.objectContaining({ got: 'status: ******' }))
  })
})
