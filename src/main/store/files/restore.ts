import { existsSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { isPlaceTaken } from './is-place-taken.ts'
import { acquireStoreLock, realStorePath } from './lock.ts'
import { ensurePrivateFolder } from './private-files.ts'
import { RestoreError } from './restore-error.ts'
import { demandRestorable, discardStaged, stageRestore, type RestoreTask } from './stage-restore.ts'
import { needingToWrite } from '../store-error.ts'
import { putBack, swapRestored } from './swap-restored.ts'

/**
 * Puts a backup in the place of a store: copies it beside, checks the copy as a backup is checked, sets what was there
 * aside with its log, and swaps. Gives the name of what was set aside, null where there was no store. Fails with a
 * `RestoreError`, or a `StoreError` where another desk holds the store; then everything is as it was.
 */
export function restoreStore(asked: RestoreTask, verify: (path: string) => void): string | null {
  demandWayTo(asked.to)
  // A link to a store stays one: what it leads to is replaced.
  const task = { ...asked, to: realStorePath(asked.to) }
  const { from, to } = task
  demandRestorable(from, to)
  const hadFolder = existsSync(dirname(to))
  const hadLock = existsSync(`${to}.lock`)
  try {
    return underLock(task, () => {
      stageRestore(task, verify)
      try {
        return swapRestored(task)
      } finally {
        discardStaged(to)
      }
    })
  } catch (error) {
    if (!hadLock) rmSync(`${to}.lock`, { force: true })
    if (!hadFolder) removeEmptyFolder(dirname(to))
    throw error
  }
}

/**
 * Fails with `leads-nowhere` where a store's place is a link to what is not there: its disk may be missing for the moment,
 * and a store in the place of the link would be another than the one that comes back with it.
 */
function demandWayTo(path: string): void {
  if (isPlaceTaken(path) && !existsSync(path)) throw new RestoreError('leads-nowhere', path)
}

/**
 * Swaps a store for the copy of a backup that waits beside it, once whoever staged it has let go of the store. Gives and
 * fails as `restoreStore` does.
 */
export function placeRestored(task: Pick<RestoreTask, 'to' | 'at'>): string | null {
  return underLock(task, () => swapRestored(task))
}

/** Undoes a swap: the store that was set aside stands in its place again, and what had taken it is gone. */
export function takeBackRestored(task: Pick<RestoreTask, 'to' | 'at'>, aside: string): void {
  underLock(task, () => {
    putBack(task.to, aside)
  })
}

function underLock<T>({ to, at }: Pick<RestoreTask, 'to' | 'at'>, work: () => T): T {
  const lock = needingToWrite(() => {
    ensurePrivateFolder(dirname(realStorePath(to)))
    return acquireStoreLock(to, { pid: process.pid, door: 'restore', since: at })
  })
  try {
    return work()
  } finally {
    lock.release()
  }
}

function removeEmptyFolder(path: string): void {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return
  try {
    rmdirSync(path)
  } catch {
    // Somebody else has put something there meanwhile.
  }
}
