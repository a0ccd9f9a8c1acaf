import { setTimeout } from 'node:timers/promises'
import { Problem, type RestoreRefusal } from '../../shared/model/problems.ts'
import { thresholds } from '../../shared/model/thresholds.ts'
import { changeRows } from '../store/changes/changes.ts'
import type { Assembly } from './assemble.ts'
import type { CallsInFlight } from './calls-in-flight.ts'
import type { OpenDesk } from './open-desk.ts'

/**
 * Keeps calls out of a desk and waits until those that have begun, and what else must not be cut off, have ended. Fails
 * with `RESTORE_REFUSED` where a rotation or a change is under way, and where the rest does not end in time.
 */
export async function demandRest(held: Assembly | null, calls: CallsInFlight): Promise<void> {
  if (held === null) return
  demandNothingSent(held.desk)
  const over = new AbortController()
  const atRest = Promise.all([calls.keepOut(), held.settled()]).then(() => true)
  const late = setTimeout(thresholds.restorePatience, false, { signal: over.signal, ref: false })
  late.catch(() => undefined)
  const isAtRest = await Promise.race([atRest, late])
  over.abort()
  demandNothingSent(held.desk)
  if (!isAtRest) throw refused(held.desk, 'work-in-flight')
}

/** Fails with `RESTORE_REFUSED` where a rotation runs, or the request of a change may be on its way. */
export function demandNothingSent(desk: OpenDesk): void {
  if (desk.rotations.isAny()) throw refused(desk, 'rotation-runs')
  const isSent = changeRows(desk.store)
    .open()
    .some(({ state }) => state === 'staged' || state === 'sending')
  if (isSent) throw refused(desk, 'change-in-flight')
}

function refused(desk: OpenDesk, why: RestoreRefusal): Problem {
  return new Problem('RESTORE_REFUSED', { why, place: desk.store.path })
}
