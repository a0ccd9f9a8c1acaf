import type { RotationRecord } from '../../../shared/contract/rotations.ts'
import type { AuditAction } from '../../../shared/model/audit-action.ts'
import { Problem } from '../../../shared/model/problems.ts'
import { runningRotationStates, type RotationState } from '../../../shared/model/rotation.ts'
import { confirmsName } from '../../../shared/model/typed-confirmation.ts'
import { rotationRows, type RotationRow } from '../../store/changes/rotations.ts'
import { accessBackend } from '../backends/backend-access.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { cutOffRotation, endRotation } from './end-rotation.ts'
import { beginRun, type RotationPhase } from './run.ts'
import { rotationOf, rotationRecord } from './views.ts'

/** Names a rotation, with the name of its backend typed to confirm that it is meant. */
export interface ConfirmedRotation {
  rotationId: string
  confirmation: string
}

/** Begins a planned rotation with its first account alone. */
export function startRotation(desk: OpenDesk, by: Operator, given: ConfirmedRotation): RotationRecord {
  const rotation = demandConfirmed(desk, given)
  demandState(desk, rotation, ['planned'])
  return enter(desk, by, rotation, 'first', 'rotation.started')
}

/** Goes on with the rest of a rotation, whose first change was confirmed. */
export function continueWithRest(desk: OpenDesk, by: Operator, rotationId: string): RotationRecord {
  const rotation = rotationOf(desk, rotationId)
  demandState(desk, rotation, ['first-done'])
  return enter(desk, by, rotation, 'rest', 'rotation.started')
}

/**
 * Goes on with what waits in a stopped rotation; the first alone where none was confirmed yet. Nothing that was sent is
 * sent again: an account that had its turn keeps its result.
 */
export function resumeRotation(desk: OpenDesk, by: Operator, given: ConfirmedRotation): RotationRecord {
  const found = demandConfirmed(desk, given)
  if (isStalled(desk, found)) cutOffRotation(desk, found, { reason: 'desk-failed', by: 'desk' })
  const rotation = rotationOf(desk, found.id)
  demandState(desk, rotation, ['stopped'])
  const { confirmed } = rotationRows(desk.store).counts(rotation.id)
  return enter(desk, by, rotation, confirmed > 0 ? 'rest' : 'first', 'rotation.resumed')
}

/** Asks a running rotation to stop after the account that it is at. */
export function stopRotation(desk: OpenDesk, by: Operator, rotationId: string): RotationRecord {
  const rotation = rotationOf(desk, rotationId)
  if (!desk.rotations.stop(rotation.id, { by: by.name, reason: 'asked' })) {
    throw new Problem('ROTATION_STATE', { state: rotation.state })
  }
  rotationRows(desk.store).update(rotation.id, { state: 'stopping' })
  desk.live.publish('rotation')
  return rotationRecord(desk, rotation.id)
}

/** Ends a rotation that does not run; what waits is skipped. */
export function abandonRotation(desk: OpenDesk, by: Operator, rotationId: string): RotationRecord {
  const rotation = rotationOf(desk, rotationId)
  demandState(desk, rotation, ['planned', 'first-done', 'stopped'])
  endRotation(desk, rotation, { state: 'ended', reason: 'abandoned', by: by.name })
  return rotationRecord(desk, rotation.id)
}

function enter(
  desk: OpenDesk,
  by: Operator,
  rotation: RotationRow,
  phase: RotationPhase,
  action: Extract<AuditAction, 'rotation.started' | 'rotation.resumed'>,
): RotationRecord {
  accessBackend(desk, rotation.backend_id)
  const rows = rotationRows(desk.store)
  desk.store.transaction(() => {
    const { waiting } = rows.counts(rotation.id)
    if (waiting === 0) throw new Problem('ROTATION_EMPTY')
    const other = rows.runningAt(rotation.backend_id)
    if (other !== undefined) {
      throw new Problem('ROTATION_RUNNING', { backend: other.backend_name, rotationId: other.id })
    }
    const startedAt = rotation.started_at ?? desk.timestamp()
    rows.update(rotation.id, { state: phase, started_at: startedAt, stop_reason: null })
    desk.audit.append({
      action,
      result: 'pending',
      actor: by.name,
      target: rotation.backend_name,
      detail: { rotation: rotation.id, phase, waiting },
    })
  })
  beginRun(desk, by, rotation, phase)
  desk.live.publish('rotation')
  return rotationRecord(desk, rotation.id)
}

/** A rotation whose work failed and could not even be written down as stopped. */
function isStalled(desk: OpenDesk, { id, state }: RotationRow): boolean {
  return runningRotationStates.some((running) => running === state) && !desk.rotations.has(id)
}

function demandConfirmed(desk: OpenDesk, { rotationId, confirmation }: ConfirmedRotation): RotationRow {
  const rotation = rotationOf(desk, rotationId)
  if (!confirmsName(confirmation, rotation.backend_name)) {
    throw new Problem('CONFIRMATION_DIFFERS', { expected: rotation.backend_name })
  }
  return rotation
}

function demandState(desk: OpenDesk, { id, state }: RotationRow, allowed: readonly RotationState[]): void {
  if (!allowed.includes(state) || desk.rotations.has(id)) throw new Problem('ROTATION_STATE', { state })
}
