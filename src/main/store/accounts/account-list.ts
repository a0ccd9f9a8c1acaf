import { sql as raw } from 'kysely'
import { accountColumns, joinedAccounts, joinedByBackend, type AccountRow } from './account-columns.ts'
import { isInOrder, isSearchAlone, matchesFilter, type AccountFilter } from './account-filter.ts'
import {
  isByTime,
  placeOfAccount,
  stretchesAfter,
  type AccountPlace,
  type SortedPlace,
  type UnsortedPlace,
} from './account-order.ts'
import { accountSearch, type FoundAccounts, type FoundCondition } from './account-search.ts'
import { endOfWay, idsOnTheWay, type WalkQuery } from './account-walk.ts'
import { prepareQuery } from '../directory-prepared-query.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'
import { mostFew } from '../text-index.ts'

/** Says how far an order is walked for a text, so that a page comes at once; for few, if the first stretch shows that. */
const stretches = [2000, 6000] as const
const mostWalked = stretches[0] + stretches[1]
/** Is how many times as many the rest of a walk may well have as its first stretch, for its length. */
const unevenness = 1.5

/** Carries a page of accounts, and the place from which the next one goes on, where there may be one. */
export interface AccountPage {
  rows: AccountRow[]
  /** Is false where the order asked for can't be had at once: the page is then in the order that an index has. */
  isSorted: boolean
  next: AccountPlace | null
}

/**
 * Gives a page of the accounts that a filter asks for, in its order if that can be had at once. A page may be short and
 * lead on. A place of another order says nothing here: the list begins anew.
 */
export function accountPage(
  store: Store,
  filter: AccountFilter,
  after: AccountPlace | undefined,
  limit: number,
): AccountPage {
  const found = findIn(store, filter)
  const place = after?.sort === filter.sort ? after : undefined
  if (!isSearchAlone(filter))
    return sortedPage(filter, readPage(store, filter, found, place, limit + 1), limit)
  if (found === undefined) {
    const all = {
      order: filter,
      after: place,
      where: raw<boolean>`1 = 1`,
      limit: limit + 1,
      steps: limit + 1,
    }
    return sortedPage(filter, rowsOf(store, idsOnTheWay(store, all)), limit)
  }
  if (after?.sort === null) return unsortedPage(store, found, after, limit)
  const ids = found.sorted(filter, place, limit + 1)
  if (ids !== undefined) return sortedPage(filter, rowsOf(store, ids), limit)
  return (
    walkedPage(store, { filter, after: place, limit }, found) ?? unsortedPage(store, found, undefined, limit)
  )
}

/** Gives a page as it is met on the way along an order; undefined where so many are not met at its beginning. */
function walkedPage(
  store: Store,
  { filter, after, limit }: { filter: AccountFilter; after: SortedPlace | undefined; limit: number },
  { areFew, test }: FoundAccounts,
): AccountPage | undefined {
  if (test === undefined) return undefined
  // Only from its beginning can a list be without an order: what came before would come again.
  const mayBeUnsorted = after === undefined && areMoreThan(store, mostWalked)
  const met: string[] = []
  let place = after
  for (const steps of stretches) {
    const way = { order: filter, after: place, where: test, limit: limit + 1 - met.length, steps }
    met.push(...idsOnTheWay(store, way))
    if (met.length > limit) return sortedPage(filter, rowsOf(store, met), limit)
    const isLast = steps === stretches[1]
    if (mayBeUnsorted && (isLast || (areFew && !isPromising(met.length, limit)))) return undefined
    place = endOf(store, way)
    if (place === undefined) break
  }
  return { rows: rowsOf(store, met), isSorted: true, next: place ?? null }
}

function areMoreThan(store: Store, accounts: number): boolean {
  const another = raw<{ one: 1 }>`SELECT 1 AS one FROM accounts LIMIT 1 OFFSET ${accounts}`
  return store.get(another.compile(sql)) !== undefined
}

function endOf(store: Store, way: WalkQuery): SortedPlace | undefined {
  const [cameTo] = rowsOf(store, [endOfWay(store, way) ?? ''])
  return cameTo && placeOfAccount(cameTo, way.order.sort)
}

/** Says whether the rest of a walk may well meet a page, by how many its first stretch met. */
function isPromising(met: number, limit: number): boolean {
  return met * (mostWalked / stretches[0]) * unevenness > limit
}

function sortedPage({ sort }: AccountFilter, rows: AccountRow[], limit: number): AccountPage {
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return { rows: shown, isSorted: true, next: last === undefined ? null : placeOfAccount(last, sort) }
}

function unsortedPage(
  store: Store,
  found: FoundAccounts,
  after: UnsortedPlace | undefined,
  limit: number,
): AccountPage {
  const { ids, next } = found.unsorted(after, limit)
  return { rows: rowsOf(store, ids), isSorted: false, next: next ?? null }
}

const byIds = prepareQuery((ids: string) =>
  accountColumns().where(raw<boolean>`accounts.id IN (SELECT value FROM json_each(${ids}))`),
)

/** Reads accounts by their ids, in the order of these. */
function rowsOf(store: Store, ids: readonly string[]): AccountRow[] {
  const rows = new Map(store.all(byIds(JSON.stringify(ids))).map((row) => [row.id, row]))
  return ids.flatMap((id) => rows.get(id) ?? [])
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

function readPage(
  store: Store,
  filter: AccountFilter,
  found: FoundCondition | undefined,
  after: SortedPlace | undefined,
  limit: number,
): AccountRow[] {
  const isByBackend = filter.sort === 'backend' && isInOrder(filter, found)
  // No index has the accounts of each backend in the order of a time.
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

function hasManyAccounts(store: Store, backendId: string | undefined): boolean {
  if (backendId === undefined) return false
  const some = raw`(SELECT 1 FROM accounts WHERE backend_id = ${backendId} LIMIT ${mostFew + 1})`
  const counted = store.get(raw<{ n: number }>`SELECT count(*) AS n FROM ${some}`.compile(sql))
  return (counted?.n ?? 0) > mostFew
}
