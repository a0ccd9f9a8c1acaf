import { setImmediate } from 'node:timers/promises'
import type { OutcomeReason } from '../../../shared/model/outcome.ts'
import type { RotationStopReason } from '../../../shared/model/rotation.ts'
import { Problem } from '../../../shared/model/problems.ts'
import { backendRows } from '../../store/backends/backends.ts'
import { rotationRows, type RotationRow } from '../../store/changes/rotations.ts'
import type { BackendsTable } from '../../store/schema/schema.ts'
import { accessBackend } from '../backends/backend-access.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { changeAccount, type RowEnd } from './change-account.ts'
import { cutOffRotation, endRotation, type RotationEnd } from './end-rotation.ts'
import type { AskedToStop } from './runs.ts'

/** Names the part of a rotation: its first account alone, or the rest of them. */
export type RotationPhase = 'first' | 'rest'

/** Bounds how many changes in a row may not succeed before a rotation stops by itself. */
const failuresInARow = 3

/** Lists the reasons by which a backend says that it will take no more of this, whoever is next. */
const signals: readonly (OutcomeReason | null)[] = [
  'rate-limited',
  'token-invalid',
  'token-missing',
  'not-permitted',
]

/** Begins the work on a rotation, one account after another, and lets it go on by itself. */
export function beginRun(
  desk: OpenDesk,
  operator: Operator,
  rotation: RotationRow,
  phase: RotationPhase,
): void {
  const run = { rotationId: rotation.id, operatorId: operator.id }
  const work = desk.rotations.begin(run, async (askedToStop) => {
    try {
      endRotation(desk, rotation, await carryOut(desk, operator, rotation, phase, askedToStop))
    } catch (error) {
      cutOffRotation(desk, rotation, { reason: 'desk-failed', by: 'desk' })
      throw error
    }
  })
  void desk.finishBeforeExit(work)
}

async function carryOut(
  desk: OpenDesk,
  operator: Operator,
  rotation: RotationRow,
  phase: RotationPhase,
  askedToStop: () => AskedToStop | null,
): Promise<RotationEnd> {
  const rows = rotationRows(desk.store)
  const backend = backendRows(desk.store).get(rotation.backend_id)
  const stopped = (reason: RotationStopReason, by = 'desk'): RotationEnd => ({ state: 'stopped', reason, by })
  const ended = (reason: RotationStopReason | null): RotationEnd => ({
    state: 'ended',
    reason,
    by: operator.name,
  })
  let failures = 0
  for (let changed = 0; ; changed++) {
    // Others get their turn, however little there was to wait for.
    await setImmediate()
    const row = rows.nextWaiting(rotation.id)
    if (row === undefined) return ended(null)
    const asked = askedToStop()
    if (asked !== null) return stopped(asked.reason, asked.by)
    if (phase === 'first' && changed === 1) return { state: 'first-done', reason: null, by: operator.name }
    const end = canBeUsed(desk, backend) ? await changeAccount(desk, operator, rotation, row) : null
    if (end === null) return stopped('backend-unusable')
    if (phase === 'first' && end.state !== 'confirmed') return ended('first-failed')
    failures = failuresAfter(failures, end)
    if (signals.some((reason) => reason === end.reason)) return stopped('backend-signal')
    if (failures === failuresInARow) return stopped('three-failures')
  }
}

/** An account that the desk itself refused says nothing of the backend, neither good nor bad. */
function failuresAfter(failures: number, { state }: RowEnd): number {
  if (state === 'confirmed') return 0
  return state === 'refused' ? failures : failures + 1
}

/** A backend that was changed since the rotation went on is not the one that was meant. */
function canBeUsed(desk: OpenDesk, before: BackendsTable | undefined): boolean {
  if (before === undefined) return false
  const now = backendRows(desk.store).get(before.id)
  try {
    accessBackend(desk, before.id)
    return now?.changed_seq === before.changed_seq
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}
