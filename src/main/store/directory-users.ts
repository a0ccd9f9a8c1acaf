import type { Insertable } from 'kysely'
import type { DirectoryUsersTable } from './schema.ts'
import { sql } from './sql.ts'
import type { Store } from './store.ts'

/** Writes the directory's users. */
export interface DirectoryUserRows {
  insert(row: Insertable<DirectoryUsersTable>): void
}

/** Makes the repository of the directory's users. */
export function directoryUserRows(store: Store): DirectoryUserRows {
  return {
    insert(row) {
      store.run(sql.insertInto('directory_users').values(row))
    },
  }
}
