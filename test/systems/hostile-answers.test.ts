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
  const { status, wire, exchange } = outcome
  if (status === 'succeeded' && !saysDone(operation, answer)) return 'read as success'
  if (status === 'succeeded' && answer.httpStatus !== 200) return 'a success under another status believed'
  if (status === 'rejected' && saysDone(operation, answer)) return 'a success read as rejected'
  if (status === 'rejected' && !answer.isPlain) return 'read as rejected'
  if (status === 'rejected' && answer.httpStatus !== 200 && answer.httpStatus < 400)
    return 'redirect read as rejected'
  if (status === 'rejected' && answer.httpStatus >= 500) return 'server error read as rejected'
  if (status === 'refused' || status === 'unreachable') return `read as ${status}`
  if (wire?.httpStatus !== answer.httpStatus || exchange === null) return 'not kept as received'
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
