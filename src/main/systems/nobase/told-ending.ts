import type { OutcomeReason } from '../../../shared/model/outcome.ts'
import { filledText } from './documented-text.ts'
import type { Ending } from './judge-again.ts'
import type { JudgedOperation, Rule } from './request-facts.ts'
import { done, loginFailures, newPassFailures, updateSignFailures, type DocumentedAnswer } from './wire.ts'

/** Holds the failures of each operation by the rule that gives them. */
const failuresOf: Record<JudgedOperation, Partial<Record<Rule, DocumentedAnswer>>> = {
  newPass: newPassFailures,
  updateSign: updateSignFailures,
  login: loginFailures,
}

/** Gives the answer that an ending has on the wire, and what it means; a sign-in that succeeds has no text. */
export function toldEnding(
  operation: JudgedOperation,
  { rule, days }: Ending,
): { code: number; text: string; reason: OutcomeReason | null } {
  const row = failuresOf[operation][rule]
  if (row === undefined)
    return { code: done.code, text: operation === 'login' ? '' : done.data, reason: null }
  return { code: row.code, text: filledText(row.data, days ?? ''), reason: row.reason }
}
