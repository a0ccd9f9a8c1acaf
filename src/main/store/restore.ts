import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import type { StoreProblem } from '../../shared/model/problems.ts'
import { findDamage } from './find-damage.ts'
import { readSchemaVersion } from './header.ts'
import { acquireStoreLock, realStorePath } from './lock.ts'
import { schemaVersion } from './migrations/index.ts'
import { createPrivateFile, ensurePrivateFolder, syncFolder } from './private-files.ts'
import { errorCode, needingToWrite, StoreError } from './store-error.ts'

/** Lists why a restore can be refused, besides what can be wrong with any store. */
export type RestoreFault = StoreProblem | 'same-file' | 'not-sound'

/** Says why nothing was restored, and which file is in the way. */
export class RestoreError extends Error {
  readonly fault: RestoreFault
  readonly place: string

  constructor(fault: RestoreFault, place: string, options?: ErrorOptions) {
    super(`nothing was restored: ${fault} (${place})`, options)
    this.name = 'RestoreError'
    this.fault = fault
    this.place = place
  }
}

/** Says which backup takes the place of which store, and when (UTC). */
export interface RestoreTask {
  from: string
  to: string
  at: string
}

/** Names the preference in which a restored store says so, until a desk has put it into the audit. */
export const restoredMark = 'restored'

const parts = ['', '-wal', '-shm'] as const

/**
 * Puts a backup in the place of a store: copies it beside, checks the copy as a backup is checked, sets what was there
 * aside with its log, and swaps. Gives the name of what was set aside, null where there was no store. Fails with a
 * `RestoreError`, or a `StoreError` where another desk holds the store; then everything is as it was.
 */
export function restoreStore(asked: RestoreTask, verify: (path: string) => void): string | null {
  // A link to a store stays one: what it leads to is replaced.
  const task = { ...asked, to: realStorePath(asked.to) }
  const { from, to } = task
  demandRestorable(from, to)
  const hadFolder = existsSync(dirname(to))
  const hadLock = existsSync(`${to}.lock`)
  const partial = `${to}.restoring`
  const lock = needingToWrite(() => {
    ensurePrivateFolder(dirname(to))
    return acquireStoreLock(to, { pid: process.pid, door: 'restore', since: task.at })
  })
  let done = false
  try {
    removeParts(partial)
    needingToWrite(() => {
      copyPrivately(from, partial)
    })
    judge(partial, from, verify)
    markAndSettle(partial, task)
    const aside = swap(partial, task)
    done = true
    return aside
  } finally {
    removeParts(partial)
    lock.release()
    if (!done && !hadLock) rmSync(`${to}.lock`, { force: true })
    if (!done && !hadFolder) removeEmptyFolder(dirname(to))
  }
}

function demandRestorable(from: string, to: string): void {
  if (!existsSync(from)) throw new RestoreError('unreadable', from)
  if (existsSync(to) && realpathSync(from) === realpathSync(to)) throw new RestoreError('same-file', from)
  try {
    if (readSchemaVersion(from) > schemaVersion) throw new StoreError('newer')
  } catch (cause) {
    if (cause instanceof StoreError) throw new RestoreError(cause.problem, from, { cause })
    throw cause
  }
}

/** Copies a file and its log, if it has one, into files that only their owner may read. */
function copyPrivately(from: string, partial: string): void {
  for (const part of ['', '-wal']) {
    if (!existsSync(from + part)) continue
    createPrivateFile(partial + part)
    const [source, target] = [openSync(from + part, 'r'), openSync(partial + part, 'r+')]
    try {
      const piece = Buffer.alloc(1 << 20)
      for (let read = 0; (read = readSync(source, piece)) > 0;) writeSync(target, piece, 0, read)
      fsyncSync(target)
    } finally {
      closeSync(source)
      closeSync(target)
    }
  }
}

function judge(partial: string, from: string, verify: (path: string) => void): void {
  try {
    const damage = findDamage(partial)
    if (damage !== undefined) throw new Error(damage)
    verify(partial)
  } catch (cause) {
    throw new RestoreError('not-sound', from, { cause })
  }
}

/** Folds the log of the copy into it, and makes it say that it was restored, for the audit of its next desk. */
function markAndSettle(partial: string, { from, at }: RestoreTask): void {
  const db = new Database(partial, { fileMustExist: true })
  try {
    db.pragma('trusted_schema = OFF')
    db.pragma('journal_mode = DELETE')
    db.prepare('INSERT OR REPLACE INTO preferences (key, value) VALUES (?, ?)').run(
      restoredMark,
      JSON.stringify({ from, at }),
    )
  } finally {
    db.close()
  }
  const file = openSync(partial, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function swap(partial: string, { to, at }: RestoreTask): string | null {
  const aside = `${to}.before-restore-${at.replace(/[-:.]/g, '')}`
  foldLog(to)
  const old = parts.filter((part) => existsSync(to + part))
  for (const part of old) linkOrCopy(to + part, aside + part)
  syncFolder(dirname(to))
  try {
    // A log beside a file that it was not written for would be played into it: it is gone for certain before the swap.
    for (const part of ['-wal', '-shm']) rmSync(to + part, { force: true })
    syncFolder(dirname(to))
    renameSync(partial, to)
  } catch (error) {
    for (const part of old) if (!existsSync(to + part)) linkOrCopy(aside + part, to + part)
    throw error
  }
  syncFolder(dirname(to))
  return old.includes('') ? aside : null
}

/**
 * Folds the log that a killed desk left into its store, so that one rename replaces the whole of it; where that cannot
 * be opened, or is of a newer form, the two are set aside as they are.
 */
function foldLog(path: string): void {
  if (!existsSync(`${path}-wal`)) return
  try {
    if (readSchemaVersion(path) > schemaVersion) return
    const db = new Database(path, { fileMustExist: true })
    try {
      db.pragma('trusted_schema = OFF')
      db.pragma('synchronous = FULL')
      db.pragma('wal_checkpoint(TRUNCATE)')
    } finally {
      db.close()
    }
  } catch {
    // What it says is not lost: the log goes aside with it.
  }
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw error
    copyFileSync(from, to)
  }
}

function removeParts(path: string): void {
  for (const part of [...parts, '-journal']) rmSync(path + part, { force: true })
}

function removeEmptyFolder(path: string): void {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return
  try {
    rmdirSync(path)
  } catch {
    // Somebody else has put something there meanwhile.
  }
}
