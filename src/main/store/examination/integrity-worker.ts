import type Database from 'better-sqlite3'
import { compareSchema } from '../audit/audit-structure.ts'
import { openForReading, type ReadingConnection } from '../files/open-for-reading.ts'

/**
 * Checks the pages of a store with SQLite's `quick_check`, whether the audit's indexes tell what its table does, and
 * whether the schema is this program's; gives what it found, nothing where all is well.
 */
export function checkStore(task: { path: string }): string[] {
  let connection: ReadingConnection
  try {
    connection = openForReading(task.path)
  } catch (error) {
    return [messageOf(error)]
  }
  const { db } = connection
  try {
    // Each look is a transaction of its own: a desk at work cannot empty its log behind a long one.
    db.exec('COMMIT')
    // Every page is read once: what is kept of them afterwards is of no use.
    db.pragma('cache_size = -1000')
    // The pages first: what reads along a damaged one ends in the middle.
    const pages = found(db, 'quick_check(20)')
    if (pages.length > 0) return pages
    const schema = compareSchema(connection).map(({ object, fault }) => `${object}: ${fault}`)
    return [...found(db, 'integrity_check(audit_events)'), ...schema]
  } finally {
    connection.close()
  }
}

function found(db: Database.Database, pragma: string): string[] {
  try {
    const lines = db.prepare(`PRAGMA ${pragma}`).pluck().all() as string[]
    return lines.filter((line) => line !== 'ok')
  } catch (error) {
    // Some damage ends the check itself instead of being listed by it.
    return [messageOf(error)]
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
