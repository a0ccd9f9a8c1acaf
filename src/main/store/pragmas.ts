import type Database from 'better-sqlite3'
import { StoreError } from './store-error.ts'

/** Holds the pragmas of each connection with the value that reading one back gives; the log's is kept in the file. */
export const connectionPragmas = [
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  ['secure_delete', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['busy_timeout', '5000', 5000],
] as const

const required = [['journal_mode', 'WAL', 'wal'], ...connectionPragmas] as const

/** Sets every pragma that a store must run under and reads each one back; fails where one does not hold. */
export function applyPragmas(db: Database.Database): void {
  for (const [name, value, expected] of required) {
    db.pragma(`${name} = ${value}`)
    const got: unknown = db.pragma(name, { simple: true })
    if (got !== expected) {
      throw new StoreError('unreadable', null, { cause: new Error(`${name} is ${String(got)}`) })
    }
  }
}
