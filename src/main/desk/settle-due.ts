import { KeyNotHeldError } from '../../shared/model/key-not-held-error.ts'
import { Problem } from '../../shared/model/problems.ts'
import { changeProbeRows } from '../store/change-probes.ts'
import { changeRows } from '../store/changes.ts'
import type { ChangesTable } from '../store/schema.ts'
import { candidateKey } from './change-subject.ts'
import type { OpenDesk } from './open-desk.ts'
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
 * Settles, one after the other, the unknown changes whose time has come and whose key a signed-in operator brought.
 * After tries that showed nothing it waits longer each time; nothing is sent while nobody is signed in.
 */
async function settleDue(desk: OpenDesk, report: (error: unknown) => void): Promise<void> {
  for (const change of changeRows(desk.store).open()) {
    try {
      if (mayBegin(desk, change)) await settleUnknown(desk, change.id, 'desk')
    } catch (error) {
      // The backend is down, the tries are used up for now, an operator was quicker, or the desk was locked meanwhile.
      if (!(error instanceof Problem) && !(error instanceof KeyNotHeldError)) report(error)
    }
  }
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
