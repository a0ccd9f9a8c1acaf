import type { RotationCounts, RotationState, RotationStopReason } from '../../../shared/model/rotation.ts'
import { rotationRows, type RotationRow } from '../../store/changes/rotations.ts'
import type { OpenDesk } from '../open-desk.ts'
import { rowStateOf } from './change-account.ts'

/** Says how the work of a rotation ended, for now or for good, and who ended it. */
export interface RotationEnd {
  state: Extract<RotationState, 'first-done' | 'stopped' | 'ended'>
  reason: RotationStopReason | null
  by: string
}

/** Lists how a change that was begun can stand without being proven; a word that was taken for it proves nothing. */
const unconfirmed = ['rejected', 'not-sent', 'not-applied', 'decided', 'unknown'] as const

/** Writes down how the work of a rotation ended, with the event and its counts, in one transaction. */
export function endRotation(desk: OpenDesk, rotation: RotationRow, end: RotationEnd): void {
  const rows = rotationRows(desk.store)
  const now = desk.timestamp()
  const { state, reason, by } = end
  desk.store.transaction(() => {
    if (state === 'ended') rows.skipWaiting(rotation.id, now)
    rows.update(rotation.id, { state, stop_reason: reason, ended_at: state === 'ended' ? now : null })
    if (state === 'first-done') return
    const counts = rows.counts(rotation.id)
    desk.audit.append({
      action: state === 'ended' ? 'rotation.ended' : 'rotation.stopped',
      result: state === 'ended' && !isWhole(counts) ? 'failed' : 'done',
      actor: by,
      target: rotation.backend_name,
      detail: { rotation: rotation.id, reason, ...counts },
    })
  })
  desk.live.publish('rotation')
}

/**
 * Ends the work of a rotation that was cut off in the middle: it is stopped if something is left to do, and ended if
 * nothing is, or if the first change, by which the rest is judged, was not confirmed.
 */
export function cutOffRotation(
  desk: OpenDesk,
  rotation: RotationRow,
  { reason, by }: Pick<RotationEnd, 'reason' | 'by'>,
): void {
  desk.store.transaction(() => {
    settleChanging(desk, rotation)
    const counts = rotationRows(desk.store).counts(rotation.id)
    if (counts.waiting === 0) endRotation(desk, rotation, { state: 'ended', reason, by })
    else if (counts.confirmed === 0 && unconfirmed.some((state) => counts[state] > 0)) {
      endRotation(desk, rotation, { state: 'ended', reason: 'first-failed', by })
    } else endRotation(desk, rotation, { state: 'stopped', reason, by })
  })
}

/**
 * Gives every account that was in the middle the state of its change. One whose change was never begun waits again:
 * a change is in the journal before its first byte is sent.
 */
function settleChanging(desk: OpenDesk, rotation: RotationRow): void {
  const rows = rotationRows(desk.store)
  for (const row of rows.changing(rotation.id)) {
    const change = rows.changeOf(rotation.id, row.account_id)
    const values =
      change === undefined
        ? { state: 'waiting' as const }
        : { state: rowStateOf(change.state), change_id: change.id, ended_at: desk.timestamp() }
    rows.updateRow(rotation.id, row.position, values)
  }
}

function isWhole({ confirmed, ...others }: RotationCounts): boolean {
  return confirmed > 0 && Object.values(others).every((count) => count === 0)
}
