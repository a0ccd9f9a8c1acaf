import { sql as raw, type Insertable, type SelectQueryBuilder } from 'kysely'
import type { ExchangeSort } from '../../../shared/model/listed-exchanges.ts'
import type { OutcomeStatus } from '../../../shared/model/outcome.ts'
import type { Operation } from '../../../shared/model/systems.ts'
import type { ExchangesTable } from '../schema/credential-schema.ts'
import { exchangeStretches } from './exchange-order.ts'
import { mostSorted, readStretches } from '../list-stretches.ts'
import { prepareColumns } from '../prepared-columns.ts'
import type { Schema } from '../schema/schema.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

/** Carries an exchange as a list shows it, without its outcome. */
export type ExchangeSummary = Omit<ExchangesTable, 'id' | 'outcome'> & { id: number }

/** Carries an exchange with its outcome (JSON). */
export type ExchangeRow = ExchangeSummary & { outcome: string }

/** Says which exchanges are wanted; times are UTC, `search` looks for a part of the target. */
export interface ExchangeFilter {
  backendId?: string | undefined
  status?: OutcomeStatus | undefined
  operation?: Operation | undefined
  purpose?: ExchangesTable['purpose'] | undefined
  changeId?: string | undefined
  from?: string | undefined
  to?: string | undefined
  search?: string | undefined
}

/** Says which exchanges are wanted, in which order, and after which one of a page before, sorted as that was. */
export interface ExchangeSelection extends ExchangeFilter {
  sort: ExchangeSort
  descending: boolean
  after?: { id: number; sort: ExchangeSort } | undefined
}

/** Carries exchanges, and by what they are sorted. */
export interface SortedExchanges {
  rows: ExchangeSummary[]
  sort: ExchangeSort
}

/** Reads and writes the record of the requests that the desk sent. */
export interface ExchangeRows {
  insert(row: Insertable<ExchangesTable>): void
  /** Gives the highest id that a row ever had; 0 where there was none. */
  lastId(): number
  /** Says whether a change's request that ended so (JSON) has its record. */
  hasOutcome(changeId: string, outcome: string): boolean
  get(id: number): ExchangeRow | undefined
  /** Gives exchanges before an id, newest first. */
  list(filter: ExchangeFilter, before: number | undefined, limit: number): ExchangeSummary[]
  /**
   * Gives exchanges in an order, of all or of few; where more than few are left by a filter, the newest first. Where the
   * one of the page before is gone, and its place with it, it begins anew.
   */
  page(selection: ExchangeSelection, limit: number): SortedExchanges
  /** Deletes the oldest exchanges of before a time, at most `limit`; gives how many there were. */
  purge(before: string, limit: number): number
}

const table = 'exchanges'
const summary = [
  'id',
  'at',
  'operator',
  'purpose',
  'backend_id',
  'backend_name',
  'operation',
  'target',
  'status',
  'reason',
  'http_status',
  'duration_ms',
  'change_id',
] as const

const columns = raw.join(summary.map((column) => raw.ref(column)))

const insert = prepareColumns((row: Insertable<ExchangesTable>) => sql.insertInto(table).values(row))

const lastId = raw<{ seq: number }>`SELECT seq FROM sqlite_sequence WHERE name = ${raw.lit(table)}`.compile(
  sql,
)

/** Makes the repository of exchanges. */
export function exchangeRows(store: Store): ExchangeRows {
  const inTime = (filter: ExchangeFilter, descending: boolean, after: number | undefined, limit: number) => {
    const found = matching(filter)
      .select(summary)
      .orderBy('id', descending ? 'desc' : 'asc')
      .limit(limit)
    return store.all(after === undefined ? found : found.where('id', descending ? '<' : '>', after))
  }
  const get = (id: number) => store.get(sql.selectFrom(table).selectAll().where('id', '=', id))
  /** Gives the few that a filter leaves, null where it leaves all, undefined where they are too many to be sorted. */
  const few = (filter: ExchangeFilter): number[] | null | undefined => {
    if (!isNarrowed(filter)) return null
    const found = matching(filter).select('id')
    const ids = store.all(found.limit(mostSorted + 1)).map(({ id }) => id)
    return ids.length > mostSorted ? undefined : ids
  }
  return {
    insert(row) {
      store.run(insert(row))
    },
    lastId: () => store.get(lastId)?.seq ?? 0,
    hasOutcome: (changeId, outcome) =>
      store.get(
        sql
          .selectFrom(table)
          .select('id')
          .where('change_id', '=', changeId)
          .where('outcome', '=', outcome)
          .limit(1),
      ) !== undefined,
    get,
    list: (filter, before, limit) => inTime(filter, true, before, limit),
    page({ sort, descending, after, ...filter }, limit) {
      const lastOf = (order: ExchangeSort) => (after?.sort === order ? after.id : undefined)
      const byTime = (newestFirst: boolean): SortedExchanges => ({
        rows: inTime(filter, newestFirst, lastOf('at'), limit),
        sort: 'at',
      })
      // A text that few have is found sooner in the index of what it is looked for in than on the way through time.
      if (sort === 'at' && !isSearched(filter)) return byTime(descending)
      const among = few(filter)
      if (among === undefined) return byTime(sort === 'at' ? descending : true)
      const stretches = exchangeStretches({ sort, descending }, get(lastOf(sort) ?? 0))
      return {
        rows: readStretches<ExchangeSummary>(store, { table, columns, stretches, among, limit }),
        sort,
      }
    },
    purge: (before, limit) =>
      store.run(
        sql.deleteFrom(table).where('id', 'in', (from) =>
          // By time and not by id: a clock that was set back must not keep what came before it.
          from.selectFrom(table).select('id').where('at', '<', before).orderBy('at').limit(limit),
        ),
      ),
  }
}

function isSearched({ search = '' }: ExchangeFilter): boolean {
  return search.trim() !== ''
}

function isNarrowed({ search, ...others }: ExchangeFilter): boolean {
  return isSearched({ search }) || Object.values(others).some((one) => one !== undefined)
}

function matching(filter: ExchangeFilter): SelectQueryBuilder<Schema, typeof table, object> {
  let query: SelectQueryBuilder<Schema, typeof table, object> = sql.selectFrom(table)
  if (filter.backendId !== undefined) query = query.where('backend_id', '=', filter.backendId)
  if (filter.status !== undefined) query = query.where('status', '=', filter.status)
  if (filter.operation !== undefined) query = query.where('operation', '=', filter.operation)
  if (filter.purpose !== undefined) query = query.where('purpose', '=', filter.purpose)
  if (filter.changeId !== undefined) query = query.where('change_id', '=', filter.changeId)
  if (filter.from !== undefined) query = query.where('at', '>=', filter.from)
  if (filter.to !== undefined) query = query.where('at', '<', filter.to)
  const search = filter.search?.trim().toLowerCase() ?? ''
  return search === '' ? query : query.where(raw<boolean>`instr(lower(target), ${search}) > 0`)
}
