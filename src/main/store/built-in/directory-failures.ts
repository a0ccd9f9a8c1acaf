import { prepareQuery } from '../directory-prepared-query.ts'
import type { DirectoryFailuresTable } from '../schema/built-in-schema.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

/** Reads and writes the counters of wrong secrets of the directory's accounts. */
export interface DirectoryFailureRows {
  get(subject: string): DirectoryFailuresTable | undefined
  save(row: DirectoryFailuresTable): void
  clear(subject: string): void
}

const table = 'directory_failures'
const bySubject = prepareQuery((subject: string) =>
  sql.selectFrom(table).selectAll().where('subject', '=', subject),
)

/** Makes the repository of the directory's counters of wrong secrets. */
export function directoryFailureRows(store: Store): DirectoryFailureRows {
  return {
    get: (subject) => store.get(bySubject(subject)),
    save(row) {
      store.run(
        sql
          .insertInto(table)
          .values(row)
          .onConflict((on) => on.column('subject').doUpdateSet(row)),
      )
    },
    clear(subject) {
      store.run(sql.deleteFrom(table).where('subject', '=', subject))
    },
  }
}
