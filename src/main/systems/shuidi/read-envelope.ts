import type { Drift } from '../../../shared/model/outcome.ts'
import type { Envelope, Verdict } from '../verdict.ts'
import type { AnswerTable } from './wire.ts'

/** Reads a shuidi envelope by the answers of one operation; a text that belongs to another code contradicts the code. */
export function readEnvelope(envelope: Envelope, { success, failures }: AnswerTable): Verdict {
  const { status, message, data } = envelope
  const code = typeof status === 'number' || typeof status === 'string' ? status : null
  const text = typeof message === 'string' ? message : ''
  const unreadable: Verdict = {
    status: 'unknown',
    reason: 'protocol-mismatch',
    code,
    message: text,
    drift: [],
  }
  if (typeof status !== 'number' || !Number.isSafeInteger(status) || !isTextOrNothing(message))
    return unreadable
  const read = { code, message: text }
  const meant = text.trim()
  if (status === 0) {
    const contradicted = failures.some((failure) => failure.message === meant)
    if (contradicted || !isData(data)) return unreadable
    const drift = [...messageDrift(message, success.message), ...successDrift(data, success.dataFields)]
    return { ...read, status: 'succeeded', reason: null, drift }
  }
  const sameCode = failures.filter((failure) => failure.status === status)
  const [first] = sameCode
  if (first === undefined) return unreadable
  const drift = [...messageDrift(message, null), ...failureDrift(data)]
  if (first.reason === null) return { ...read, status: 'unknown', reason: 'server-error', drift }
  const documented = sameCode.find((failure) => failure.message === meant)
  if (documented !== undefined) return { ...read, status: 'rejected', reason: documented.reason, drift }
  if (meant === '') return { ...read, status: 'rejected', reason: first.reason, drift }
  const ofAnother = meant === success.message || failures.some((failure) => failure.message === meant)
  if (ofAnother) return unreadable
  return {
    ...read,
    status: 'rejected',
    reason: 'other',
    drift: [...messageDrift(message, first.message), ...drift],
  }
}

function isTextOrNothing(value: unknown): value is string | null | undefined {
  return value === undefined || value === null || typeof value === 'string'
}

function isData(value: unknown): value is object | null | undefined {
  return value === undefined || typeof value === 'object'
}

function messageDrift(message: string | null | undefined, documented: string | null): Drift[] {
  if (typeof message !== 'string')
    return [{ expected: 'message: string', got: `message: ${kindOf(message)}` }]
  if (documented === null || message === documented) return []
  return [{ expected: `message: ${documented}`, got: 'message: another text' }]
}

function successDrift(data: object | null | undefined, fields: readonly string[]): Drift[] {
  if (data === null || data === undefined || Array.isArray(data))
    return [{ expected: 'data: object', got: `data: ${kindOf(data)}` }]
  const values: Readonly<Record<string, unknown>> = { ...data }
  return fields
    .filter((field) => typeof values[field] !== 'string')
    .map((field) => ({ expected: `data.${field}: string`, got: `data.${field}: ${kindOf(values[field])}` }))
}

function failureDrift(data: unknown): Drift[] {
  return Array.isArray(data) ? [] : [{ expected: 'data: array', got: `data: ${kindOf(data)}` }]
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'absent'
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
