import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { applicationId, auditCopyId, readFileKind, readSchemaVersion } from './header.ts'
import { schemaVersion } from '../migrations/index.ts'
import { makePrivateCopy, type PrivateCopy } from './private-copy.ts'
import { StoreError } from '../store-error.ts'

/** Carries a connection that reads a store, or an auditor's copy of one, in one transaction. */
export interface ReadingConnection {
  db: Database.Database
  version: number
  isAuditCopy: boolean
  close(): void
}

/**
 * Opens a store for reading beside its writer, and leaves no trace; where the folder lets nobody write, which SQLite
 * needs for a log, it reads a private copy. A schema from outside may call nothing. Fails with a `StoreError`.
 */
export function openForReading(
  path: string,
  options: { from?: 'the file' | 'a private copy' } = {},
): ReadingConnection {
  demandFile(path)
  if (options.from === 'a private copy' || needsCopy(path)) return openPrivately(path)
  try {
    return connect(path)
  } catch (error) {
    if (options.from === undefined && isRefusal(error)) return openPrivately(path)
    throw asStoreError(error)
  }
}

/** Gives the path under which a store can be opened for reading many times: its own, or a private copy's. */
export function readablePath(path: string): PrivateCopy {
  demandFile(path)
  return needsCopy(path) ? makePrivateCopy(path) : { path, remove: () => undefined }
}

function openPrivately(path: string): ReadingConnection {
  const copy = makePrivateCopy(path)
  try {
    const connection = connect(copy.path)
    return {
      ...connection,
      close() {
        connection.close()
        copy.remove()
      },
    }
  } catch (error) {
    copy.remove()
    throw asStoreError(error)
  }
}

function connect(path: string): ReadingConnection {
  const version = readSchemaVersion(path, [applicationId, auditCopyId])
  if (version > schemaVersion) throw new StoreError('newer')
  const { isAuditCopy, usesLog } = readFileKind(path)
  // A connection that could write takes the log's files away again; without a log, or with a full one, it must not.
  const tidies = usesLog && isEmpty(`${path}-wal`) && !existsSync(`${path}-journal`)
  const db = new Database(path, { readonly: !tidies, fileMustExist: true })
  try {
    db.pragma('query_only = ON')
    db.pragma('trusted_schema = OFF')
    db.pragma('cell_size_check = ON')
    db.pragma('busy_timeout = 5000')
    db.exec('BEGIN')
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
  } catch (error) {
    db.close()
    throw error
  }
  return {
    db,
    version,
    isAuditCopy,
    close() {
      // It ends the transaction as well, even where the file is too damaged for that to be asked.
      db.close()
    },
  }
}

function demandFile(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) throw new StoreError('unreadable')
}

function needsCopy(path: string): boolean {
  return readFileKind(path).usesLog && !isWritable(dirname(path))
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}

function isEmpty(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0
}

const refusals = ['SQLITE_CANTOPEN', 'SQLITE_READONLY', 'SQLITE_IOERR_SHM']

function isRefusal(error: unknown): boolean {
  const cause = error instanceof StoreError ? error.cause : error
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return typeof code === 'string' && refusals.some((refusal) => code.startsWith(refusal))
}

function asStoreError(error: unknown): unknown {
  return error instanceof StoreError ? error : new StoreError('damaged', null, { cause: error })
}
