import { sql as raw, type RawBuilder } from 'kysely'
import { stretchesAfter, type AccountOrder, type SortedPlace } from './account-order.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

/** Says along which order to walk, from where, and which accounts to pick up on the way. */
export interface WalkQuery {
  order: AccountOrder
  after: SortedPlace | undefined
  /** Holds for the accounts that are wanted; it reads nothing but the columns that are searched. */
  where: RawBuilder<boolean>
  limit: number
  /** Says how many accounts are walked past at most. */
  steps: number
}

/** Gives the ids of the accounts that are met along an order of the table; it walks along its index and reads no row. */
export function idsOnTheWay(store: Store, query: WalkQuery): string[] {
  const { where, limit } = query
  const met = raw<{ id: string }>`SELECT id FROM (${wayOf(query)}) AS accounts WHERE ${where} LIMIT ${limit}`
  return store.all(met.compile(sql)).map(({ id }) => id)
}

/** Gives the id of the account that a way comes to with its last step; undefined where they end before. */
export function endOfWay(store: Store, query: WalkQuery): string | undefined {
  const last = raw<{ id: string }>`SELECT id FROM (${wayOf(query)}) LIMIT 1 OFFSET ${query.steps - 1}`
  return store.get(last.compile(sql))?.id
}

function wayOf({ order, after, steps }: WalkQuery): RawBuilder<unknown> {
  const from =
    order.sort === 'backend'
      ? raw`backends CROSS JOIN accounts ON accounts.backend_id = backends.id`
      : raw`accounts`
  const [first, ...others] = stretchesAfter(order, after).map(
    ({ place, sorted }) => raw`
      SELECT accounts.id, accounts.account, accounts.nickname, accounts.user_id
      FROM ${from} WHERE ${place} ORDER BY ${sorted} LIMIT ${steps}`,
  )
  if (others.length === 0) return raw`${first}`
  const parts = [first, ...others].map((stretch) => raw`SELECT * FROM (${stretch})`)
  return raw`SELECT * FROM (${raw.join(parts, raw` UNION ALL `)}) LIMIT ${steps}`
}
