import { copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { readSchemaVersion } from './header.ts'
import { realStorePath } from './lock.ts'
import { schemaVersion } from '../migrations/index.ts'
import { syncFolder } from './private-files.ts'
import { RestoreError } from './restore-error.ts'
import { stagedPath, type RestoreTask } from './stage-restore.ts'
import { errorCode } from '../store-error.ts'

const parts = ['', '-wal', '-shm'] as const

/**
 * Puts the copy that waits in the place of its store, and sets what was there aside with its log; gives the name of what
 * was set aside, null where there was no store. Whoever calls holds the lock of the store. Fails with a `RestoreError`
 * while anybody reads the store: then, as after any other failure, the old one stands.
 */
export function swapRestored({ to: asked, at }: Pick<RestoreTask, 'to' | 'at'>): string | null {
  const to = realStorePath(asked)
  const aside = `${to}.before-restore-${at.replace(/[-:.]/g, '')}`
  foldLog(to)
  const old = parts.filter((part) => existsSync(to + part))
  for (const part of old) linkOrCopy(to + part, aside + part)
  syncFolder(dirname(to))
  try {
    // A log beside a file that it was not written for would be played into it: it is gone for certain before the swap.
    for (const part of ['-wal', '-shm']) rmSync(to + part, { force: true })
    syncFolder(dirname(to))
    renameSync(stagedPath(to), to)
  } catch (error) {
    for (const part of old) if (!existsSync(to + part)) linkOrCopy(aside + part, to + part)
    throw error
  }
  syncFolder(dirname(to))
  return old.includes('') ? aside : null
}

/**
 * Puts the store that was set aside back in its place, in one step; what had taken the place is gone. Whoever calls holds
 * the lock of the store.
 */
export function putBack(asked: string, aside: string): void {
  const to = realStorePath(asked)
  // Folded in before: a log that came after its file, or before it, would be lost or played into another by a kill.
  foldLog(aside)
  foldLog(to)
  if (existsSync(`${aside}-wal`)) throw new RestoreError('being-read', aside)
  for (const part of ['-wal', '-shm']) rmSync(to + part, { force: true })
  syncFolder(dirname(to))
  renameSync(aside, to)
  rmSync(`${aside}-shm`, { force: true })
  syncFolder(dirname(to))
}

/**
 * Folds the log of a store into it, so that one rename replaces the whole of it; where that cannot be opened, or is of a
 * newer form, the two stay as they are. Fails with a `RestoreError` while a connection of any process has it open: the
 * last of them to close takes the log of that name away, and by then it would be the log of another store.
 */
function foldLog(path: string): void {
  if (!existsSync(path)) return
  let db: Database.Database | undefined
  try {
    if (readSchemaVersion(path) > schemaVersion) return
    db = new Database(path, { fileMustExist: true, timeout: 0 })
    db.pragma('trusted_schema = OFF')
    db.pragma('synchronous = FULL')
    db.pragma('locking_mode = EXCLUSIVE')
    db.exec('BEGIN EXCLUSIVE; COMMIT')
    db.pragma('wal_checkpoint(TRUNCATE)')
  } catch (cause) {
    if (errorCode(cause)?.startsWith('SQLITE_BUSY')) throw new RestoreError('being-read', path, { cause })
    // What it says is not lost: the log goes aside with it.
  } finally {
    db?.close()
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
