import { sql as raw, type Insertable } from 'kysely'
import type { DirectoryTokensTable } from '../schema/schema.ts'
import { prepareQuery } from '../directory-prepared-query.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

/** Reads and writes the tokens that the built-in backend issued. */
export interface DirectoryTokenRows {
  byMac(mac: Buffer): DirectoryTokensTable | undefined
  insert(row: Insertable<DirectoryTokensTable>): void
  /** Puts a token in, or in the place of the one with the same hash. */
  save(row: DirectoryTokensTable): void
  /** Gives a user's tokens, newest first. */
  ofUser(num: number, limit: number): DirectoryTokensTable[]
  /** Ends every token of a user that still lives; gives how many. */
  revokeAllOf(num: number, at: string): number
  /** Forgets a user's tokens that ran out before a time. */
  forgetOld(num: number, before: string): void
  /** Notes that a token is void from a time on; gives false where there is no such token, or it was void before. */
  revoke(mac: Buffer, at: string): boolean
}

const table = 'directory_tokens'
const byMac = prepareQuery((mac: Buffer) => sql.selectFrom(table).selectAll().where('token_mac', '=', mac))

/** Makes the repository of the built-in backend's tokens. */
export function directoryTokenRows(store: Store): DirectoryTokenRows {
  return {
    byMac: (mac) => store.get(byMac(mac)),
    insert(row) {
      store.run(sql.insertInto(table).values(row))
    },
    save(row) {
      store.run(
        sql
          .insertInto(table)
          .values(row)
          .onConflict((on) => on.column('token_mac').doUpdateSet(row)),
      )
    },
    ofUser: (num, limit) =>
      store.all(
        sql
          .selectFrom(table)
          .selectAll()
          .where('user_num', '=', num)
          .orderBy('issued_at', 'desc')
          // Tokens of one millisecond stand in the order in which they were issued.
          .orderBy(raw`rowid`, 'desc')
          .limit(limit),
      ),
    revokeAllOf: (num, at) =>
      store.run(
        sql
          .updateTable(table)
          .set({ revoked_at: at })
          .where('user_num', '=', num)
          .where('revoked_at', 'is', null)
          .where('expires_at', '>', at),
      ),
    forgetOld(num, before) {
      store.run(sql.deleteFrom(table).where('user_num', '=', num).where('expires_at', '<', before))
    },
    revoke: (mac, at) =>
      store.run(
        sql
          .updateTable(table)
          .set({ revoked_at: at })
          .where('token_mac', '=', mac)
          .where('revoked_at', 'is', null),
      ) === 1,
  }
}
