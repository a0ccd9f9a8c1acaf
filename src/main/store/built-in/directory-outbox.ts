import type { Insertable } from 'kysely'
import type { DirectoryOutboxTable } from '../schema/built-in-schema.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

/** Carries a stored message. */
export type DirectoryOutboxRow = Omit<DirectoryOutboxTable, 'id'> & { id: number }

/** Reads and writes the messages of the outbox. */
export interface DirectoryOutboxRows {
  get(id: number): DirectoryOutboxRow | undefined
  /** Gives messages, newest first. */
  list(before: number | undefined, limit: number): DirectoryOutboxRow[]
  /** Keeps a message, and of all only the newest `kept`. */
  insert(row: Insertable<DirectoryOutboxTable>, kept: number): void
}

const table = 'directory_outbox'

/** Makes the repository of the outbox. */
export function directoryOutboxRows(store: Store): DirectoryOutboxRows {
  return {
    get: (id) => store.get(sql.selectFrom(table).selectAll().where('id', '=', id)),
    list(before, limit) {
      const newest = sql.selectFrom(table).selectAll().orderBy('id', 'desc').limit(limit)
      return store.all(before === undefined ? newest : newest.where('id', '<', before))
    },
    insert(row, kept) {
      const id = store.get(sql.insertInto(table).values(row).returning('id'))?.id ?? 0
      store.run(sql.deleteFrom(table).where('id', '<=', id - kept))
    },
  }
}
