import type { Selectable } from 'kysely'
import { prepareQuery } from '../directory-prepared-query.ts'
import type { AccountsTable } from '../schema/schema.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

/** Carries an account as it is stored. */
export type StoredAccount = Selectable<AccountsTable>

/** Reads the rows of accounts by themselves, for files that name very many. */
export interface AccountFileRows {
  byUserId(backendId: string, userId: string): StoredAccount | undefined
  /** Gives the first account of a backend that goes by a name. */
  byAccount(backendId: string, account: string): StoredAccount | undefined
}

const accounts = () => sql.selectFrom('accounts').selectAll()
const byUserId = prepareQuery((backendId: string, userId: string) =>
  accounts().where('backend_id', '=', backendId).where('user_id', '=', userId),
)
const byAccount = prepareQuery((account: string, backendId: string) =>
  accounts().where('account', '=', account).where('backend_id', '=', backendId).orderBy('id').limit(1),
)

/** Makes the repository of accounts for files. */
export function accountFileRows(store: Store): AccountFileRows {
  return {
    byUserId: (backendId, userId) => store.get(byUserId(backendId, userId)),
    byAccount: (backendId, account) => store.get(byAccount(account, backendId)),
  }
}
