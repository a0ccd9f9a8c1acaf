import type { DirectoryTokensTable } from './schema.ts'
import { prepareQuery } from './directory-prepared-query.ts'
import { sql } from './sql.ts'
import type { Store } from './store.ts'

/** Reads and writes the tokens that the built-in backend issued. */
export interface DirectoryTokenRows {
  byMac(mac: Buffer): DirectoryTokensTable | undefined
  insert(row: DirectoryTokensTable): void
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
