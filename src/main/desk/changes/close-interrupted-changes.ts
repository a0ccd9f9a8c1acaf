import { isUnsettled } from '../../../shared/model/unsettled-changes.ts'
import { changeRows } from '../../store/changes/changes.ts'
import type { ChangesTable } from '../../store/schema/schema.ts'
import { subjectOf } from './change-subject.ts'
import type { OpenDesk } from '../open-desk.ts'
import { recordStep } from './record-change.ts'
import { settlesAfterOpening } from './settle-time.ts'

/**
 * Closes what a desk left behind when it was ended in the middle: unsent changes as not sent, sent ones as unknown,
 * with the settle time counted from now.
 */
export function closeInterruptedChanges(desk: OpenDesk): void {
  for (const change of changeRows(desk.store).open()) closeInterruptedChange(desk, change)
}

/** Closes one change of which nothing is under way any more, in the same way. */
export function closeInterruptedChange(desk: OpenDesk, change: ChangesTable): void {
  const rows = changeRows(desk.store)
  const settles_at = settlesAfterOpening(desk)
  if (change.state === 'unknown' && change.settles_at === null) rows.update(change.id, { settles_at })
  if (isUnsettled(change.state)) return
  const wasSent = change.state === 'sending'
  const subject = subjectOf(desk, change)
  desk.store.transaction(() => {
    rows.update(
      change.id,
      wasSent
        ? { state: 'unknown', sessions: 'not-known', settles_at }
        : { state: 'not-sent', sessions: 'nothing-changed', ended_at: desk.timestamp() },
    )
    if (subject === null) return
    recordStep(desk, wasSent ? 'unknown' : 'not-sent', { subject, actor: 'desk', changeId: change.id })
  })
}
