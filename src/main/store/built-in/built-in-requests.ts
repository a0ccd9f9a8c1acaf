import type { Insertable } from 'kysely'
import type { BuiltInRequestsTable } from '../schema/built-in-schema.ts'
import { prepareQuery } from '../directory-prepared-query.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

/** Carries a stored request. */
export type BuiltInRequestRow = Omit<BuiltInRequestsTable, 'id'> & { id: number }

/** Carries what is kept of a request for the rules of its system; null where nothing is. */
export type RequestFactsRow = Pick<BuiltInRequestRow, 'id' | 'at' | 'facts'>

/** Asks for some requests, newest first: of one rule, and of those before an id, where these are given. */
export interface BuiltInRequestQuery {
  before?: number | undefined
  rule?: string | undefined
  limit: number
}

/** Reads and writes the last requests of the built-in backend. */
export interface BuiltInRequestRows {
  /** Gives requests, newest first. */
  list(query: BuiltInRequestQuery): BuiltInRequestRow[]
  /** Counts the requests that each rule answered, the most frequent first. */
  countRules(): { rule: string; count: number }[]
  /** Puts requests in, and keeps of all only the newest `kept`, in one transaction. */
  append(rows: readonly Insertable<BuiltInRequestsTable>[], kept: number): void
  /** Gives what is kept for the rules of the requests to some paths, newest first. */
  facts(paths: readonly string[]): RequestFactsRow[]
}

const table = 'built_in_requests'
const insert = prepareQuery(
  (
    at: string,
    method: string,
    path: string,
    http_status: number,
    duration_ms: number,
    request: string,
    response: string,
    facts: string | null,
    rule: string | null,
  ) =>
    sql
      .insertInto(table)
      .values({ at, method, path, http_status, duration_ms, request, response, facts, rule }),
)
const newest = prepareQuery(() => sql.selectFrom(table).select((of) => of.fn.max('id').as('id')))
const deleteUpTo = prepareQuery((id: number) => sql.deleteFrom(table).where('id', '<=', id))

/** Makes the repository of the built-in backend's last requests. */
export function builtInRequestRows(store: Store): BuiltInRequestRows {
  return {
    list({ before, rule, limit }) {
      const latest = sql.selectFrom(table).selectAll().orderBy('id', 'desc').limit(limit)
      const older = before === undefined ? latest : latest.where('id', '<', before)
      return store.all(rule === undefined ? older : older.where('rule', '=', rule))
    },
    countRules: () =>
      store.all(
        sql
          .selectFrom(table)
          .select((of) => ['rule', of.fn.countAll<number>().as('count')])
          .where('rule', 'is not', null)
          .$narrowType<{ rule: string }>()
          .groupBy('rule')
          .orderBy('count', 'desc')
          .orderBy('rule'),
      ),
    append(rows, kept) {
      store.transaction(() => {
        for (const { at, method, path, http_status, duration_ms, request, response, ...known } of rows) {
          const { facts = null, rule = null } = known
          store.run(insert(at, method, path, http_status, duration_ms, request, response, facts, rule))
        }
        store.run(deleteUpTo((store.get(newest())?.id ?? 0) - kept))
      })
    },
    facts: (paths) =>
      store.all(
        sql.selectFrom(table).select(['id', 'at', 'facts']).where('path', 'in', paths).orderBy('id', 'desc'),
      ),
  }
}
