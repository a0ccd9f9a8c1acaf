import type { Drift, OutcomeReason } from '../../shared/model/outcome.ts'

/** Carries an envelope: the one JSON object that an answer consists of. */
export type Envelope = Readonly<Record<string, unknown>>

/** Says what an answer lets conclude; `code` and `message` as they came. */
export interface Verdict {
  status: 'succeeded' | 'rejected' | 'unknown'
  reason: OutcomeReason | null
  code: number | string | null
  message: string
  drift: Drift[]
}

/** Takes a parsed answer for an envelope where it is one object, and gives null for anything else. */
export function asEnvelope(value: unknown): Envelope | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Envelope) : null
}

/**
 * Joins what the envelope says (null where there is none) with the HTTP status: a refusal counts under 4xx as under
 * 200; a success under 4xx contradicts itself, and whatever else is not 200 leaves open what happened.
 */
export function judgeAnswer(httpStatus: number, read: Verdict | null): Verdict {
  const drift = [...statusDrift(httpStatus), ...(read === null ? [noEnvelope] : read.drift)]
  const carried = { code: read?.code ?? null, message: read?.message ?? '', drift }
  if (httpStatus >= 500) return { ...carried, status: 'unknown', reason: 'server-error' }
  const counts = httpStatus === 200 || (httpStatus >= 400 && httpStatus < 500)
  if (read === null || !counts) return { ...carried, status: 'unknown', reason: 'protocol-mismatch' }
  if (httpStatus === 200) return read
  // To take a change for made that was not is the worst mistake there is: one of the two says that it was not.
  if (read.status === 'succeeded') return { ...read, status: 'unknown', reason: 'protocol-mismatch', drift }
  return { ...read, drift }
}

const noEnvelope: Drift = { expected: 'body: one JSON object', got: 'body: anything else' }

function statusDrift(httpStatus: number): Drift[] {
  return httpStatus === 200
    ? []
    : [{ expected: 'HTTP status: 200', got: `HTTP status: ${String(httpStatus)}` }]
}
