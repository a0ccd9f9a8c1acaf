import { sql as raw, type RawBuilder } from 'kysely'
import { accountColumns, joinedAccounts, joinedByBackend, type AccountRow } from './account-columns.ts'
import { idsOfFound } from './account-gathering.ts'
import { isInOrder, isSearchAlone, matchesFilter, type AccountFilter } from './account-filter.ts'
import { stretchesAfter, type AccountCursor } from './account-order.ts'
import { accountSearch, type FoundAccounts, type FoundCondition } from './account-search.ts'
import { idsOnTheWay } from './account-walk.ts'
import { sql } from './sql.ts'
import type { Store } from './store.ts'
import { mostFew } from './text-index.ts'

// The index by number holds what these orders need; for a time, each row is read.
const mostGathered = { account: 250_000, backend: 250_000, passwordChangedAt: 60_000, lastChangeAt: 60_000 }

/** Gives a page of the accounts that a filter asks for, in its order. */
export function accountPage(
  store: Store,
  filter: AccountFilter,
  after: AccountCursor | undefined,
  limit: number,
): AccountRow[] {
  const found = findIn(store, filter)
  if (found === undefined || !isSearchAlone(filter)) return readPage(store, filter, found, after, limit)
  const condition = conditionOfPage(store, filter, found, after, limit)
  return condition === undefined
    ? readPage(store, filter, found, after, limit)
    : readPage(store, filter, { areFew: true, condition }, undefined, limit)
}

/** Gives a condition that leaves a page of the accounts in which a text occurs; undefined where each is to be tested. */
function conditionOfPage(
  store: Store,
  filter: AccountFilter,
  found: FoundAccounts,
  after: AccountCursor | undefined,
  limit: number,
): RawBuilder<boolean> | undefined {
  const ofAll = (): RawBuilder<boolean> => amongIds(idsOfFound(store, found.places, filter, after, limit))
  if (found.areFew) return ofAll()
  const near = (): RawBuilder<boolean> | undefined =>
    filter.sort === 'account' ? found.near({ ...filter, after, limit }) : undefined
  // From its beginning the index of the search gives an order at once; to a place further on it counts its way.
  const fromBeginning = after === undefined ? near() : undefined
  if (fromBeginning !== undefined) return fromBeginning
  const ids = idsOnTheWay(store, filter, after, found.condition, limit)
  if (ids.length === limit) return amongIds(ids)
  const further = after === undefined ? undefined : near()
  if (further !== undefined) return further
  const most = mostGathered[filter.sort]
  return found.count(most + 1) <= most ? ofAll() : undefined
}

/** Counts the accounts that a filter asks for, but not beyond a number. */
export function countAccounts(store: Store, filter: AccountFilter, atMost: number): number {
  const found = findIn(store, filter)
  if (found !== undefined && isSearchAlone(filter)) return found.count(atMost)
  const matching = joinedAccounts()
    .where((where) => matchesFilter(where, filter, found, false))
    .select(raw<number>`1`.as('one'))
    .limit(atMost)
  const counted = sql.selectFrom(matching.as('found')).select((of) => of.fn.countAll<number>().as('n'))
  return store.get(counted)?.n ?? 0
}

function findIn(store: Store, { search = '' }: AccountFilter): FoundAccounts | undefined {
  return search.trim() === '' ? undefined : accountSearch(store).find(search.trim())
}

function amongIds(ids: readonly string[]): RawBuilder<boolean> {
  return raw`accounts.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`
}

function readPage(
  store: Store,
  filter: AccountFilter,
  found: FoundCondition | undefined,
  after: AccountCursor | undefined,
  limit: number,
): AccountRow[] {
  const isByBackend = filter.sort === 'backend' && isInOrder(filter, found)
  const hasMany = isByTime(filter) && hasManyAccounts(store, filter.backendId)
  const rows = accountColumns(isByBackend ? joinedByBackend() : joinedAccounts()).where((where) =>
    matchesFilter(where, filter, found, hasMany),
  )
  const page: AccountRow[] = []
  for (const { place, sorted } of stretchesAfter(filter, after)) {
    if (page.length === limit) break
    page.push(
      ...store.all(
        rows
          .where(place)
          .orderBy(sorted)
          .limit(limit - page.length),
      ),
    )
  }
  return page
}

/** Says whether no index has the accounts of each backend in the order. */
function isByTime({ sort }: AccountFilter): boolean {
  return sort === 'passwordChangedAt' || sort === 'lastChangeAt'
}

function hasManyAccounts(store: Store, backendId: string | undefined): boolean {
  if (backendId === undefined) return false
  const some = raw`(SELECT 1 FROM accounts WHERE backend_id = ${backendId} LIMIT ${mostFew + 1})`
  const counted = store.get(raw<{ n: number }>`SELECT count(*) AS n FROM ${some}`.compile(sql))
  return (counted?.n ?? 0) > mostFew
}
