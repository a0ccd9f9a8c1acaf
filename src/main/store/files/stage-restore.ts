import { closeSync, existsSync, fsyncSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs'
import Database from 'better-sqlite3'
import { findDamage } from './find-damage.ts'
import { readSchemaVersion } from './header.ts'
import { lockPlaces, realStorePath } from './lock.ts'
import { schemaVersion } from '../migrations/index.ts'
import { createPrivateFile } from './private-files.ts'
import { RestoreError } from './restore-error.ts'
import { needingToWrite, StoreError } from '../store-error.ts'

/** Says which backup takes the place of which store, and when (UTC). */
export interface RestoreTask {
  from: string
  to: string
  at: string
  /** Names who asked for it, where the desk knows. */
  by?: string
  /** Names the backup where the file that is read is a copy of it only. */
  origin?: string
}

/** Names the preference in which a restored store says so, until a desk has put it into the audit. */
export const restoredMark = 'restored'

/** Names the copy of a backup that waits to take the place of a store. */
export function stagedPath(store: string): string {
  return `${realStorePath(store)}.restoring`
}

/**
 * Copies a backup beside the store, checks the copy as a backup is checked, and marks it as restored. Whoever calls
 * holds the lock of the store. Fails with a `RestoreError`, or a `StoreError` where nothing can be written; then nothing
 * is left of it.
 */
export function stageRestore(task: RestoreTask, verify: (path: string) => void): void {
  demandRestorable(task.from, task.to)
  const partial = stagedPath(task.to)
  try {
    removeParts(partial)
    needingToWrite(() => {
      copyPrivately(task.from, partial)
    })
    judge(partial, task.from, verify)
    needingToWrite(() => {
      markAndSettle(partial, task)
    })
  } catch (error) {
    removeParts(partial)
    throw error
  }
}

/** Takes away the copy that waits to take the place of a store, or what is left of one. */
export function discardStaged(store: string): void {
  removeParts(stagedPath(store))
}

/** Fails with a `RestoreError` where a file cannot take the place of a store, by a look at its head alone. */
export function demandRestorable(from: string, to: string): void {
  if (!existsSync(from)) throw new RestoreError('unreadable', from)
  if (isOfStore(from, to)) throw new RestoreError('same-file', from)
  try {
    if (readSchemaVersion(from) > schemaVersion) throw new StoreError('newer')
  } catch (cause) {
    if (cause instanceof StoreError) throw new RestoreError(cause.problem, from, { cause })
    throw cause
  }
}

/** Says whether a file is the store or stands beside it: to read one of those as a file would give its locks up. */
function isOfStore(from: string, to: string): boolean {
  const { lockPath, holderPath } = lockPlaces(to)
  const store = realStorePath(to)
  const asked = statSync(from)
  return [store, `${store}-wal`, `${store}-shm`, stagedPath(to), lockPath, holderPath].some((path) => {
    const own = statSync(path, { throwIfNoEntry: false })
    return own?.ino === asked.ino && own.dev === asked.dev
  })
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
function markAndSettle(partial: string, { from, at, by, origin = from }: RestoreTask): void {
  const db = new Database(partial, { fileMustExist: true })
  try {
    db.pragma('trusted_schema = OFF')
    db.pragma('journal_mode = DELETE')
    db.prepare('INSERT OR REPLACE INTO preferences (key, value) VALUES (?, ?)').run(
      restoredMark,
      JSON.stringify({ from: origin, at, by }),
    )
    // As every desk opens it: turned over in its place, it would need a journal, which a power loss leaves half done.
    db.pragma('journal_mode = WAL')
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

function removeParts(path: string): void {
  for (const part of ['', '-wal', '-shm', '-journal']) rmSync(path + part, { force: true })
}
