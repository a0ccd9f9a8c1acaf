import { KeyNotHeldError } from '../../../shared/model/key-not-held-error.ts'
import { Problem } from '../../../shared/model/problems.ts'
import { changeProbeRows } from '../../store/changes/change-probes.ts'
import { changeRows } from '../../store/changes/changes.ts'
import type { ChangesTable } from '../../store/schema/schema.ts'
import { candidateKey } from './change-subject.ts'
import { closeInterruptedChange } from './close-interrupted-changes.ts'
import type { OpenDesk } from '../open-desk.ts'
import { refusedWrite } from '../refused-write.ts'
import { settleUnknown } from './settle-unknown.ts'
import { settlingUntil } from './settle-time.ts'

const longestWait = 30

const slowestLook = 5000
const quickestLook = 20

/** Looks again and again for unknown changes whose time has come. Gives the way to stop. */
export function startSettling(desk: OpenDesk, report: (error: unknown) => void): () => void {
  let running: Promise<void> | null = null
  const look = (): void => {
    running ??= desk
      .finishBeforeExit(settleDue(desk, report))
      .catch(report)
      .finally(() => {
        running = null
      })
  }
  const every = desk.settings.current().settleMs / 4
  const timer = setInterval(look, Math.max(quickestLook, Math.min(slowestLook, every))).unref()
  return () => {
    clearInterval(timer)
  }
}

/**
 * Closes what the store did not let end before, and settles, one after the other, the unknown changes whose time has
 * come and whose key a signed-in operator brought.
 * After tries that showed nothing it waits longer each time; nothing is sent while nobody is signed in.
 */
async function settleDue(desk: OpenDesk, report: (error: unknown) => void): Promise<void> {
  for (const change of changeRows(desk.store).open()) {
    try {
      if (desk.cutOffChanges.has(change.id)) closeCutOff(desk, change)
      else if (mayBegin(desk, change)) await settleUnknown(desk, change.id, 'desk')
    } catch (error) {
      // The backend is down, the tries are used up for now, an operator was quicker, the desk was locked meanwhile, or
      // there is still no room.
      const isTriedAgain = error instanceof Problem || error instanceof KeyNotHeldError
      if (!isTriedAgain && refusedWrite(error) === null) report(error)
    }
  }
}

/** Closes a change whose last step the store did not take: what happened to it is as little known as after a kill. */
function closeCutOff(desk: OpenDesk, change: ChangesTable): void {
  closeInterruptedChange(desk, change)
  desk.cutOffChanges.delete(change.id)
}

function mayBegin(desk: OpenDesk, change: ChangesTable): boolean {
  if (change.state !== 'unknown' || desk.sessions.isEmpty()) return false
  const key = candidateKey({ kind: change.account_id === null ? 'user' : 'admin' })
  return desk.vault.holds(key) && settlingUntil(desk, change) === null && hasWaited(desk, change)
}

function hasWaited(desk: OpenDesk, { id }: ChangesTable): boolean {
  const tries = changeProbeRows(desk.store).ofChange(id)
  const last = tries.at(-1)
  if (last === undefined) return true
  const wait = desk.settings.current().settleMs * Math.min(tries.length, longestWait)
  return Math.abs(desk.clock.now() - Date.parse(last.at)) >= wait
}
