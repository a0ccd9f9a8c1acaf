import type { DirectoryAdminsTable } from '../schema/schema.ts'
import { prepareQuery } from '../directory-prepared-query.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

/** Reads and writes the directory's admins. */
export interface DirectoryAdminRows {
  byUserID(userID: string): DirectoryAdminsTable | undefined
  byAccount(account: string): DirectoryAdminsTable | undefined
  insert(row: DirectoryAdminsTable): void
  /** Puts a hash in the place of a sealed password, if that one is still there. */
  settle(userID: string, sealed: Buffer, hash: string): void
  /** Puts a hash in the place of another one; gives false, and changes nothing, where that is no longer there. */
  replaceHash(userID: string, hash: string, next: { hash: string; changedAt: string }): boolean
  /** Puts a hash of the same password in the place of another one, if that is still there. */
  upgradeHash(userID: string, hash: string, next: string): void
  update(userID: string, values: Partial<Omit<DirectoryAdminsTable, 'user_id'>>): void
  /** Gives admins after a user ID, by user ID. */
  after(userID: string, limit: number): DirectoryAdminsTable[]
  /** Gives the first admin after a user ID whose imported password is not hashed yet. */
  nextUnhashed(after: string): string | undefined
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
    upgradeHash(userID, hash, next) {
      store.run(
        sql
          .updateTable(table)
          .set({ password_hash: next })
          .where('user_id', '=', userID)
          .where('password_hash', '=', hash),
      )
    },
    update(userID, values) {
      store.run(sql.updateTable(table).set(values).where('user_id', '=', userID))
    },
    after: (userID, limit) =>
      store.all(
        sql.selectFrom(table).selectAll().where('user_id', '>', userID).orderBy('user_id').limit(limit),
      ),
    nextUnhashed: (after) =>
      store.get(
        sql
          .selectFrom(table)
          .select('user_id')
          .where('sealed_password', 'is not', null)
          .where('user_id', '>', after)
          .orderBy('user_id')
          .limit(1),
      )?.user_id,
  }
}
