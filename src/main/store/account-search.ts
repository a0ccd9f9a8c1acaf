import { sql as raw, type RawBuilder } from 'kysely'
import type { FoundPlaces } from './account-gathering.ts'
import { numberedPage, type NumberedPage } from './account-numbers.ts'
import { isFoldedByLike, isShort, occursIn, termsBeginning } from './search-terms.ts'
import { sql } from './sql.ts'
import type { Store } from './store.ts'
import { textIndex } from './text-index.ts'
import { withWideCache } from './wide-cache.ts'

/**
 * Carries a condition on `accounts` that holds for those in which a text occurs. Few of them are given by an index, every
 * one, in no order; of many, each account that is come by is tested.
 */
export interface FoundCondition {
  areFew: boolean
  condition: RawBuilder<boolean>
}

interface Found extends FoundCondition {
  /** Counts the accounts, but not beyond a number. */
  count(atMost: number): number
  /** Says where the index of the search finds every one. */
  places: FoundPlaces
}

interface FewAccounts extends Found {
  areFew: true
}

interface ManyAccounts extends Found {
  areFew: false
  /** Has the index give a page by the order of `account`, where it knows that; undefined where it does not. */
  near(page: NumberedPage): RawBuilder<boolean> | undefined
}

/** Says in which accounts a text occurs. */
export type FoundAccounts = FewAccounts | ManyAccounts

/** Searches the accounts, by any part of their account, nickname or user ID, in letters of either case. */
export interface AccountSearch {
  find(text: string): FoundAccounts
  /** Does the work without bringing the search up to date row by row, and rebuilds it once, in one transaction. */
  rebuiltAfter<T>(work: () => T): T
}

/** Lists what the index can't be asked for: the end of a text to SQLite, and the mark that ends one in the index. */
const unfindable = ['\u0000', '\u0001']
const nowhere = { numbers: raw`(SELECT 0 AS num WHERE 0)`, holds: raw<boolean>`1 = 0` }
const always = raw<boolean>`1 = 1`

/** Makes the search of the accounts. */
export function accountSearch(store: Store): AccountSearch {
  const index = textIndex(store, 'account_search', 'accounts')
  const few = (places: FoundPlaces): FewAccounts => ({
    areFew: true,
    condition: raw`accounts.num IN ${places.numbers} AND ${places.holds}`,
    places,
    count: (atMost) => index.count(accountsAt(places), atMost),
  })

  const findShort = (text: string): FoundAccounts => {
    const [from, below] = termsBeginning(text)
    const all = raw`(SELECT DISTINCT doc AS num FROM account_search_terms WHERE term >= ${from} AND term < ${below})`
    const places = { numbers: all, holds: always }
    if (!isFoldedByLike(text)) return few(places)
    const numbers = index.few(all)
    if (numbers !== undefined) return few({ numbers, holds: always })
    const count = (atMost: number): number => index.count(all, atMost)
    return { areFew: false, condition: holds(text), places, near: () => undefined, count }
  }

  const findLong = (text: string): FoundAccounts => {
    const all = index.matching(text)
    const places = { numbers: all, holds: always }
    if (!isFoldedByLike(text)) return few(places)
    const numbers = index.fewNear(text)
    if (numbers !== undefined) return few({ numbers, holds: holds(text) })
    const near = (page: NumberedPage): RawBuilder<boolean> | undefined =>
      numberedPage(store, all, holds(text), page)
    const count = (atMost: number): number => index.count(all, atMost)
    return { areFew: false, condition: holds(text), places, near, count }
  }

  return {
    find(text) {
      if (unfindable.some((mark) => text.includes(mark))) return few(nowhere)
      return isShort(text) ? findShort(text) : findLong(text)
    },
    rebuiltAfter: (work) =>
      withWideCache(store, () =>
        store.transaction(() => {
          store.run(sql.updateTable('account_search_state').set({ held_back: 1 }))
          const result = work()
          for (const statement of rebuilding) store.run(statement)
          return result
        }),
      ),
  }
}

function accountsAt({ numbers, holds: isTrue }: FoundPlaces): RawBuilder<unknown> {
  return raw`${numbers} AS found CROSS JOIN accounts ON accounts.num = found.num WHERE ${isTrue}`
}

function holds(text: string): RawBuilder<boolean> {
  return occursIn('accounts', ['account', 'nickname', 'user_id'], text)
}

const rebuilding = [
  raw`UPDATE accounts SET num = placed.num
    FROM (SELECT id, row_number() OVER (ORDER BY account, id) AS num FROM accounts) AS placed
    WHERE placed.id = accounts.id AND accounts.num IS NOT placed.num`,
  raw`INSERT INTO account_search (account_search) VALUES ('rebuild')`,
  raw`UPDATE account_search_state
    SET held_back = 0, in_order_to = (SELECT coalesce(max(num), 0) FROM accounts)`,
].map((statement) => statement.compile(sql))
