import { closeSync, openSync, readSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { StoreError } from './store-error.ts'

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
  if (header.toString('latin1', 0, 16) !== magic || !accepted.includes(header.readUInt32BE(68))) {
    throw new StoreError('not-a-store')
  }
  const inFile = header.readUInt32BE(60)
  return hasLog(path) ? Math.max(inFile, versionThroughLog(path)) : inFile
}

/** Says whether a file's header marks it as an auditor's copy, and whether it is written through a log. */
export function readFileKind(path: string): { isAuditCopy: boolean; usesLog: boolean } {
  const header = readHeader(path)
  return { isAuditCopy: header.readUInt32BE(68) === auditCopyId, usesLog: header[19] === 2 }
}

function readHeader(path: string): Buffer {
  const header = Buffer.alloc(100)
  try {
    const file = openSync(path, 'r')
    try {
      readSync(file, header, 0, 100, 0)
    } finally {
      closeSync(file)
    }
  } catch (cause) {
    throw new StoreError('unreadable', null, { cause })
  }
  return header
}

function hasLog(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
}

function versionThroughLog(path: string): number {
  try {
    const reader = new Database(path, { readonly: true, fileMustExist: true })
    try {
      return Number(reader.pragma('user_version', { simple: true }))
    } finally {
      reader.close()
    }
  } catch (cause) {
    throw new StoreError('damaged', null, { cause })
  }
}
