import { sql as raw, type RawBuilder } from 'kysely'
import { placeAfter, sortedBy, type AccountCursor, type AccountOrder } from './account-order.ts'
import { sql } from './sql.ts'
import type { Store } from './store.ts'

/** Says where an index of the search finds accounts: a source of their numbers, `num`, and what is left to test. */
export interface FoundPlaces {
  numbers: RawBuilder<unknown>
  holds: RawBuilder<boolean>
}

/** Gives the ids of a page by an order of the table, of all the accounts that the search found. */
export function idsOfFound(
  store: Store,
  { numbers, holds }: FoundPlaces,
  order: AccountOrder,
  after: AccountCursor | undefined,
  limit: number,
): string[] {
  const backends =
    order.sort === 'backend' ? raw`CROSS JOIN backends ON backends.id = accounts.backend_id` : raw``
  return store
    .all(
      raw<{ id: string }>`SELECT accounts.id FROM ${numbers} AS found
        CROSS JOIN accounts ON accounts.num = found.num ${backends}
        WHERE ${holds} AND ${placeAfter(order, after)}
        ORDER BY ${sortedBy(order)} LIMIT ${limit}`.compile(sql),
    )
    .map(({ id }) => id)
}
