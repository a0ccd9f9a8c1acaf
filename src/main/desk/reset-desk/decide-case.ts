import { Problem } from '../../../shared/model/problems.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { resolveChange } from '../changes/resolve-change.ts'
import { demandState, recordCaseStep } from './case-row.ts'

/** Carries what an operator decides of a case's reset, with the user's name as it was typed to confirm. */
export interface CaseDecision {
  id: string
  outcome: 'applied' | 'not-applied'
  confirmation: string
}

/**
 * Takes the operator's word for what became of a case's reset, and notes it on the time line, both or neither; the
 * caller makes sure that who decides stepped up. Fails with `SETTLE_TIME` where the request may still take effect.
 */
export async function decideCase(
  desk: OpenDesk,
  by: Operator,
  { id, outcome, confirmation }: CaseDecision,
): Promise<object> {
  const { row, change, state } = demandState(desk, id, ['unknown'])
  if (change === undefined) throw new Problem('RESET_STATE', { state })
  const also = (): void => {
    recordCaseStep(desk, row, by, {
      step: 'decided',
      detail: { decision: outcome, change: change.id },
      set: { state: outcome === 'applied' ? 'changed' : 'verified', change_id: change.id },
    })
  }
  await resolveChange(desk, by, { changeId: change.id, decision: { outcome, confirmation, also } })
  return {}
}
