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
import type { FailureTable } from './wire.ts'

/** Reads an openim envelope by the failures of one operation; `dataFields` are expected in the data of a success. */
export function readEnvelope(
  envelope: Envelope,
  table: FailureTable,
  dataFields: readonly string[] = [],
): Verdict {
  const { errCode, errMsg, errDlt, data } = envelope
  const message = textOf(errDlt, errMsg)
  const drift = [...textDrift('errMsg', errMsg), ...textDrift('errDlt', errDlt)]
  if (typeof errCode !== 'number' || !Number.isSafeInteger(errCode)) {
    const code = typeof errCode === 'number' || typeof errCode === 'string' ? errCode : null
    return mismatch({ code, message }, [notWhole('errCode', errCode), ...drift])
  }
  const read = { code: errCode, message }
  const [odd, ...others] = drift
  if (odd !== undefined && !(isText(errMsg) && isText(errDlt))) return mismatch(read, [odd, ...others])
  if (errCode === 0) {
    const [said, ...saidToo] = (['errMsg', 'errDlt'] as const)
      .filter((name) => typeof envelope[name] === 'string' && envelope[name] !== '')
      .map((name) => departs(name, 'empty', 'a text'))
    if (said !== undefined) return mismatch(read, [said, ...saidToo, ...drift])
    if (data !== undefined && data !== null && !isObject(data)) {
      return mismatch(read, [ofAnotherKind('data', 'object', data), ...drift])
    }
    return {
      ...read,
      status: 'succeeded',
      reason: null,
      drift: [...drift, ...dataDrift(data, dataFields)],
    }
  }
  const otherwise = table.otherwise[errCode]
  if (otherwise === undefined) {
    const listed = [0, ...Object.keys(table.otherwise).map(Number)]
    return mismatch(read, [unlistedCode('errCode', listed, errCode), ...drift])
  }
  const detail = typeof errDlt === 'string' ? errDlt : ''
  const documented = table.documented.find((one) => one.errCode === errCode && saysSo(detail, one.errDlt))
  const reason = documented?.reason ?? otherwise
  const departures = [textOfAnother('errDlt', errCode, detail), ...drift] as const
  if (reason === null) {
    const shown = documented === undefined ? [...departures] : drift
    return { ...read, status: 'unknown', reason: 'server-error', drift: shown }
  }
  if (reason === 'other') return refusedOtherwise(read, departures)
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

function textDrift(name: string, value: unknown): Drift[] {
  return typeof value === 'string' ? [] : [ofAnotherKind(name, 'string', value)]
}

function dataDrift(data: unknown, fields: readonly string[]): Drift[] {
  if (!isObject(data)) return [ofAnotherKind('data', 'object', data)]
  return fields
    .filter((field) => typeof data[field] !== 'string' || data[field] === '')
    .map((field) => ofAnotherKind(`data.${field}`, 'string', data[field]))
}
