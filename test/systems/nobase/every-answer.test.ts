import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { failure, success } from '../../../src/main/systems/nobase/answers.service.ts'
import { readEnvelope } from '../../../src/main/systems/nobase/read-envelope.ts'
import {
  loginFailures,
  loginTable,
  newPassFailures,
  newPassTable,
  updateSignFailures,
  updateSignTable,
} from '../../../src/main/systems/nobase/wire.ts'
import { parseStrictJson } from '../../../src/main/systems/strict-json.ts'
import { asEnvelope, judgeAnswer, type Verdict } from '../../../src/main/systems/verdict.ts'

const operations = [
  { name: 'newPass', failures: newPassFailures, table: newPassTable },
  { name: 'updateSign', failures: updateSignFailures, table: updateSignTable },
  { name: 'login', failures: loginFailures, table: loginTable },
] as const

const every = operations.flatMap(({ name, failures, table }) =>
  Object.entries(failures).map(([row, documented]) => ({ name, row, documented, table })),
)

function judge(httpStatus: number, body: Uint8Array, table = newPassTable): Verdict {
  const envelope = asEnvelope(parseStrictJson(body))
  return judgeAnswer(httpStatus, envelope && readEnvelope(envelope, table))
}

const bytesOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))

describe('every answer that the service can give is read as what it means', () => {
  test('failures, with any number of days and any parameter, also under HTTP 4xx', () => {
    const slot = fc.oneof(
      fc.nat(),
      fc.constantFrom('appid', 'newpass', 'newsign', 'signature', 'user', 'pass'),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...every),
        slot,
        fc.oneof(fc.constant(200), fc.integer({ min: 400, max: 499 })),
        ({ documented, table }, value, httpStatus) => {
          const answer = failure(documented, value)
          const read = judge(httpStatus, bytesOf(answer), table)
          expect(read).toMatchObject({ status: 'rejected', reason: documented.reason, code: answer.code })
          expect(read.message).toBe(answer.data)
          expect(read.drift).toHaveLength(httpStatus === 200 ? 0 : 1)
        },
      ),
      { numRuns: 2_000 },
    )
  })

  test('success', () => {
    for (const table of [newPassTable, updateSignTable]) {
      expect(judge(200, bytesOf(success()), table)).toMatchObject({
        status: 'succeeded',
        reason: null,
        drift: [],
      })
    }
    const signedIn = success({ token: 'a-token', token_dead: 1749752367 })
    expect(judge(200, bytesOf(signedIn), loginTable)).toMatchObject({ status: 'succeeded', drift: [] })
  })

  test.each(every)('$name, $row: no other row of the table has its text', ({ documented, table }) => {
    expect(table.failures.filter(({ data }) => data === documented.data)).toHaveLength(1)
  })
})

/** Says by the document alone whether bytes are a success of `newPass`. */
function isDocumentedSuccess(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const { code, msg = null, data = null } = JSON.parse(text) as Record<string, unknown>
    const isFailureText = Object.values(newPassFailures).some((row) => row.data === data)
    return (
      (code === 200 || code === '200') &&
      (msg === null || msg === 'success') &&
      (data === null || (typeof data === 'string' && !isFailureText))
    )
  } catch {
    return false
  }
}

const pieces = [
  '"',
  '{',
  '}',
  ',',
  ':',
  '0',
  '1',
  '-',
  'e9',
  'null',
  '""',
  '"code":200,',
  '"msg":"success",',
  '\\',
  '\ufeff',
  ' ',
  '\0',
]
const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.nat(8),
  insert: fc.oneof(
    fc.constantFrom(...pieces).map((piece) => Buffer.from(piece)),
    fc.uint8Array({ maxLength: 4 }),
  ),
})

function mutated(bytes: Buffer, mutations: { at: number; remove: number; insert: Uint8Array }[]): Buffer {
  return mutations.reduce<Buffer>((before, { at, remove, insert }) => {
    const place = Math.floor(at * before.length)
    return Buffer.concat([before.subarray(0, place), insert, before.subarray(place + remove)])
  }, bytes)
}

test('no answer is read as success that is not one, and none breaks the client, in 50,000 mutations', () => {
  const envelopes = [success(), ...Object.values(newPassFailures).map((row) => failure(row, 3))].map(bytesOf)
  fc.assert(
    fc.property(
      fc.constantFrom(...envelopes),
      fc.array(mutation, { maxLength: 4 }),
      fc.constantFrom(200, 200, 200, 201, 204, 302, 307, 400, 404, 500, 503),
      (envelope, mutations, httpStatus) => {
        const bytes = mutated(envelope, mutations)
        const { status, reason } = judge(httpStatus, bytes)
        const counts = httpStatus === 200 || (httpStatus >= 400 && httpStatus < 500)
        if (status === 'succeeded') expect(httpStatus === 200 && isDocumentedSuccess(bytes)).toBe(true)
        if (status === 'rejected') expect(counts).toBe(true)
        expect(reason === null).toBe(status === 'succeeded')
      },
    ),
    { numRuns: 50_000 },
  )
})
