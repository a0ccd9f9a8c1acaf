import type { DirectoryAdminsTable } from './schema.ts'
import { prepareQuery } from './directory-prepared-query.ts'
import { sql } from './sql.ts'
import type { Store } from './store.ts'

/** Reads and writes the directory's admins. */
export interface DirectoryAdminRows {
  byUserID(userID: string): DirectoryAdminsTable | undefined
  byAccount(account: string): DirectoryAdminsTable | undefined
  insert(row: DirectoryAdminsTable): void
  /** Puts a hash in the place of a sealed password, if that one is still there. */
  settle(userID: string, sealed: Buffer, hash: string): void
  /** Puts a hash in the place of another one; gives false, and changes nothing, where that is no longer there. */
  replaceHash(userID: string, hash: string, next: { hash: string; changedAt: string }): boolean
}

const table = 'directory_admins'
const byUserID = prepareQuery((userID: string) =>
  sql.selectFrom(table).selectAll().where('user_id', '=', userID),
)
const byAccount = prepareQuery((account: string) =>
  sql.selectFrom(table).selectAll().where('account', '=', account),
)

/** Makes the repository of the directory's admins. */
export function directoryAdminRows(store: Store): DirectoryAdminRows {
  return {
    byUserID: (userID) => store.get(byUserID(userID)),
    byAccount: (account) => store.get(byAccount(account)),
    insert(row) {
      store.run(sql.insertInto(table).values(row))
    },
    settle(userID, sealed, hash) {
      store.run(
        sql
          .updateTable(table)
          .set({ password_hash: hash, sealed_password: null })
          .where('user_id', '=', userID)
          .where('sealed_password', '=', sealed),
      )
    },
    replaceHash: (userID, hash, next) =>
      store.run(
        sql
          .updateTable(table)
          .set({ password_hash: next.hash, password_changed_at: next.changedAt })
          .where('user_id', '=', userID)
          .where('password_hash', '=', hash),
      ) === 1,
  }
}
