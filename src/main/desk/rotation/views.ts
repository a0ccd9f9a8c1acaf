import type { RotationRecord, RotationRowRecord } from '../../../shared/contract/rotations.ts'
import type { RotationRowState } from '../../../shared/model/rotation.ts'
import { Problem } from '../../../shared/model/problems.ts'
import {
  rotationRows,
  type RotationAccountRow,
  type RotationRow,
  type RotationSelection,
} from '../../store/changes/rotations.ts'
import type { OpenDesk } from '../open-desk.ts'
import { sessionsEndBy } from './sessions-end.ts'

type RotationListQuery = Partial<Omit<RotationSelection, 'after'>> & {
  cursor?: string | undefined
  limit: number
}

/** Gives a rotation's row; fails with `NOT_FOUND`. */
export function rotationOf({ store }: Pick<OpenDesk, 'store'>, rotationId: string): RotationRow {
  const row = rotationRows(store).get(rotationId)
  if (row === undefined) throw new Problem('NOT_FOUND', { what: 'rotation' })
  return row
}

/** Gives a rotation as the page shows it. */
export function rotationRecord(desk: OpenDesk, rotationId: string): RotationRecord {
  return asRecord(desk, rotationOf(desk, rotationId))
}

/** Gives one page of a rotation's accounts, in their order, with the rotation itself. */
export function getRotation(
  desk: OpenDesk,
  {
    rotationId,
    after,
    limit,
    state,
  }: { rotationId: string; after: number; limit: number; state?: RotationRowState | undefined },
) {
  const rows = rotationRows(desk.store)
  const found = rows.page(rotationId, after, limit + 1, state)
  const current = rows.changing(rotationId)[0] ?? rows.nextWaiting(rotationId)
  const page = found.slice(0, limit)
  return {
    rotation: rotationRecord(desk, rotationId),
    rows: page.map(asRowRecord),
    current: current === undefined ? null : asRowRecord(current),
    sessionsUntil: sessionsEndBy(rows.lastChangedAt(rotationId)),
    nextAfter: found.length > limit ? (page.at(-1)?.position ?? null) : null,
    readAt: desk.timestamp(),
  }
}

/** Gives one page of the rotations, newest first where nothing else is said. */
export function listRotations(
  desk: OpenDesk,
  { cursor, limit, state, sort = 'planned', descending = true }: RotationListQuery,
) {
  const found = rotationRows(desk.store).list({ state, sort, descending, after: cursor }, limit + 1)
  const page = found.slice(0, limit)
  return {
    rotations: page.map((row) => asRecord(desk, row)),
    nextCursor: found.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

/** Gives the rotations that this desk is at work on. */
export function runningRotations(desk: OpenDesk): RotationRecord[] {
  return unfinished(desk).filter(({ running }) => running)
}

/** Gives the rotations that were begun and go on only when somebody sees to them. */
export function waitingRotations(desk: OpenDesk): RotationRecord[] {
  return unfinished(desk).filter(({ running }) => !running)
}

function unfinished(desk: OpenDesk): RotationRecord[] {
  return rotationRows(desk.store)
    .unfinished()
    .map((row) => asRecord(desk, row))
}

function asRecord(desk: OpenDesk, row: RotationRow): RotationRecord {
  return {
    id: row.id,
    backend: { id: row.backend_id, name: row.backend_name, environment: row.backend_environment },
    operator: row.operator,
    state: row.state,
    running: desk.rotations.has(row.id),
    stopReason: row.stop_reason,
    passwordLength: row.password_length,
    plannedAt: row.planned_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    counts: rotationRows(desk.store).counts(row.id),
  }
}

function asRowRecord(row: RotationAccountRow): RotationRowRecord {
  return {
    position: row.position,
    accountId: row.account_id,
    userID: row.user_id,
    account: row.account,
    nickname: row.nickname,
    state: row.state,
    reason: row.reason,
    change:
      row.change_id === null || row.change_state === null
        ? null
        : { id: row.change_id, state: row.change_state, settledBy: row.change_settled_by },
    endedAt: row.ended_at,
  }
}
