import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseStrictJson } from '../../../src/main/systems/strict-json.ts'
import { asEnvelope } from '../../../src/main/systems/verdict.ts'
import { readEnvelope } from '../../../src/main/systems/yunhu/read-envelope.ts'
import { answers } from '../../../src/main/systems/yunhu/wire.ts'

const failures = Object.entries(answers).flatMap(([operation, table]) =>
  table.failures.map((failure) => [operation, failure.msg, failure, table] as const),
)

describe('every failure that the service can answer is read as that failure', () => {
  test.each(failures)('%s: %s', (_operation, _text, { reason, code, msg }, table) => {
    const read = { status: 'rejected', reason, code, message: msg, drift: [] }
    expect(readEnvelope({ actionName: table.actionName, code, msg }, table)).toEqual(read)
    expect(readEnvelope({ code, msg }, table)).toEqual(read)
    expect(readEnvelope({ code: String(code), msg }, table)).toEqual({ ...read, code: String(code) })
  })
})

test('no two failures of an action look alike, so that each can be told from its answer', () => {
  for (const { failures: all } of Object.values(answers)) {
    expect(new Set(all.map(({ code, msg }) => `${String(code)} ${msg}`)).size).toBe(all.length)
  }
})

test('no envelope is read as success or refusal whose code does not say so', () => {
  const code = fc.oneof(fc.integer({ min: -1, max: 9 }), fc.nat(9).map(String), fc.jsonValue())
  const text = fc.oneof(fc.constantFrom(...failures.map(([, msg]) => msg), ''), fc.jsonValue())
  fc.assert(
    fc.property(
      code,
      text,
      fc.jsonValue(),
      fc.constantFrom(...Object.values(answers)),
      (given, msg, data, table) => {
        const bytes = Buffer.from(JSON.stringify({ code: given, msg, data }))
        const read = readEnvelope(asEnvelope(parseStrictJson(bytes)) ?? {}, table)
        if (read.status === 'succeeded') {
          expect(['1', 1]).toContain(given)
          expect(msg === '' || msg === null).toBe(true)
        }
        if (read.status === 'rejected') expect([0, 2, 3, 4, 5, 6, 7]).toContain(Number(given))
        expect(read.reason === null).toBe(read.status === 'succeeded')
      },
    ),
    { numRuns: 5_000 },
  )
})
