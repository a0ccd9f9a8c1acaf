import type { ChangeState, SessionEffect } from '../../shared/model/change.ts'
import { changeRows } from '../store/changes.ts'
import { noteOnAccount } from './journal.ts'
import type { ConcludedChange } from './open-change.ts'
import type { OpenDesk } from './open-desk.ts'
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
 * proven, and the event, in one transaction. `decided` says that the actor decided it, without a proof.
 */
export function concludeChange(
  desk: OpenDesk,
  change: ConcludedChange,
  { state, why, actor, decided }: Conclusion & { actor: string; decided: boolean },
): void {
  const { id, subject, row } = change
  const isOpen = state === 'needs-operator'
  desk.store.transaction(() => {
    const now = desk.timestamp()
    changeRows(desk.store).update(id, {
      state,
      sessions: sessionsAfter(state, row.sessions),
      settles_at: null,
      ended_at: isOpen ? null : now,
      ...(decided && { settled_by: actor }),
    })
    const inForce = { changedAt: row.sending_at ?? now, judged: change.judged }
    noteOnAccount(desk, change, state === 'verified' ? inForce : null)
    const step = state === 'verified' ? 'change-verified' : state
    recordStep(desk, step, { subject, actor, changeId: id, detail: { why } })
  })
}

function sessionsAfter(state: Conclusion['state'], before: SessionEffect): SessionEffect {
  return state === 'not-applied' ? 'nothing-changed' : before
}
