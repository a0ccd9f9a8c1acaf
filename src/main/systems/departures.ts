import type { Drift } from '../../shared/model/outcome.ts'
import type { Verdict } from './verdict.ts'

/** Concludes nothing from an answer; says at least once why. */
export function mismatch(
  seen: Pick<Verdict, 'code' | 'message'>,
  departures: readonly [Drift, ...Drift[]],
): Verdict {
  return { ...seen, status: 'unknown', reason: 'protocol-mismatch', drift: [...departures] }
}

/** Takes an answer for a refusal whose reason nobody documents; says at least once what departs. */
export function refusedOtherwise(
  seen: Pick<Verdict, 'code' | 'message'>,
  departures: readonly [Drift, ...Drift[]],
): Verdict {
  return { ...seen, status: 'rejected', reason: 'other', drift: [...departures] }
}

/** Names one departure of a field. */
export function departs(field: string, expected: string, got: string): Drift {
  return { expected: `${field}: ${expected}`, got: `${field}: ${got}` }
}

/** Names a field of another kind than its document's. */
export function ofAnotherKind(field: string, kind: string, value: unknown): Drift {
  return departs(field, kind, kindOf(value))
}

/** Names a number that should have been whole, or is no number at all. */
export function notWhole(field: string, value: unknown): Drift {
  return typeof value === 'number'
    ? departs(field, 'whole number', 'another number')
    : ofAnotherKind(field, 'number', value)
}

/** Names a code that its document does not list. */
export function unlistedCode(field: string, listed: readonly number[], code: number): Drift {
  const known = [...new Set(listed)].sort((one, other) => one - other)
  return departs(field, `one of ${known.join(', ')}`, String(code))
}

/** Names a text that goes with no code, or with another code than the answer's. */
export function textOfAnother(field: string, code: number, text: string): Drift {
  return departs(field, `a text of ${String(code)}`, text.trim() === '' ? 'empty' : 'another text')
}

/** Says what kind of value came; nothing of the value itself. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'absent'
  if (value === null) return 'null'
  return value === '' ? 'empty' : Array.isArray(value) ? 'array' : typeof value
}
