import type { Drift } from '../../../shared/model/outcome.ts'
import {
  departs,
  mismatch,
  notWhole,
  ofAnotherKind,
  refusedOtherwise,
  textOfAnother,
  unlistedCode,
} from '../departures.ts'
import type { Envelope, Verdict } from '../verdict.ts'
import type { AnswerTable } from './wire.ts'

/** Reads a shuidi envelope by the answers of one operation; a text that belongs to another code contradicts the code. */
export function readEnvelope(envelope: Envelope, { success, failures }: AnswerTable): Verdict {
  const { status, message, data } = envelope
  const code = typeof status === 'number' || typeof status === 'string' ? status : null
  const text = typeof message === 'string' ? message : ''
  const read = { code, message: text }
  if (typeof status !== 'number' || !Number.isSafeInteger(status))
    return mismatch(read, [notWhole('status', status), ...messageDrift(message, null)])
  if (!isTextOrNothing(message)) return mismatch(read, [ofAnotherKind('message', 'string', message)])
  const meant = text.trim()
  if (status === 0) {
    const contradicted = failures.some((failure) => failure.message === meant)
    const contradiction = textOfAnother('message', status, text)
    if (contradicted) return mismatch(read, [contradiction, ...successDrift(data, success.dataFields)])
    if (!isData(data))
      return mismatch(read, [
        ofAnotherKind('data', 'object', data),
        ...messageDrift(message, success.message),
      ])
    const drift = [...messageDrift(message, success.message), ...successDrift(data, success.dataFields)]
    return { ...read, status: 'succeeded', reason: null, drift }
  }
  const sameCode = failures.filter((failure) => failure.status === status)
  const [first] = sameCode
  const drift = [...messageDrift(message, null), ...failureDrift(data)]
  if (first === undefined) {
    const listed = [0, ...failures.filter(({ reason }) => reason !== null).map((failure) => failure.status)]
    return mismatch(read, [unlistedCode('status', listed, status), ...drift])
  }
  if (first.reason === null) return { ...read, status: 'unknown', reason: 'server-error', drift }
  const documented = sameCode.find((failure) => failure.message === meant)
  if (documented !== undefined) return { ...read, status: 'rejected', reason: documented.reason, drift }
  if (meant === '') return { ...read, status: 'rejected', reason: first.reason, drift }
  const ofAnother = meant === success.message || failures.some((failure) => failure.message === meant)
  if (ofAnother) return mismatch(read, [textOfAnother('message', status, text), ...drift])
  return refusedOtherwise(read, [departs('message', first.message, 'another text'), ...drift])
}

function isTextOrNothing(value: unknown): value is string | null | undefined {
  return value === undefined || value === null || typeof value === 'string'
}

function isData(value: unknown): value is object | null | undefined {
  return value === undefined || typeof value === 'object'
}

function messageDrift(message: unknown, documented: string | null): Drift[] {
  if (typeof message !== 'string') return [ofAnotherKind('message', 'string', message)]
  return documented === null || message === documented ? [] : [departs('message', documented, 'another text')]
}

function successDrift(data: unknown, fields: readonly string[]): Drift[] {
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    return [ofAnotherKind('data', 'object', data)]
  const values: Readonly<Record<string, unknown>> = { ...data }
  return fields
    .filter((field) => typeof values[field] !== 'string')
    .map((field) => ofAnotherKind(`data.${field}`, 'string', values[field]))
}

function failureDrift(data: unknown): Drift[] {
  return Array.isArray(data) ? [] : [ofAnotherKind('data', 'array', data)]
}
