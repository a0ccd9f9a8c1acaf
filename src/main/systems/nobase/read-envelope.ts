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
import { isDocumentedText } from './documented-text.ts'
import { done, messages, type AnswerTable } from './wire.ts'

/**
 * Reads a nobase envelope by the answers of one operation. A missing `msg` or `data`, and the code as digits in text,
 * are drift; a `msg` or a `data` that speaks against the code leaves open what happened.
 */
export function readEnvelope(envelope: Envelope, table: AnswerTable): Verdict {
  const { code: received, msg, data } = envelope
  const code = codeOf(received)
  const message = typeof data === 'string' ? data : ''
  const seen = { code: isScalar(received) ? received : null, message }
  const isDone = code === done.code
  const dueMessage = isDone ? messages.success : messages.failure
  const ofMessage = messageDrift(msg, dueMessage)
  const ofData = dataDrift(data, isDone, table)

  if (code === null) return mismatch(seen, [notWhole('code', received), ...ofData])
  const drift = [...codeDrift(received), ...ofMessage, ...ofData]
  const [saysOtherwise] = ofMessage
  if (saysOtherwise !== undefined && !isAbsent(msg)) {
    return mismatch(seen, [saysOtherwise, ...codeDrift(received), ...ofData])
  }
  const failure = table.failures.find((one) => isDocumentedText(message, one.data))
  if (isDone) {
    const isSound = isAbsent(data) || (table.success === 'text' ? typeof data === 'string' : isObject(data))
    const [odd = textOfAnother('data', code, message), ...others] = ofData
    if (!isSound || failure !== undefined)
      return mismatch(seen, [odd, ...others, ...codeDrift(received), ...ofMessage])
    return { ...seen, status: 'succeeded', reason: null, drift }
  }
  const otherwise = table.otherwise[code]
  if (otherwise === undefined) return mismatch(seen, [unlistedCode('code', codesOf(table), code), ...drift])
  if (message === done.data) return mismatch(seen, [textOfAnother('data', code, message), ...drift])
  if (!isAbsent(data) && typeof data !== 'string') {
    return mismatch(seen, [ofAnotherKind('data', 'string', data), ...codeDrift(received), ...ofMessage])
  }
  if (failure === undefined) {
    const departures = [textOfAnother('data', code, message), ...drift] as const
    if (otherwise === null)
      return { ...seen, status: 'unknown', reason: 'server-error', drift: [...departures] }
    if (otherwise === 'other') return refusedOtherwise(seen, departures)
  }
  if (otherwise === null) return { ...seen, status: 'unknown', reason: 'server-error', drift }
  const elsewhere =
    failure === undefined || code === failure.code || code === failure.orCode
      ? []
      : [departs('code', String(failure.code), String(code))]
  return {
    ...seen,
    status: 'rejected',
    reason: failure?.reason ?? otherwise,
    drift: [...elsewhere, ...drift],
  }
}

function codesOf({ otherwise }: AnswerTable): number[] {
  return [done.code, ...Object.keys(otherwise).map(Number)]
}

function codeOf(received: unknown): number | null {
  if (typeof received === 'string') return /^[1-9]\d{2}$/.test(received) ? Number(received) : null
  return typeof received === 'number' && Number.isSafeInteger(received) ? received : null
}

function isScalar(value: unknown): value is number | string {
  return typeof value === 'number' || typeof value === 'string'
}

function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function codeDrift(received: unknown): Drift[] {
  return typeof received === 'number' ? [] : [ofAnotherKind('code', 'number', received)]
}

function messageDrift(msg: unknown, due: string): Drift[] {
  if (msg === due) return []
  const other = Object.values(messages).find((text) => text === msg)
  const got = other ?? (typeof msg === 'string' ? 'another text' : kindOf(msg))
  return [departs('msg', due, got)]
}

function dataDrift(data: unknown, isDone: boolean, { success }: AnswerTable): Drift[] {
  if (isDone && success === 'token') return tokenDrift(data)
  if (typeof data !== 'string') return [ofAnotherKind('data', 'string', data)]
  return isDone && data !== done.data ? [departs('data', done.data, 'another text')] : []
}

function tokenDrift(data: unknown): Drift[] {
  if (!isObject(data)) return [ofAnotherKind('data', 'object', data)]
  const fields = [
    ['token', 'string'],
    ['token_dead', 'number'],
  ] as const
  return fields
    .filter(([name, type]) => typeof data[name] !== type || data[name] === '')
    .map(([name, type]) => ofAnotherKind(`data.${name}`, type, data[name]))
}
