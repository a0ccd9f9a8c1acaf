import { sql as raw, type RawBuilder } from 'kysely'
import type { UnsortedPlace } from './account-order.ts'
import { leastTerm } from '../least-term.ts'
import { asNumber, termsBeginning } from '../search-terms.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

/** Carries accounts in no order of the table, and the place from which the next page goes on. */
export interface UnsortedIds {
  ids: string[]
  next: UnsortedPlace | undefined
}

interface Candidate {
  num: number
  id: string
  account: string
  nickname: string
  user_id: string
}

/** Limits how often the index is asked for a page. */
const mostTurns = 100

/** Gives accounts among the numbers, `num`, that the search found, by these. */
export function idsByNumberAlone(
  store: Store,
  found: RawBuilder<unknown>,
  after: UnsortedPlace | undefined,
  limit: number,
): UnsortedIds {
  const rows = accountsIn(store, found, after?.num ?? 0, limit + 1)
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return { ids: shown.map(({ id }) => id), next: last && { sort: null, term: '', num: last.num } }
}

/**
 * Gives accounts in which a text of one or two characters occurs, by the terms that begin with it and by number in each:
 * an account once, at the least of its terms. Where many terms have nobody new, the page is short and leads on.
 */
export function idsByTerm(
  store: Store,
  text: string,
  matching: (term: string) => RawBuilder<unknown>,
  after: UnsortedPlace | undefined,
  limit: number,
): UnsortedIds {
  const [from, below] = termsBeginning(text)
  const found: { id: string; place: UnsortedPlace }[] = []
  let place = after ?? beginningOf(nextTerm(store, from, below))
  for (let turn = 0; place !== undefined && found.length <= limit && turn < mostTurns; turn++) {
    const { term, num } = place
    const rows = accountsIn(store, matching(term), num, limit)
    for (const row of rows) {
      const least = leastTerm([row.account, row.nickname, row.user_id], text)
      if ((least ?? leastInIndex(store, row.num, [from, below])) === term)
        found.push({ id: row.id, place: { sort: null, term, num: row.num } })
    }
    const last = rows.length === limit ? rows.at(-1) : undefined
    place =
      last === undefined
        ? beginningOf(nextTerm(store, `${term}\u0000`, below))
        : { sort: null, term, num: last.num }
  }
  const ids = found.slice(0, limit).map(({ id }) => id)
  return { ids, next: found.length > limit ? found[limit - 1]?.place : place }
}

function accountsIn(store: Store, found: RawBuilder<unknown>, after: number, limit: number): Candidate[] {
  return store.all(
    raw<Candidate>`SELECT accounts.num, accounts.id, accounts.account, accounts.nickname, accounts.user_id
      FROM (SELECT num FROM ${found} WHERE num > ${asNumber(after)} ORDER BY num LIMIT ${limit}) AS found
      CROSS JOIN accounts ON accounts.num = found.num`.compile(sql),
  )
}

function beginningOf(term: string | undefined): UnsortedPlace | undefined {
  return term === undefined ? undefined : { sort: null, term, num: 0 }
}

function nextTerm(store: Store, from: string, below: string): string | undefined {
  return store.get(
    raw<{ term: string }>`SELECT term FROM account_search_terms
      WHERE term >= ${from} AND term < ${below} LIMIT 1`.compile(sql),
  )?.term
}

/** Reads all that the index has of these terms: letters of which it alone knows both cases are rare. */
function leastInIndex(store: Store, num: number, [from, below]: [string, string]): string | undefined {
  return store.get(
    raw<{ term: string }>`SELECT term FROM account_search_terms
      WHERE term >= ${from} AND term < ${below} AND doc = ${asNumber(num)} LIMIT 1`.compile(sql),
  )?.term
}
