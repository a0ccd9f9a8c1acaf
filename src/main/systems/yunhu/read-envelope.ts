import type { Drift } from '../../../shared/model/outcome.ts'
import type { Envelope, Verdict } from '../verdict.ts'
import { done, type AnswerTable, type FieldKind } from './wire.ts'

/** Reads a yunhu envelope by the answers of one action; `code` may be a number, or text made of digits. */
export function readEnvelope(envelope: Envelope, { actionName, dataFields, failures }: AnswerTable): Verdict {
  const { code: given, msg, data } = envelope
  const code = numberOf(given)
  const message = typeof msg === 'string' ? msg : ''
  const unreadable: Verdict = {
    status: 'unknown',
    reason: 'protocol-mismatch',
    code: typeof given === 'number' || typeof given === 'string' ? given : null,
    message,
    drift: [],
  }
  if (code === null || !isTextOrNothing(msg)) return unreadable
  if (!isTextOrNothing(envelope['actionName']) || (envelope['actionName'] ?? actionName) !== actionName)
    return unreadable
  const read = { code: unreadable.code, message }
  const drift = typeof msg === 'string' ? [] : [{ expected: 'msg: string', got: `msg: ${kindOf(msg)}` }]
  if (code === done) {
    if (message !== '' || !isObjectOrNothing(data)) return unreadable
    return { ...read, status: 'succeeded', reason: null, drift: [...drift, ...dataDrift(data, dataFields)] }
  }
  const sameCode = failures.filter((failure) => failure.code === code)
  const [first] = sameCode
  if (first === undefined) return unreadable
  // Codes other than 0 say by themselves what is wrong; 0 says it by its text alone.
  const documented = code === 0 ? sameCode.find(({ msg: text }) => text === message.trim()) : first
  if (documented !== undefined) return { ...read, status: 'rejected', reason: documented.reason, drift }
  const silent = typeof msg === 'string' && message.trim() === ''
  const said = silent ? [{ expected: 'msg: not empty', got: 'msg: empty' }] : []
  return { ...read, status: 'rejected', reason: 'other', drift: [...drift, ...said] }
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

function isTextOrNothing(value: unknown): value is string | null | undefined {
  return value === undefined || value === null || typeof value === 'string'
}

function isObjectOrNothing(value: unknown): value is object | null | undefined {
  return value === undefined || (typeof value === 'object' && !Array.isArray(value))
}

function dataDrift(data: object | null | undefined, fields: Readonly<Record<string, FieldKind>>): Drift[] {
  if (data === undefined || data === null) return [{ expected: 'data: object', got: `data: ${kindOf(data)}` }]
  const values: Readonly<Record<string, unknown>> = { ...data }
  return Object.entries(fields)
    .filter(([name, kind]) => !fits(values[name], kind))
    .map(([name, kind]) => ({
      expected: `data.${name}: ${kind === 'number' ? 'string or number' : 'string'}`,
      got: `data.${name}: ${values[name] === '' ? 'empty' : kindOf(values[name])}`,
    }))
}

function fits(value: unknown, kind: FieldKind): boolean {
  if (kind === 'number') return typeof value === 'number' || typeof value === 'string'
  return typeof value === 'string' && (kind === 'text' || value !== '')
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'absent'
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
