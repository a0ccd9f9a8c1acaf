import { sql as raw } from 'kysely'
import type { ResetSort } from '../../shared/model/listed-resets.ts'
import { resetClosings } from '../../shared/model/reset-case.ts'
import { mostSorted, readStretches } from './list-stretches.ts'
import { resetStretches, standing, standsAs, type LastReset, type ResetOrder } from './reset-order.ts'
import type { ResetRequestsTable } from './reset-schema.ts'
import { sql } from './sql.ts'
import type { Store } from './store.ts'

/** Says which cases are wanted; `show` is a state, or all that are open or closed. */
export interface ResetFilter {
  search?: string | undefined
  show?: string | undefined
}

/** Marks the case that a page ended with, in the order that the page had: a sort, or else a part of the open first. */
export interface ResetPlace {
  order: ResetSort | 'open' | 'closed'
  number: number
}

/** Carries cases, and by what they are sorted; null where the open ones come first, the newest first among them. */
export interface SortedResets {
  rows: ResetRequestsTable[]
  sort: ResetSort | null
}

/** Asks for a page of cases, in an order or with the open ones first. */
export interface ResetQuery {
  filter: ResetFilter
  order: ResetOrder | undefined
  after: ResetPlace | undefined
  limit: number
}

const table = 'reset_requests'
const columns = raw`reset_requests.*`

/** Gives a page of callers' cases; without their order where more are left than can be sorted at once. */
export function resetPage(store: Store, { filter, order, after, limit }: ResetQuery): SortedResets {
  const among = order === undefined ? undefined : amongWhom(store, filter, order)
  if (order === undefined || among === undefined)
    return { rows: openFirst(store, filter, after, limit), sort: null }
  const stretches = resetStretches(order, lastOf(store, order, after), backendsByName(store))
  const where = filter.show === 'closed' ? raw<boolean>`closed_at IS NOT NULL` : raw<boolean>`1 = 1`
  return { rows: readStretches(store, { table, columns, stretches, among, where, limit }), sort: order.sort }
}

/** Gives the few that a filter leaves; null where an order is walked over all, undefined where it cannot be given. */
function amongWhom(
  store: Store,
  { search = '', show }: ResetFilter,
  order: ResetOrder,
): number[] | null | undefined {
  const isWhole = search.trim() === '' && (show === undefined || show === 'closed')
  // The open ones are passed over where the closed are wanted, and read where their states are: few in either case.
  const mayBeMany = show === 'closed' || order.sort === 'state'
  if (isWhole) return mayBeMany && placesOf(store, { show: 'open' }).length > mostSorted ? undefined : null
  const found = placesOf(store, { search, show })
  return found.length > mostSorted ? undefined : found
}

/** Gives the places in the table of those that match, one more at most than can be sorted at once. */
function placesOf(store: Store, filter: ResetFilter): number[] {
  const found = matching(filter).select(raw<number>`reset_requests.rowid`.as('place'))
  return store.all(found.limit(mostSorted + 1)).map(({ place }) => place)
}

function lastOf(store: Store, { sort }: ResetOrder, after: ResetPlace | undefined): LastReset | undefined {
  if (after?.order !== sort) return undefined
  return store.get(
    sql
      .selectFrom(table)
      .select(['number', 'account', 'ticket', 'opened_at', 'backend_id', standing.as('standing')])
      .where('number', '=', after.number),
  )
}

function backendsByName(store: Store): string[] {
  const { compare } = new Intl.Collator('zh-CN', { numeric: true, sensitivity: 'base' })
  return store
    .all(sql.selectFrom('backends').select(['id', 'name']))
    .toSorted((one, other) => compare(one.name, other.name))
    .map(({ id }) => id)
}

function openFirst(
  store: Store,
  filter: ResetFilter,
  after: ResetPlace | undefined,
  limit: number,
): ResetRequestsTable[] {
  const part = (isClosed: boolean, most: number): ResetRequestsTable[] => {
    if (most <= 0 || filter.show === (isClosed ? 'open' : 'closed')) return []
    const newest = matching(filter)
      .selectAll()
      .where('closed_at', isClosed ? 'is not' : 'is', null)
      .orderBy('number', 'desc')
      .limit(most)
    const isHere = after?.order === (isClosed ? 'closed' : 'open')
    return store.all(isHere ? newest.where('number', '<', after.number) : newest)
  }
  const isClosed = after?.order === 'closed' || resetClosings.some((state) => state === filter.show)
  const open = isClosed ? [] : part(false, limit)
  return [...open, ...part(true, limit - open.length)]
}

function matching({ search = '', show }: ResetFilter) {
  let query = sql.selectFrom(table)
  if (show === 'open' || show === 'closed')
    query = query.where('closed_at', show === 'open' ? 'is' : 'is not', null)
  else if (show !== undefined) query = query.where(standsAs(show))
  const text = search.trim().toLowerCase()
  if (text === '') return query
  const places = raw<string>`lower(account || char(10) || uid || char(10) || nickname || char(10) || caller || char(10) || ticket || char(10) || '#' || number)`
  return query.where(raw<boolean>`instr(${places}, ${text}) > 0`)
}
