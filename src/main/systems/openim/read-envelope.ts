import type { Drift } from '../../../shared/model/outcome.ts'
import type { Envelope, Verdict } from '../verdict.ts'
import type { FailureTable } from './wire.ts'

/** Reads an openim envelope by the failures of one operation; `dataFields` are expected in the data of a success. */
export function readEnvelope(
  envelope: Envelope,
  table: FailureTable,
  dataFields: readonly string[] = [],
): Verdict {
  const { errCode, errMsg, errDlt, data } = envelope
  if (typeof errCode !== 'number' || !Number.isSafeInteger(errCode) || !isText(errMsg) || !isText(errDlt)) {
    const code = typeof errCode === 'number' || typeof errCode === 'string' ? errCode : null
    return {
      status: 'unknown',
      reason: 'protocol-mismatch',
      code,
      message: textOf(errDlt, errMsg),
      drift: [],
    }
  }
  const read = { code: errCode, message: textOf(errDlt, errMsg) }
  const drift = [...textDrift('errMsg', errMsg), ...textDrift('errDlt', errDlt)]
  if (errCode === 0) {
    const sound = read.message === '' && (data === undefined || data === null || isObject(data))
    if (!sound) return { ...read, status: 'unknown', reason: 'protocol-mismatch', drift }
    return {
      ...read,
      status: 'succeeded',
      reason: null,
      drift: [...drift, ...dataDrift(data ?? null, data, dataFields)],
    }
  }
  const otherwise = table.otherwise[errCode]
  if (otherwise === undefined) return { ...read, status: 'unknown', reason: 'protocol-mismatch', drift }
  const documented = table.documented.find(
    (one) => one.errCode === errCode && saysSo(errDlt ?? '', one.errDlt),
  )
  const reason = documented?.reason ?? otherwise
  if (reason === null) return { ...read, status: 'unknown', reason: 'server-error', drift }
  return { ...read, status: 'rejected', reason, drift }
}

/** Says whether a detail is the documented text, alone or as a clause of a longer chain of causes. */
function saysSo(detail: string, documented: string): boolean {
  if (documented === '') return detail === ''
  return detail.split(/[:;,=]\s*/).some((clause) => clause.trim() === documented)
}

function isText(value: unknown): value is string | null | undefined {
  return value === undefined || value === null || typeof value === 'string'
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textOf(...candidates: unknown[]): string {
  return candidates.find((text): text is string => typeof text === 'string' && text !== '') ?? ''
}

function textDrift(name: string, value: string | null | undefined): Drift[] {
  return typeof value === 'string' ? [] : [{ expected: `${name}: string`, got: `${name}: ${absence(value)}` }]
}

function dataDrift(data: Record<string, unknown> | null, raw: unknown, fields: readonly string[]): Drift[] {
  if (data === null) return [{ expected: 'data: object', got: `data: ${absence(raw)}` }]
  return fields
    .filter((field) => typeof data[field] !== 'string' || data[field] === '')
    .map((field) => ({ expected: `data.${field}: string`, got: `data.${field}: ${kindOf(data[field])}` }))
}

function absence(value: unknown): string {
  return value === null ? 'null' : 'absent'
}

function kindOf(value: unknown): string {
  if (value === undefined || value === null) return absence(value)
  return value === '' ? 'empty' : Array.isArray(value) ? 'array' : typeof value
}
