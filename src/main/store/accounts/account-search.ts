import { sql as raw, type RawBuilder } from 'kysely'
import { idsOfFound, type FoundPlaces } from './account-gathering.ts'
import { idsByNumber } from './account-numbers.ts'
import type { AccountOrder, SortedPlace, UnsortedPlace } from './account-order.ts'
import { idsByNumberAlone, idsByTerm, type UnsortedIds } from './account-terms.ts'
import { isFoldedByLike, isShort, occursIn, termsBeginning } from '../search-terms.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'
import { textIndex } from '../text-index.ts'
import { withWideCache } from '../wide-cache.ts'

/**
 * Carries a condition on `accounts` that holds for those in which a text occurs. Few of them are given by an index, every
 * one, in no order; of many, each account that is come by is tested.
 */
export interface FoundCondition {
  areFew: boolean
  condition: RawBuilder<boolean>
}

/** Says in which accounts a text occurs. */
export interface FoundAccounts extends FoundCondition {
  /** Tests the columns that are searched, and nothing else; undefined for letters that SQLite takes for others than the index. */
  test: RawBuilder<boolean> | undefined
  /** Counts the accounts, but not beyond a number. */
  count(atMost: number): number
  /** Gives the ids of a page in an order; undefined where the index does not give that at once. */
  sorted(order: AccountOrder, after: SortedPlace | undefined, limit: number): string[] | undefined
  /** Gives a page in the order of the index. */
  unsorted(after: UnsortedPlace | undefined, limit: number): UnsortedIds
}

/** Searches the accounts, by any part of their account, nickname or user ID, in letters of either case. */
export interface AccountSearch {
  find(text: string): FoundAccounts
  /** Does the work without bringing the search up to date row by row, and rebuilds it once, in one transaction. */
  rebuiltAfter<T>(work: () => T): T
}

/** Lists what the index can't be asked for: the end of a text to SQLite, and the mark that ends one in the index. */
const unfindable = ['\u0000', '\u0001']
const never = raw<boolean>`1 = 0`
const always = raw<boolean>`1 = 1`
const nobody: FoundAccounts = {
  areFew: true,
  condition: never,
  test: never,
  count: () => 0,
  sorted: () => [],
  unsorted: () => ({ ids: [], next: undefined }),
}
/** Is less than of a longer text: the terms that begin with one or two characters are read one by one. */
const mostFewShort = 2500

/** Makes the search of the accounts. */
export function accountSearch(store: Store): AccountSearch {
  const index = textIndex(store, 'account_search', 'accounts')
  const few = (places: FoundPlaces): Omit<FoundAccounts, 'test' | 'unsorted'> => ({
    areFew: true,
    condition: raw`accounts.num IN ${places.numbers} AND ${places.holds}`,
    count: (atMost) => index.count(accountsAt(places), atMost),
    sorted: (order, after, limit) => idsOfFound(store, places, order, after, limit),
  })
  const many = (
    all: RawBuilder<unknown>,
    test: RawBuilder<boolean> | undefined,
  ): Omit<FoundAccounts, 'sorted' | 'unsorted'> => ({
    areFew: false,
    condition: test ?? raw`accounts.num IN ${all}`,
    test,
    count: (atMost) => index.count(all, atMost),
  })

  const findShort = (text: string): FoundAccounts => {
    const [from, below] = termsBeginning(text)
    const all = raw`(SELECT DISTINCT doc AS num FROM account_search_terms WHERE term >= ${from} AND term < ${below})`
    const unsorted: FoundAccounts['unsorted'] = (after, limit) =>
      idsByTerm(store, text, index.matching, after, limit)
    const test = testFor(text)
    const found = index.few(all, mostFewShort)
    return found === undefined
      ? { ...many(all, test), sorted: () => undefined, unsorted }
      : { ...few({ ...found, holds: always, surely: found.count }), test, unsorted }
  }

  const findLong = (text: string): FoundAccounts => {
    const all = index.matching(text)
    const unsorted: FoundAccounts['unsorted'] = (after, limit) => idsByNumberAlone(store, all, after, limit)
    const test = testFor(text)
    const found = test === undefined ? index.few(all) : index.fewNear(text)
    if (found !== undefined) {
      const surely = test === undefined ? found.count : 0
      return { ...few({ ...found, holds: test ?? always, surely }), test, unsorted }
    }
    const sorted: FoundAccounts['sorted'] = ({ sort, descending }, after, limit) =>
      sort === 'account' ? idsByNumber(store, all, { after, limit, descending }) : undefined
    return { ...many(all, test), sorted, unsorted }
  }

  return {
    find(text) {
      if (unfindable.some((mark) => text.includes(mark))) return nobody
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

function testFor(text: string): RawBuilder<boolean> | undefined {
  return isFoldedByLike(text) ? occursIn('accounts', ['account', 'nickname', 'user_id'], text) : undefined
}

const rebuilding = [
  raw`UPDATE accounts SET num = placed.num
    FROM (SELECT id, row_number() OVER (ORDER BY account, id) AS num FROM accounts) AS placed
    WHERE placed.id = accounts.id AND accounts.num IS NOT placed.num`,
  raw`INSERT INTO account_search (account_search) VALUES ('rebuild')`,
  raw`UPDATE account_search_state
    SET held_back = 0, in_order_to = (SELECT coalesce(max(num), 0) FROM accounts)`,
].map((statement) => statement.compile(sql))
