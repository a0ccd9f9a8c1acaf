import { isUnsettled } from '../../shared/model/unsettled-changes.ts'
import { changeRows } from '../store/changes.ts'
import { subjectOf } from './change-subject.ts'
import type { OpenDesk } from './open-desk.ts'
import { recordStep } from './record-change.ts'
import { settlesAfterOpening } from './settle-time.ts'

/**
 * Closes what a desk left behind when it was ended in the middle: unsent changes as not sent, sent ones as unknown,
 * with the settle time counted from now.
 */
export function closeInterruptedChanges(desk: OpenDesk): void {
  const rows = changeRows(desk.store)
  for (const change of rows.open()) {
    const settles_at = settlesAfterOpening(desk)
    if (change.state === 'unknown' && change.settles_at === null) rows.update(change.id, { settles_at })
    if (isUnsettled(change.state)) continue
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
}
