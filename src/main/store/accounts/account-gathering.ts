import { sql as raw, type RawBuilder } from 'kysely'
import { placeAfter, sortedBy, type AccountOrder, type SortedPlace } from './account-order.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

/** Says where an index of the search finds accounts: a source of their numbers, `num`, and what is left to test. */
export interface FoundPlaces {
  numbers: RawBuilder<unknown>
  holds: RawBuilder<boolean>
  /** Says how many there are without a test. */
  surely: number
}

/** Limits how many rows are read to be sorted by what the index by number does not hold. */
const mostRead = 1000

/**
 * Gives the ids of a page by an order of the table, of all the accounts that the search found; undefined where they are
 * too many to be sorted at once.
 */
export function idsOfFound(
  store: Store,
  { numbers, holds, surely }: FoundPlaces,
  order: AccountOrder,
  after: SortedPlace | undefined,
  limit: number,
): string[] | undefined {
  const found = raw`${numbers} AS found CROSS JOIN accounts ON accounts.num = found.num`
  const idsFrom = (from: RawBuilder<unknown>, condition: RawBuilder<boolean>): string[] =>
    store
      .all(
        raw<{ id: string }>`SELECT accounts.id FROM ${from}
          WHERE ${condition} AND ${placeAfter(order, after)}
          ORDER BY ${sortedBy(order)} LIMIT ${limit}`.compile(sql),
      )
      .map(({ id }) => id)
  if (order.sort === 'account') return idsFrom(found, holds)
  if (order.sort === 'backend')
    return idsFrom(raw`${found} CROSS JOIN backends ON backends.id = accounts.backend_id`, holds)
  if (surely > mostRead) return undefined
  const places = store
    .all(
      raw<{
        place: number
      }>`SELECT accounts.rowid AS place FROM ${found} WHERE ${holds} LIMIT ${mostRead + 1}`.compile(sql),
    )
    .map(({ place }) => place)
  if (places.length > mostRead) return undefined
  // Rows are read as they stand in the file: to jump from place to place takes several times as long.
  const inPlace = raw`(SELECT value AS place FROM json_each(${JSON.stringify(places.sort((a, b) => a - b))})) AS placed
    CROSS JOIN accounts NOT INDEXED ON accounts.rowid = placed.place`
  return idsFrom(inPlace, raw`1 = 1`)
}
