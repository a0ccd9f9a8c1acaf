import type { DirectoryApplicationsTable } from './schema.ts'
import { sql } from './sql.ts'
import type { Store } from './store.ts'

/** Writes the directory's applications, unchecked. */
export interface DirectoryApplicationRows {
  insert(row: DirectoryApplicationsTable): void
}

/** Makes the repository of the directory's applications. */
export function directoryApplicationRows(store: Store): DirectoryApplicationRows {
  return {
    insert(row) {
      store.run(sql.insertInto('directory_applications').values(row))
    },
  }
}

/** Gives the fields of an application's row that its MAC covers, with the sequence of its last change. */
export function applicationFields(row: Omit<DirectoryApplicationsTable, 'mac'>): string[] {
  return [
    row.appid,
    row.name,
    row.sealed_signature.toString('base64'),
    row.status,
    row.developer_status,
    row.developer_overdue_days,
    row.allow_password_change,
    row.token_validation,
    row.account_min,
    row.account_max,
    row.password_min,
    row.password_max,
    row.sample,
    row.changed_seq,
  ].map(String)
}
