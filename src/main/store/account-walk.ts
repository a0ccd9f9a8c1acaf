import { sql as raw, type RawBuilder } from 'kysely'
import { stretchesAfter, type AccountCursor, type AccountOrder } from './account-order.ts'
import { sql } from './sql.ts'
import type { Store } from './store.ts'

const mostWalked = 20_000

/**
 * Gives the ids of the accounts that a condition on the searched columns holds for, as they are met along an order of
 * the table; it walks so far along the index of that order and no further, and reads no row.
 */
export function idsOnTheWay(
  store: Store,
  order: AccountOrder,
  after: AccountCursor | undefined,
  holds: RawBuilder<boolean>,
  limit: number,
): string[] {
  const from =
    order.sort === 'backend'
      ? raw`backends CROSS JOIN accounts ON accounts.backend_id = backends.id`
      : raw`accounts`
  const way = stretchesAfter(order, after).map(
    ({ place, sorted }) => raw`SELECT * FROM (
      SELECT accounts.id, accounts.account, accounts.nickname, accounts.user_id FROM ${from}
      WHERE ${place} ORDER BY ${sorted} LIMIT ${mostWalked})`,
  )
  return store
    .all(
      raw<{ id: string }>`SELECT id FROM (${raw.join(way, raw` UNION ALL `)}) AS accounts
        WHERE ${holds} LIMIT ${limit}`.compile(sql),
    )
    .map(({ id }) => id)
}
