import { sql as raw } from 'kysely'
import type { OutcomeStatus } from '../../../shared/model/outcome.ts'
import type { Operation } from '../../../shared/model/systems.ts'
import type { ExchangesTable } from '../schema/credential-schema.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

/** Carries one answer with what of its outcome says how the flags of a console are set. */
export interface AnswerRow extends Pick<ExchangesTable, 'at' | 'operation'> {
  id: number
  status: OutcomeStatus
  /** Lists where the answer departs from its document (JSON). */
  drift: string
  /** Give the address and the body of the request, masked; null where nothing was sent. */
  url: string | null
  requestBody: string | null
}

const part = (path: string) => raw<string | null>`json_extract(outcome, ${raw.lit(path)})`

/** Gives the answers of some operations among the newest exchanges with a backend, newest first. */
export function newestAnswers(
  store: Store,
  backendId: string,
  operations: readonly Operation[],
  among: number,
): AnswerRow[] {
  const newest = sql
    .selectFrom('exchanges')
    .select(['id', 'at', 'operation', 'status', 'outcome'])
    .where('backend_id', '=', backendId)
    .orderBy('id', 'desc')
    .limit(among)
  // SQLite takes the few parts out of each outcome much faster than all of them could be parsed here.
  return store.all(
    sql
      .selectFrom(newest.as('newest'))
      .select(['id', 'at', 'operation', 'status'])
      .select([
        raw<string>`outcome -> '$.drift'`.as('drift'),
        part('$.exchange.url').as('url'),
        part('$.exchange.requestBody').as('requestBody'),
      ])
      .where('operation', 'in', operations)
      .orderBy('id', 'desc'),
  )
}
