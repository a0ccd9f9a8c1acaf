import { Problem } from '../../../shared/model/problems.ts'
import type { ChangeView } from '../../../shared/contract/changes.ts'
import { confirmsName } from '../../../shared/model/typed-confirmation.ts'
import { changeRows } from '../../store/changes/changes.ts'
import { subjectName, subjectOf, type ChangeSubject } from './change-subject.ts'
import { changeView } from './change-views.ts'
import { concludeChange } from './conclude-change.ts'
import { decidableChangeOf } from './open-change.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { settleUnknown } from './settle-unknown.ts'

/** Names a change and, where the operator decides what became of it, the decision and the subject's typed name. */
export interface Resolution {
  changeId: string
  decision?: {
    outcome: 'applied' | 'not-applied'
    confirmation: string
    /** Writes what else the decision means, in the same transaction. */
    also?: () => void
  }
}

/**
 * Resolves an unknown change: signs in to see which password is in force or, with a decision, takes the operator's
 * word for it. Neither is done before the settle time has passed; the caller makes sure that who decides stepped up.
 */
export async function resolveChange(
  desk: OpenDesk,
  operator: Operator,
  { changeId, decision }: Resolution,
): Promise<ChangeView> {
  demandMay(operator, demandSubject(desk, changeId))
  if (decision === undefined) await settleUnknown(desk, changeId, operator.name)
  else await decide(desk, operator, changeId, decision)
  return changeView(desk, changeId)
}

/** Gives whom a change is about; fails with `NOT_FOUND`. */
export function demandSubject(desk: OpenDesk, changeId: string): ChangeSubject {
  const row = changeRows(desk.store).get(changeId)
  const subject = row === undefined ? null : subjectOf(desk, row)
  if (subject === null) throw new Problem('NOT_FOUND', { what: 'change' })
  return subject
}

/** Lets support staff at users' passwords and administrators at all; fails with `FORBIDDEN`. */
export function demandMay(operator: Operator, subject: Pick<ChangeSubject, 'kind'>): void {
  if (subject.kind === 'admin' && operator.role !== 'administrator') {
    throw new Problem('FORBIDDEN', { roles: ['administrator'] })
  }
}

function decide(
  desk: OpenDesk,
  operator: Operator,
  changeId: string,
  { outcome, confirmation, also = () => undefined }: NonNullable<Resolution['decision']>,
): Promise<void> {
  return desk.turns.take(`change/${changeId}`, async () => {
    const change = await decidableChangeOf(desk, changeId)
    const expected = subjectName(change.subject)
    if (!confirmsName(confirmation, expected)) throw new Problem('CONFIRMATION_DIFFERS', { expected })
    const state = outcome === 'applied' ? 'verified' : 'not-applied'
    concludeChange(desk, change, { state, why: 'operator', actor: operator.name, decided: true, also })
  })
}
