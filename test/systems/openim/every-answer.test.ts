import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readEnvelope } from '../../../src/main/systems/openim/read-envelope.ts'
import {
  changePasswordFailures,
  changePasswordTable,
  loginFailures,
  loginTable,
  type DocumentedAnswer,
} from '../../../src/main/systems/openim/wire.ts'
import { parseStrictJson } from '../../../src/main/systems/strict-json.ts'
import { asEnvelope, judgeAnswer, type Verdict } from '../../../src/main/systems/verdict.ts'

function judge(httpStatus: number, body: Uint8Array): Verdict {
  const envelope = asEnvelope(parseStrictJson(body))
  return judgeAnswer(httpStatus, envelope && readEnvelope(envelope, changePasswordTable))
}

const entries = (failures: Record<string, DocumentedAnswer>) => Object.entries(failures)

describe('every failure that the service can answer is read as that failure', () => {
  test.each(entries(changePasswordFailures))('changePassword: %s', (_, { reason, ...envelope }) => {
    const { status, reason: read, code, message, drift } = readEnvelope(envelope, changePasswordTable)
    expect({ status, read, code, message, drift }).toEqual({
      status: reason === null ? 'unknown' : 'rejected',
      read: reason ?? 'server-error',
      code: envelope.errCode,
      message: envelope.errDlt === '' ? envelope.errMsg : envelope.errDlt,
      drift: [],
    })
  })

  test.each(entries(loginFailures))('login: %s', (_, { reason, ...envelope }) => {
    const { status, reason: read, drift } = readEnvelope(envelope, loginTable)
    expect({ status, read, drift }).toEqual({
      status: reason === null ? 'unknown' : 'rejected',
      read: reason ?? 'server-error',
      drift: [],
    })
  })

  test('and HTTP 4xx in place of 200 changes nothing but the drift', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 400, max: 499 }),
        fc.constantFrom(...Object.values(changePasswordFailures)),
        (httpStatus, { reason, ...envelope }) => {
          const read = judge(httpStatus, Buffer.from(JSON.stringify(envelope)))
          expect(read.status).toBe(reason === null ? 'unknown' : 'rejected')
          expect(read.drift).toEqual([
            { expected: 'HTTP status: 200', got: `HTTP status: ${String(httpStatus)}` },
          ])
        },
      ),
    )
  })
})

/** Says by the document alone whether bytes are a success. */
function isDocumentedSuccess(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const { errCode, errMsg, errDlt, data } = JSON.parse(text) as Record<string, unknown>
    const silent = [errMsg, errDlt].every((part) => part === '' || part === null || part === undefined)
    const dataFits = data === undefined || (typeof data === 'object' && !Array.isArray(data))
    return errCode === 0 && silent && dataFits
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
  '.',
  'e9',
  'null',
  '""',
  '"errCode":0,',
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

function mutated(text: string, mutations: { at: number; remove: number; insert: Uint8Array }[]): Buffer {
  return mutations.reduce<Buffer>((bytes, { at, remove, insert }) => {
    const place = Math.floor(at * bytes.length)
    return Buffer.concat([bytes.subarray(0, place), insert, bytes.subarray(place + remove)])
  }, Buffer.from(text))
}

test('no answer is read as success that is not one, and none breaks the client, in 50,000 mutations', () => {
  const done = { errCode: 0, errMsg: '', errDlt: '', data: {} }
  const envelopes = [done, ...Object.values(changePasswordFailures)].map((envelope) =>
    JSON.stringify(envelope),
  )
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
