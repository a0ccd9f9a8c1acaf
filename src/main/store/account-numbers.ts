import { sql as raw, type RawBuilder } from 'kysely'
import type { AccountCursor } from './account-order.ts'
import { sql } from './sql.ts'
import type { Store } from './store.ts'

/** Says which page by the order of `account` is wanted: after which place, how many rows, and which way. */
export interface NumberedPage {
  after: AccountCursor | undefined
  limit: number
  descending: boolean
}

const mostOutOfOrder = 2000

/**
 * Gives a condition on `accounts` that holds for the rows of a page among those that the search found, and for few
 * others. The numbers of most accounts stand in the order of `account`, so that the index of the search gives
 * them in it; those that came or were renamed later have higher ones, and are all looked at. Gives undefined where
 * these are many.
 */
export function numberedPage(
  store: Store,
  found: RawBuilder<unknown>,
  holds: RawBuilder<boolean>,
  { after, limit, descending }: NumberedPage,
): RawBuilder<boolean> | undefined {
  const standing = store.get(standingOf)
  if (standing === undefined || standing.highest - standing.inOrderTo > mostOutOfOrder) return undefined
  const [beyond, direction] = descending ? [raw`<`, raw`DESC`] : [raw`>`, raw`ASC`]
  const isAfter = (account: RawBuilder<unknown>, id: RawBuilder<unknown>): RawBuilder<boolean> =>
    after === undefined ? raw`1 = 1` : raw`(${account}, ${id}) ${beyond} (${after[0]}, ${after[1]})`
  const first = store.get(
    raw<{ num: number }>`SELECT num FROM accounts
      WHERE +num <= ${standing.inOrderTo} AND ${isAfter(raw`account`, raw`id`)}
      ORDER BY account ${direction}, id ${direction} LIMIT 1`.compile(sql),
  )
  const inOrder =
    first === undefined
      ? raw`SELECT NULL WHERE 0`
      : raw`SELECT num FROM ${found}
          WHERE num ${beyond}= ${first.num} AND num <= ${standing.inOrderTo}
          ORDER BY num ${direction} LIMIT ${limit}`
  return raw`${isAfter(raw`+accounts.account`, raw`+accounts.id`)} AND ${holds} AND accounts.num IN (
    SELECT * FROM (${inOrder}) UNION ALL SELECT num FROM accounts WHERE num > ${standing.inOrderTo})`
}

const standingOf = raw<{ inOrderTo: number; highest: number }>`
  SELECT in_order_to AS inOrderTo, coalesce((SELECT max(num) FROM accounts), 0) AS highest
  FROM account_search_state`.compile(sql)
