import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import type { BackupFault } from '../../../shared/model/problems.ts'
import { readSchemaVersion } from './header.ts'
import { findDamage } from './find-damage.ts'
import { openForReading, type ReadingConnection } from './open-for-reading.ts'
import { errorCode } from '../store-error.ts'
import { createPrivateFile, ensurePrivateFolder, syncFolder } from './private-files.ts'

/** Says why a backup could not be made at a place; what was begun of it is gone. */
export class BackupError extends Error {
  readonly fault: BackupFault
  readonly place: string

  constructor(fault: BackupFault, place: string, options?: ErrorOptions) {
    super(`no backup at ${place}: ${fault}`, options)
    this.name = 'BackupError'
    this.fault = fault
    this.place = place
  }
}

/** Says which store is copied, and to which new file. */
export interface BackupTask {
  from: string
  to: string
  /** Tells one attempt from every other, in the name of the file that is not whole yet. */
  attempt: string
}

/** Carries a copy that is whole, durable and checked, but has not got its name yet. */
export interface StagedBackup {
  partial: string
  to: string
  bytes: number
}

/**
 * Copies a store beside its writer, in one read transaction, into a new file that only its owner may read, makes it
 * durable, and checks it anew: pages, references, and whatever `verify` throws at. Fails with a `BackupError`.
 */
export function stageBackup(task: BackupTask, verify: (path: string) => void): StagedBackup {
  const { from, to, attempt } = task
  if (existsSync(to)) throw new BackupError('exists', to)
  const partial = `${to}.${String(process.pid)}-${attempt}${partialSuffix}`
  try {
    ensurePrivateFolder(dirname(to))
    removeAbandoned(to)
    createPrivateFile(partial)
  } catch (cause) {
    throw new BackupError(faultOf(cause, 'not-writable'), to, { cause })
  }
  try {
    copyInto(from, partial, to)
    if (readSchemaVersion(partial) !== readSchemaVersion(from)) throw new Error('another version')
    const damage = findDamage(partial)
    if (damage !== undefined) throw new Error(damage)
    verify(partial)
    return { partial, to, bytes: statSync(partial).size }
  } catch (cause) {
    discardBackup({ partial })
    throw cause instanceof BackupError ? cause : new BackupError(faultOf(cause, 'not-sound'), to, { cause })
  }
}

/** Gives a staged copy its name, durably; a file of that name is left as it is, and the copy is taken away. */
export function keepBackup({ partial, to }: Pick<StagedBackup, 'partial' | 'to'>): void {
  try {
    nameWithoutReplacing(partial, to)
    syncFolder(dirname(to))
  } catch (cause) {
    discardBackup({ partial })
    throw new BackupError(faultOf(cause, 'not-writable'), to, { cause })
  }
}

/** Takes a staged copy away. */
export function discardBackup({ partial }: Pick<StagedBackup, 'partial'>): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(partial + suffix, { force: true })
}

const partialSuffix = '.partial'

function copyInto(from: string, partial: string, to: string): void {
  let source: ReadingConnection
  try {
    source = openForReading(from)
  } catch (cause) {
    throw new BackupError('no-store', to, { cause })
  }
  try {
    // The copying is a transaction of its own.
    source.db.exec('COMMIT')
    source.db.pragma('query_only = OFF')
    source.db.prepare('VACUUM INTO ?').run(partial)
  } finally {
    source.close()
  }
  markWhole(partial)
  const file = openSync(partial, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Notes in a copy that nothing was cut off in it, as it was while the store that it was made of stood open. */
function markWhole(partial: string): void {
  const copy = new Database(partial)
  try {
    copy.exec('UPDATE store_meta SET clean_exit = 1')
  } finally {
    copy.close()
  }
}

/** Gives a file its name by a link, which fails where there is one; some file systems know no links. */
function nameWithoutReplacing(partial: string, to: string): void {
  try {
    linkSync(partial, to)
  } catch (error) {
    if (errorCode(error) === 'EEXIST' || existsSync(to)) throw error
    renameSync(partial, to)
    return
  }
  rmSync(partial)
}

/** Takes away what attempts at the same file left whose processes are gone. */
function removeAbandoned(to: string): void {
  const begins = `${basename(to)}.`
  for (const name of readdirSync(dirname(to))) {
    if (!name.startsWith(begins) || !name.endsWith(partialSuffix)) continue
    const pid = /^(\d+)-/.exec(name.slice(begins.length))?.[1]
    if (pid !== undefined && !isAlive(Number(pid))) discardBackup({ partial: join(dirname(to), name) })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

function faultOf(cause: unknown, otherwise: BackupFault): BackupFault {
  const code = errorCode(cause) ?? ''
  if (code === 'EEXIST') return 'exists'
  if (['ENOSPC', 'EDQUOT', 'SQLITE_FULL'].includes(code)) return 'no-space'
  const refused = ['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR'].includes(code)
  return refused || code.startsWith('SQLITE_IOERR') ? 'not-writable' : otherwise
}
