import { contradictions, type Contradiction, type ContradictionSign } from './contradictions.ts'
import type { Drift, Outcome } from './outcome.ts'
import type { Operation } from './systems.ts'

/** Gives the contradictions that an outcome's answer meets. */
export function contradictionsMet(
  outcome: Pick<Outcome, 'operation' | 'reason' | 'wire' | 'drift'>,
): Contradiction[] {
  return contradictions.filter(
    ({ operations, signs }) =>
      operations.includes(outcome.operation) && signs.some((sign) => shows(outcome, sign)),
  )
}

/** Gives the contradiction that one departure from a document belongs to, or null where none is known. */
export function contradictionOfDrift(operation: Operation, drift: Drift): Contradiction | null {
  return (
    contradictions.find(
      ({ operations, signs }) =>
        operations.includes(operation) && signs.some((sign) => sign.drift?.includes(subjectOf(drift))),
    ) ?? null
  )
}

function shows(
  { reason, wire, drift }: Pick<Outcome, 'reason' | 'wire' | 'drift'>,
  sign: ContradictionSign,
): boolean {
  if (wire === null) return false
  const { codes, codeAsText = false, messages, reasons, drift: subjects } = sign
  return (
    (codes?.some((code) => code === wire.code) ?? true) &&
    (!codeAsText || typeof wire.code === 'string') &&
    (messages?.includes(wire.message) ?? true) &&
    (reasons === undefined || (reason !== null && reasons.includes(reason))) &&
    (subjects === undefined || drift.some((one) => subjects.includes(subjectOf(one))))
  )
}

function subjectOf({ expected }: Drift): string {
  return expected.replace(/:.*$/s, '')
}
