import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readEnvelope } from '../../../src/main/systems/shuidi/read-envelope.ts'
import {
  findPasswordFailures,
  findPasswordTable,
  ours,
  passwordFound,
  sendCodeFailures,
  sendCodeTable,
} from '../../../src/main/systems/shuidi/wire.ts'
import { parseStrictJson } from '../../../src/main/systems/strict-json.ts'
import { asEnvelope } from '../../../src/main/systems/verdict.ts'

const failures = [
  ...Object.entries(findPasswordFailures).map(
    ([name, answer]) => [`findPassword: ${name}`, answer, findPasswordTable] as const,
  ),
  ...Object.entries(sendCodeFailures).map(
    ([name, answer]) => [`sendCode: ${name}`, answer, sendCodeTable] as const,
  ),
]

describe('every failure that the service can answer is read as that failure', () => {
  test.each(failures)('%s', (_, { reason, status, message }, table) => {
    const read = readEnvelope({ status, message, data: [] }, table)
    expect(read).toEqual({
      status: reason === null ? 'unknown' : 'rejected',
      reason: reason ?? 'server-error',
      code: status,
      message,
      drift: [],
    })
  })
})

test('every success that the service can answer is read as one, without drift', () => {
  const success = { status: 'succeeded', reason: null, drift: [] }
  expect(readEnvelope({ status: 0, ...passwordFound }, findPasswordTable)).toMatchObject(success)
  expect(readEnvelope({ status: 0, message: ours.codeSent, data: {} }, sendCodeTable)).toMatchObject(success)
})

test('no envelope is read as success or refusal whose status does not say so', () => {
  const status = fc.oneof(fc.constantFrom(0, 15007, 15008, 15009, 15010), fc.jsonValue())
  const message = fc.oneof(
    fc.constantFrom(passwordFound.message, ...Object.values(findPasswordFailures).map((one) => one.message)),
    fc.jsonValue(),
  )
  fc.assert(
    fc.property(status, message, fc.jsonValue(), (code, text, data) => {
      const bytes = Buffer.from(JSON.stringify({ status: code, message: text, data }))
      const read = readEnvelope(asEnvelope(parseStrictJson(bytes)) ?? {}, findPasswordTable)
      if (read.status === 'succeeded') expect(code === 0).toBe(true)
      if (read.status === 'rejected') expect([15007, 15008, 15009, 15010]).toContain(code)
      expect(read.reason === null).toBe(read.status === 'succeeded')
    }),
    { numRuns: 5_000 },
  )
})
