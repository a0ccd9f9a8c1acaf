import { isPlainTable } from '../audit/audit-structure.ts'
import { openForReading } from '../files/open-for-reading.ts'

/** Counts what a store holds; a table that its version does not have counts as empty. */
export interface StoreContents {
  accounts: number
  users: number
  operators: number
}

/** Counts what a store holds, beside whoever has it open; fails with a `StoreError`. */
export function readStoreContents(path: string): StoreContents {
  const { db, close } = openForReading(path)
  const count = (table: string): number =>
    isPlainTable(db, table) ? Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()) : 0
  try {
    return { accounts: count('accounts'), users: count('directory_users'), operators: count('operators') }
  } finally {
    close()
  }
}
