import type { Insertable } from 'kysely'
import { accountColumns, type AccountRow } from './account-columns.ts'
import type { AccountFilter } from './account-filter.ts'
import { accountPage, countAccounts, type AccountPage } from './account-list.ts'
import type { AccountPlace } from './account-order.ts'
import { prepareQuery } from '../directory-prepared-query.ts'
import { prepareColumns } from '../prepared-columns.ts'
import type { AccountsTable } from '../schema/schema.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

export type { AccountFilter, AccountPlace, AccountRow }

/** Reads and writes the admin accounts of every backend. */
export interface AccountRows {
  get(id: string): AccountRow | undefined
  byUserId(backendId: string, userId: string): AccountRow | undefined
  /** Gives the accounts of a backend that go by a name. */
  byAccount(backendId: string, account: string): AccountRow[]
  /** Gives a page of those that match; it may be short and lead on, or be in no order. */
  page(filter: AccountFilter, after: AccountPlace | undefined, limit: number): AccountPage
  /** Counts the accounts that match, but not beyond a number: counting a million takes long. */
  count(filter: AccountFilter, atMost: number): number
  insert(row: Insertable<AccountsTable>): void
  update(id: string, values: Partial<Omit<AccountsTable, 'id' | 'num'>>): void
  /** Deletes an account with the journal of its changes. */
  delete(id: string): void
  deleteSample(): number
}

const byId = prepareQuery((id: string) => accountColumns().where('accounts.id', '=', id))
const byUserId = prepareQuery((backendId: string, userId: string) =>
  accountColumns().where('accounts.backend_id', '=', backendId).where('accounts.user_id', '=', userId),
)
const insert = prepareColumns((row: Insertable<AccountsTable>) => sql.insertInto('accounts').values(row))
const update = prepareColumns(
  ({ id, ...values }: Partial<Omit<AccountsTable, 'num'>> & Pick<AccountsTable, 'id'>) =>
    sql.updateTable('accounts').set(values).where('id', '=', id),
)

/** Makes the repository of admin accounts. */
export function accountRows(store: Store): AccountRows {
  return {
    get: (id) => store.get(byId(id)),
    byAccount: (backendId, account) =>
      store.all(
        accountColumns().where('accounts.account', '=', account).where('accounts.backend_id', '=', backendId),
      ),
    byUserId: (backendId, userId) => store.get(byUserId(backendId, userId)),
    page: (filter, after, limit) => accountPage(store, filter, after, limit),
    count: (filter, atMost) => countAccounts(store, filter, atMost),
    insert(row) {
      store.run(insert(row))
    },
    update(id, values) {
      store.run(update({ ...values, id }))
    },
    delete(id) {
      store.run(sql.deleteFrom('accounts').where('id', '=', id))
    },
    deleteSample: () => store.run(sql.deleteFrom('accounts').where('sample', '=', 1)),
  }
}
