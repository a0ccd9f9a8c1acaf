import { sql as raw, type RawBuilder } from 'kysely'
import type { SortedPlace } from './account-order.ts'
import { asNumber } from '../search-terms.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

/** Says which page by the order of `account` is wanted: after which place, how many rows, and which way. */
export interface NumberedPage {
  after: SortedPlace | undefined
  limit: number
  descending: boolean
}

const mostOutOfOrder = 2000

/**
 * Gives the ids of a page by the order of `account` among the numbers, `num`, that the search found. The numbers of most
 * accounts stand in that order, so that the index of the search gives them in it; those that came or were renamed later
 * have higher ones, and are all looked at. Gives undefined where these are many.
 */
export function idsByNumber(
  store: Store,
  found: RawBuilder<unknown>,
  { after, limit, descending }: NumberedPage,
): string[] | undefined {
  const standing = store.get(standingOf)
  if (standing === undefined || standing.highest - standing.inOrderTo > mostOutOfOrder) return undefined
  const [beyond, direction] = descending ? [raw`<`, raw`DESC`] : [raw`>`, raw`ASC`]
  const isAfter =
    after === undefined
      ? raw<boolean>`1 = 1`
      : raw<boolean>`(+accounts.account, accounts.id) ${beyond} (${after.value}, ${after.id})`
  const inOrderTo = asNumber(standing.inOrderTo)
  const first = firstInOrder(store, standing.inOrderTo, { after, descending })
  const inOrder =
    first === undefined
      ? raw`SELECT NULL WHERE 0`
      : raw`SELECT num FROM ${found} WHERE num ${beyond}= ${asNumber(first)} AND num <= ${inOrderTo}
          ORDER BY num ${direction} LIMIT ${limit}`
  return store
    .all(
      raw<{ id: string }>`SELECT accounts.id FROM (
          SELECT * FROM (${inOrder}) UNION ALL SELECT num FROM ${found} WHERE num > ${inOrderTo}
        ) AS found CROSS JOIN accounts ON accounts.num = found.num
        WHERE ${isAfter} ORDER BY accounts.account ${direction}, accounts.id ${direction} LIMIT ${limit}`.compile(
        sql,
      ),
    )
    .map(({ id }) => id)
}

/** Gives the number that the first account of a page has, or would have, among those in order. */
function firstInOrder(
  store: Store,
  inOrderTo: number,
  { after, descending }: Pick<NumberedPage, 'after' | 'descending'>,
): number | undefined {
  const direction = raw.raw(descending ? 'DESC' : 'ASC')
  const beyond = raw.raw(descending ? '<' : '>')
  const isAfter =
    after === undefined ? raw`1 = 1` : raw`(account, id) ${beyond} (${after.value}, ${after.id})`
  return store.get(
    raw<{ num: number }>`SELECT num FROM accounts WHERE +num <= ${inOrderTo} AND ${isAfter}
      ORDER BY account ${direction}, id ${direction} LIMIT 1`.compile(sql),
  )?.num
}

const standingOf = raw<{ inOrderTo: number; highest: number }>`
  SELECT in_order_to AS inOrderTo, coalesce((SELECT max(num) FROM accounts), 0) AS highest
  FROM account_search_state`.compile(sql)
