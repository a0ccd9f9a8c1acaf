import { sql as raw, type RawBuilder } from 'kysely'
import type { ResetSort } from '../../../shared/model/listed-resets.ts'
import { resetClosings } from '../../../shared/model/reset-case.ts'
import { mostSorted, readStretches } from '../list-stretches.ts'
import { resetStretches, standing, standsAs, type LastReset, type ResetOrder } from './reset-order.ts'
import type { ResetRequestsTable } from '../schema/reset-schema.ts'
import { findResets, type FoundResets } from './reset-search.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

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
  /** Is the place from which the next page goes on, where there may be one: a page may be short, or empty, and lead on. */
  next: ResetPlace | null
}

/** Asks for a page of cases, in an order or with the open ones first. */
export interface ResetQuery {
  filter: ResetFilter
  order: ResetOrder | undefined
  after: ResetPlace | undefined
  limit: number
}

/** Says which cases are wanted, with where a text is found if one is looked for. */
interface Wanted {
  show: string | undefined
  found: FoundResets | undefined
}

const table = 'reset_requests'
const columns = raw`reset_requests.*`

/** Gives a page of callers' cases; without their order where more are left than can be sorted at once. */
export function resetPage(store: Store, { filter, order, after, limit }: ResetQuery): SortedResets {
  const text = filter.search?.trim() ?? ''
  const wanted = { show: filter.show, found: text === '' ? undefined : findResets(store, text) }
  const among = order === undefined ? undefined : amongWhom(store, wanted, order)
  if (order === undefined || among === undefined) return openFirst(store, wanted, after, limit)
  const stretches = resetStretches(order, lastOf(store, order, after), backendsByName(store))
  const where = filter.show === 'closed' ? raw<boolean>`closed_at IS NOT NULL` : raw<boolean>`1 = 1`
  const query = { table, columns, stretches, among, where, limit: limit + 1 }
  const rows = readStretches<ResetRequestsTable>(store, query)
  return pageOf(rows, limit, ({ number }) => ({ order: order.sort, number }), order.sort)
}

function pageOf(
  rows: ResetRequestsTable[],
  limit: number,
  placeOf: (row: ResetRequestsTable) => ResetPlace,
  sort: ResetSort | null,
): SortedResets {
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return { rows: shown, sort, next: last === undefined ? null : placeOf(last) }
}

/** Gives the few that a filter leaves; null where an order is walked over all, undefined where it cannot be given. */
function amongWhom(store: Store, wanted: Wanted, order: ResetOrder): number[] | null | undefined {
  const { show, found } = wanted
  const isWhole = found === undefined && (show === undefined || show === 'closed')
  // The open ones are passed over where the closed are wanted, and read where their states are: few in either case.
  const mayBeMany = show === 'closed' || order.sort === 'state'
  if (isWhole) {
    const open = { show: 'open', found: undefined }
    return mayBeMany && placesOf(store, open).length > mostSorted ? undefined : null
  }
  if (found !== undefined && found.few === undefined && show !== 'unknown' && mayBeClosed(show))
    return undefined
  const places = placesOf(store, wanted)
  return places.length > mostSorted ? undefined : places
}

/** Says whether a closed case may be among those that are shown: one that was given up may have left its change open. */
function mayBeClosed(show: string | undefined): boolean {
  return show === undefined || show === 'closed' || show === 'unknown' || isClosing(show)
}

function isClosing(show: string | undefined): boolean {
  return resetClosings.some((state) => state === show)
}

/** Gives the places in the table of those that match, one more at most than can be sorted at once. */
function placesOf(store: Store, wanted: Wanted): number[] {
  const found = raw<{ place: number }>`SELECT reset_requests.rowid AS place FROM ${sourceOf(wanted)}
    WHERE ${isWanted(wanted)} LIMIT ${mostSorted + 1}`
  return store.all(found.compile(sql)).map(({ place }) => place)
}

function sourceOf({ found }: Wanted): RawBuilder<unknown> {
  return found?.few === undefined
    ? raw`reset_requests`
    : raw`${found.few} AS found CROSS JOIN reset_requests ON reset_requests.number = found.num`
}

function isWanted({ show, found }: Wanted): RawBuilder<boolean> {
  return raw`${isShown(show)} AND ${found?.holds ?? raw`1 = 1`}`
}

function isShown(show: string | undefined): RawBuilder<boolean> {
  if (show === undefined) return raw`1 = 1`
  if (show === 'open') return raw`closed_at IS NULL`
  return show === 'closed' ? raw`closed_at IS NOT NULL` : standsAs(show)
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

function openFirst(store: Store, wanted: Wanted, after: ResetPlace | undefined, limit: number): SortedResets {
  const { show, found } = wanted
  const part = (isClosed: boolean, most: number): ResetRequestsTable[] => {
    const before = after?.order === (isClosed ? 'closed' : 'open') ? after.number : undefined
    const isBefore = before === undefined ? raw`1 = 1` : raw`reset_requests.number < ${before}`
    return store.all(
      raw<ResetRequestsTable>`SELECT ${columns} FROM ${sourceOf(wanted)}
        WHERE ${isWanted(wanted)} AND closed_at IS ${raw.raw(isClosed ? 'NOT NULL' : 'NULL')} AND ${isBefore}
        ORDER BY reset_requests.number DESC LIMIT ${most}`.compile(sql),
    )
  }
  const hasOpen = after?.order !== 'closed' && show !== 'closed' && !isClosing(show)
  const open = hasOpen ? part(false, limit + 1) : []
  const placeOf = ({ number, closed_at }: ResetRequestsTable): ResetPlace => ({
    order: closed_at === null ? 'open' : 'closed',
    number,
  })
  if (open.length > limit || !mayBeClosed(show)) return pageOf(open, limit, placeOf, null)
  const most = limit + 1 - open.length
  if (found === undefined || found.few !== undefined)
    return pageOf([...open, ...part(true, most)], limit, placeOf, null)
  const closed = closedAmongMany(store, { show, found }, after, most)
  const page = pageOf([...open, ...closed.rows], limit, placeOf, null)
  return { ...page, next: page.next ?? closed.lookedTo }
}

/** Gives closed cases in which a common text occurs, the newest first, and up to which it looked where it did not end. */
function closedAmongMany(
  store: Store,
  { show, found }: { show: string | undefined; found: FoundResets },
  after: ResetPlace | undefined,
  most: number,
): { rows: ResetRequestsTable[]; lookedTo: ResetPlace | null } {
  const looked = found.newest(after?.order === 'closed' ? after.number : undefined)
  const rows = store.all(
    raw<ResetRequestsTable>`SELECT ${columns} FROM ${looked} AS looked
      CROSS JOIN reset_requests ON reset_requests.number = looked.num
      WHERE ${isWanted({ show, found })} AND closed_at IS NOT NULL LIMIT ${most}`.compile(sql),
  )
  if (rows.length === most) return { rows, lookedTo: null }
  const end = store.get(
    raw<{ n: number; last: number }>`SELECT count(*) AS n, min(num) AS last FROM ${looked}`.compile(sql),
  )
  return { rows, lookedTo: end?.n === found.mostLooked ? { order: 'closed', number: end.last } : null }
}
