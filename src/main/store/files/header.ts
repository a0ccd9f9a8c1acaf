import { accessSync, closeSync, constants, existsSync, openSync, readSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { errorCode, StoreError } from '../store-error.ts'

/** Marks a SQLite file as a Latchkey store (`LKEY`). */
export const applicationId = 0x4c4b4559

/** Marks a SQLite file as the copy of a store's audit that an auditor takes away (`LKEA`); no desk opens one. */
export const auditCopyId = 0x4c4b4541

const magic = 'SQLite format 3\0'

/**
 * Reads the schema version of a store without changing a byte of it: from the file's header, and through a
 * read-only connection where a write-ahead log may hold a newer one. Fails with `not-a-store` or `unreadable`.
 */
export function readSchemaVersion(path: string, accepted: readonly number[] = [applicationId]): number {
  const header = readHeader(path)
  if (!accepted.includes(header.applicationId)) throw new StoreError('not-a-store')
  if (header.isWhole || !hasLog(path)) return header.version
  return Math.max(header.version, headerThrough(path).version)
}

/** Says whether a file's header marks it as an auditor's copy, and whether it is written through a log. */
export function readFileKind(path: string): { isAuditCopy: boolean; usesLog: boolean } {
  const { applicationId: id, usesLog } = readHeader(path)
  return { isAuditCopy: id === auditCopyId, usesLog }
}

interface Header {
  applicationId: number
  version: number
  usesLog: boolean
  /** Says that what stands in a log counted as well. */
  isWhole: boolean
}

/**
 * Reads a header through a connection where somebody, and be it this process, may have the file open through a log: a
 * process that closes a plain descriptor of a file gives up every lock that it has on it.
 */
function readHeader(path: string): Header {
  return (mayBeOpen(path) ? lookThrough(path) : null) ?? headerOf(path)
}

function mayBeOpen(path: string): boolean {
  if (!existsSync(`${path}-shm`)) return false
  try {
    // A desk puts its log and its lock beside the store: where nothing can be put, this process has it not open.
    accessSync(dirname(path), constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** Gives the header as a connection reads it; null where none can be made, which none of this process is then either. */
function lookThrough(path: string): Header | null {
  try {
    return headerThrough(path)
  } catch (error) {
    if (error instanceof StoreError && errorCode(error.cause) === 'SQLITE_NOTADB') {
      throw new StoreError('not-a-store', null, { cause: error })
    }
    return null
  }
}

function headerOf(path: string): Header {
  const header = Buffer.alloc(100)
  try {
    // To open a pipe waits for somebody to write to it, who may never come.
    if (!statSync(path).isFile()) throw new Error('no plain file')
    const file = openSync(path, 'r')
    try {
      readSync(file, header, 0, 100, 0)
    } finally {
      closeSync(file)
    }
  } catch (cause) {
    throw new StoreError('unreadable', null, { cause })
  }
  const isSqlite = header.toString('latin1', 0, 16) === magic
  return {
    applicationId: isSqlite ? header.readUInt32BE(68) : 0,
    version: header.readUInt32BE(60),
    usesLog: header[19] === 2,
    isWhole: false,
  }
}

function hasLog(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
}

function headerThrough(path: string): Header {
  try {
    const reader = new Database(path, { readonly: true, fileMustExist: true })
    const read = (pragma: string): unknown => reader.pragma(pragma, { simple: true })
    try {
      return {
        applicationId: Number(read('application_id')),
        version: Number(read('user_version')),
        usesLog: read('journal_mode') === 'wal',
        isWhole: true,
      }
    } finally {
      reader.close()
    }
  } catch (cause) {
    throw new StoreError('damaged', null, { cause })
  }
}
