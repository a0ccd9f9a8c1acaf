import type { Drift } from '../../../shared/model/outcome.ts'
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
  const drift = [...codeDrift(received), ...messageDrift(msg, dueMessage), ...dataDrift(data, isDone, table)]
  const open = { ...seen, status: 'unknown', drift } as const
  const mismatch = { ...open, reason: 'protocol-mismatch' } as const

  if (code === null || (!isAbsent(msg) && msg !== dueMessage)) return mismatch
  const failure = table.failures.find((one) => isDocumentedText(message, one.data))
  if (isDone) {
    const isSound = isAbsent(data) || (table.success === 'text' ? typeof data === 'string' : isObject(data))
    if (!isSound || failure !== undefined) return mismatch
    return { ...seen, status: 'succeeded', reason: null, drift }
  }
  const otherwise = table.otherwise[code]
  if (otherwise === undefined || message === done.data) return mismatch
  if (!isAbsent(data) && typeof data !== 'string') return mismatch
  if (otherwise === null) return { ...open, reason: 'server-error' }
  const elsewhere =
    failure === undefined || code === failure.code || code === failure.orCode
      ? []
      : [{ expected: `code: ${String(failure.code)}`, got: `code: ${String(code)}` }]
  return {
    ...seen,
    status: 'rejected',
    reason: failure?.reason ?? otherwise,
    drift: [...elsewhere, ...drift],
  }
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
  return typeof received === 'number' ? [] : [{ expected: 'code: number', got: `code: ${kindOf(received)}` }]
}

function messageDrift(msg: unknown, due: string): Drift[] {
  if (msg === due) return []
  const other = Object.values(messages).find((text) => text === msg)
  const got = other ?? (typeof msg === 'string' ? 'another text' : kindOf(msg))
  return [{ expected: `msg: ${due}`, got: `msg: ${got}` }]
}

function dataDrift(data: unknown, isDone: boolean, { success }: AnswerTable): Drift[] {
  if (isDone && success === 'token') return tokenDrift(data)
  if (typeof data !== 'string') return [{ expected: 'data: string', got: `data: ${kindOf(data)}` }]
  return isDone && data !== done.data ? [{ expected: `data: ${done.data}`, got: 'data: another text' }] : []
}

function tokenDrift(data: unknown): Drift[] {
  if (!isObject(data)) return [{ expected: 'data: object', got: `data: ${kindOf(data)}` }]
  const fields = [
    ['token', 'string'],
    ['token_dead', 'number'],
  ] as const
  return fields
    .filter(([name, type]) => typeof data[name] !== type || data[name] === '')
    .map(([name, type]) => ({
      expected: `data.${name}: ${type}`,
      got: `data.${name}: ${kindOf(data[name])}`,
    }))
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'absent'
  if (value === null) return 'null'
  return value === '' ? 'empty' : Array.isArray(value) ? 'array' : typeof value
}
