import type { Drift } from '../../../shared/model/outcome.ts'
import {
  departs,
  kindOf,
  mismatch,
  notWhole,
  ofAnotherKind,
  refusedOtherwise,
  textOfAnother,
  unlistedCode,
} from '../departures.ts'
import type { Envelope, Verdict } from '../verdict.ts'
import { done, type AnswerTable, type FieldKind } from './wire.ts'

/** Reads a yunhu envelope by the answers of one action; `code` may be a number, or text made of digits. */
export function readEnvelope(envelope: Envelope, { actionName, dataFields, failures }: AnswerTable): Verdict {
  const { code: given, msg, data } = envelope
  const code = numberOf(given)
  const message = typeof msg === 'string' ? msg : ''
  const read = { code: typeof given === 'number' || typeof given === 'string' ? given : null, message }
  const drift = typeof msg === 'string' ? [] : [ofAnotherKind('msg', 'string', msg)]
  if (code === null) return mismatch(read, [notACode(given), ...drift])
  if (!isTextOrNothing(msg)) return mismatch(read, [ofAnotherKind('msg', 'string', msg)])
  const echoed = envelope['actionName'] ?? actionName
  if (echoed !== actionName) {
    const got = typeof echoed === 'string' ? 'another' : kindOf(echoed)
    return mismatch(read, [departs('actionName', actionName, got), ...drift])
  }
  if (code === done) {
    if (message !== '')
      return mismatch(read, [departs('msg', 'empty', 'a text'), ...dataDrift(data, dataFields)])
    if (!isObjectOrNothing(data)) return mismatch(read, [ofAnotherKind('data', 'object', data), ...drift])
    return { ...read, status: 'succeeded', reason: null, drift: [...drift, ...dataDrift(data, dataFields)] }
  }
  const sameCode = failures.filter((failure) => failure.code === code)
  const [first] = sameCode
  if (first === undefined) {
    const listed = [done, ...failures.map((failure) => failure.code)]
    return mismatch(read, [unlistedCode('code', listed, code), ...drift])
  }
  // Codes other than 0 say by themselves what is wrong; 0 says it by its text alone.
  const documented = code === 0 ? sameCode.find(({ msg: text }) => text === message.trim()) : first
  if (documented !== undefined) return { ...read, status: 'rejected', reason: documented.reason, drift }
  return refusedOtherwise(read, [textOfAnother('msg', code, message), ...drift])
}

/** Gives the data of an answer as fields; none where there is no object. */
export function dataOf(envelope: Envelope | null): Readonly<Record<string, unknown>> {
  const data = envelope?.['data']
  return typeof data === 'object' && data !== null ? { ...data } : {}
}

/** Gives a whole number, not below 0, that came as one or as digits; null for anything else. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'string') return /^\d{1,15}$/.test(value) ? Number(value) : null
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null
}

function notACode(given: unknown): Drift {
  return typeof given === 'string' && given !== ''
    ? departs('code', 'digits', 'another text')
    : notWhole('code', given)
}

function isTextOrNothing(value: unknown): value is string | null | undefined {
  return value === undefined || value === null || typeof value === 'string'
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isObjectOrNothing(value: unknown): value is object | null | undefined {
  return value === undefined || value === null || isObject(value)
}

function dataDrift(data: unknown, fields: Readonly<Record<string, FieldKind>>): Drift[] {
  if (!isObject(data)) return [ofAnotherKind('data', 'object', data)]
  const values: Readonly<Record<string, unknown>> = { ...data }
  return Object.entries(fields)
    .filter(([name, kind]) => !fits(values[name], kind))
    .map(([name, kind]) =>
      ofAnotherKind(`data.${name}`, kind === 'number' ? 'string or number' : 'string', values[name]),
    )
}

function fits(value: unknown, kind: FieldKind): boolean {
  if (kind === 'number') return typeof value === 'number' || typeof value === 'string'
  return typeof value === 'string' && (kind === 'text' || value !== '')
}
