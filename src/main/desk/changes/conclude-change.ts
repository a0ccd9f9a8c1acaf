import type { ChangeState, SessionEffect } from '../../../shared/model/change.ts'
import { changeRows } from '../../store/changes/changes.ts'
import { accountRows } from '../../store/accounts/accounts.ts'
import { sessionsAfterChange } from './change-end.ts'
import { takeIntoForce } from './journal.ts'
import type { ConcludedChange } from './open-change.ts'
import type { OpenDesk } from '../open-desk.ts'
import { recordStep } from './record-change.ts'

/** Says what is concluded of an unknown change, and from what. */
export interface Conclusion {
  state: Extract<ChangeState, 'verified' | 'not-applied' | 'needs-operator'>
  why:
    | 'new-accepted'
    | 'old-accepted'
    | 'both-refused'
    | 'new-refused'
    | 'locked-out'
    | 'tries-used-up'
    | 'no-sign-in'
    | 'backend-moved'
    | 'candidate-damaged'
    | 'operator'
}

/**
 * Writes down what is concluded of a change that was unknown: its state, the account's password where the new one is
 * proven, and the event, in one transaction. `decided` says that the actor decided it, without a proof; `also` writes
 * what else it means, in the same transaction.
 */
export function concludeChange(
  desk: OpenDesk,
  change: ConcludedChange,
  { state, why, actor, decided, also }: Conclusion & { actor: string; decided: boolean; also?: () => void },
): void {
  const { id, subject, row } = change
  const isOpen = state === 'needs-operator'
  desk.store.transaction(() => {
    const now = desk.timestamp()
    changeRows(desk.store).update(id, {
      state,
      sessions: sessionsAfter(state, row.sessions, subject.kind === 'admin' && !decided),
      settles_at: null,
      ended_at: isOpen ? null : now,
      ...(decided && { settled_by: actor }),
    })
    // Long after the change began: who sorts by the last change wants to see it.
    if (subject.kind === 'admin') accountRows(desk.store).update(subject.account.id, { last_change_at: now })
    if (state === 'verified') {
      takeIntoForce(desk, change, { changedAt: row.sending_at ?? now, judged: change.judged })
    }
    const step = state === 'verified' ? 'change-verified' : state
    recordStep(desk, step, { subject, actor, changeId: id, detail: { why } })
    also?.()
  })
}

/** A change that is proven did to an admin's sessions what one that is confirmed at once does. */
function sessionsAfter(
  state: Conclusion['state'],
  before: SessionEffect,
  isProvenOfAdmin: boolean,
): SessionEffect {
  if (state === 'not-applied') return 'nothing-changed'
  return state === 'verified' && isProvenOfAdmin ? sessionsAfterChange : before
}
