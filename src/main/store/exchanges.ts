import { sql as raw, type Insertable, type SelectQueryBuilder } from 'kysely'
import type { OutcomeStatus } from '../../shared/model/outcome.ts'
import type { Operation } from '../../shared/model/systems.ts'
import type { ExchangesTable } from './credential-schema.ts'
import { prepareColumns } from './prepared-columns.ts'
import type { Schema } from './schema.ts'
import { sql } from './sql.ts'
import type { Store } from './store.ts'

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

const insert = prepareColumns((row: Insertable<ExchangesTable>) => sql.insertInto(table).values(row))

const lastId = raw<{ seq: number }>`SELECT seq FROM sqlite_sequence WHERE name = ${raw.lit(table)}`.compile(
  sql,
)

/** Makes the repository of exchanges. */
export function exchangeRows(store: Store): ExchangeRows {
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
    get: (id) => store.get(sql.selectFrom(table).selectAll().where('id', '=', id)),
    list(filter, before, limit) {
      const latest = matching(filter).select(summary).orderBy('id', 'desc').limit(limit)
      return store.all(before === undefined ? latest : latest.where('id', '<', before))
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
