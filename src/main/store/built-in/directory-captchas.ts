import type { Insertable } from 'kysely'
import type { DirectoryCaptchasTable } from '../schema/built-in-schema.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

/** Reads and writes the captchas that wait for their answers. */
export interface DirectoryCaptchaRows {
  get(id: number): (Omit<DirectoryCaptchasTable, 'id'> & { id: number }) | undefined
  insert(row: Insertable<DirectoryCaptchasTable>): number
  setTries(id: number, tries: number): void
  delete(id: number): void
  /** Forgets captchas that ended before a time, and all but the newest `kept`. */
  prune(before: string, newest: number, kept: number): void
}

const table = 'directory_captchas'

/** Makes the repository of captchas. */
export function directoryCaptchaRows(store: Store): DirectoryCaptchaRows {
  return {
    get: (id) => store.get(sql.selectFrom(table).selectAll().where('id', '=', id)),
    insert: (row) => store.get(sql.insertInto(table).values(row).returning('id'))?.id ?? 0,
    setTries(id, tries) {
      store.run(sql.updateTable(table).set({ tries }).where('id', '=', id))
    },
    delete(id) {
      store.run(sql.deleteFrom(table).where('id', '=', id))
    },
    prune(before, newest, kept) {
      store.run(sql.deleteFrom(table).where('expires_at', '<', before))
      store.run(sql.deleteFrom(table).where('id', '<=', newest - kept))
    },
  }
}
