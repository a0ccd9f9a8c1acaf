import type { SentExchange } from '../../../shared/contract/exchanges.ts'
import type { ContradictionId } from '../../../shared/model/contradictions.ts'
import { contradictionsMet } from '../../../shared/model/contradictions-met.ts'
import { exchangeSorts, type ExchangeSort } from '../../../shared/model/listed-exchanges.ts'
import { outcomeSchema, type Outcome } from '../../../shared/model/outcome.ts'
import { Problem } from '../../../shared/model/problems.ts'
import { exchangeRows, type ExchangeFilter, type ExchangeSummary } from '../../store/backends/exchanges.ts'
import type { SentRequest } from './exchange-log.ts'
import type { OpenDesk } from '../open-desk.ts'

/** Sends one request by one of the clients and records what became of it; gives what the client gave. */
export async function sendRecorded<Result extends { outcome: Outcome }>(
  desk: OpenDesk,
  about: Omit<SentRequest, 'outcome'>,
  send: () => Promise<Result>,
): Promise<Result> {
  const result = await send()
  desk.exchangeLog.record({ ...about, outcome: result.outcome })
  return result
}

/** Gives the use cases of the record of exchanges over a desk whose store is open when they are called. */
export function exchangesOf(need: () => OpenDesk) {
  return {
    list: (query: ExchangeQuery) => listExchanges(need(), query),
    get: (id: number) => getExchange(need(), id),
  }
}

interface ExchangeQuery extends ExchangeFilter {
  /** Is the order in which requests ended where nothing else is said, the newest first. */
  sort?: ExchangeSort | undefined
  descending?: boolean | undefined
  cursor?: string | undefined
  limit: number
}

function listExchanges(desk: OpenDesk, query: ExchangeQuery) {
  const { sort: asked = 'at', descending = true, cursor, limit, ...filter } = query
  desk.exchangeLog.flush()
  const selection = { ...filter, sort: asked, descending, after: placeOf(cursor) }
  const { rows: found, sort } = exchangeRows(desk.store).page(selection, limit + 1)
  const rows = found.slice(0, limit).map(sentExchange)
  const last = found.length > limit ? rows.at(-1) : undefined
  return {
    rows,
    sort,
    nextCursor: last === undefined ? null : `${sort}.${String(last.id)}`,
    readAt: desk.timestamp(),
  }
}

function placeOf(cursor: string | undefined): { id: number; sort: ExchangeSort } | undefined {
  const [, order, id] = /^([a-z]+)\.(\d{1,15})$/.exec(cursor ?? '') ?? []
  const sort = exchangeSorts.find((one) => one === order)
  return sort === undefined ? undefined : { id: Number(id), sort }
}

function getExchange(
  desk: OpenDesk,
  id: number,
): SentExchange & { outcome: Outcome; contradictions: ContradictionId[] } {
  desk.exchangeLog.flush()
  const row = exchangeRows(desk.store).get(id)
  if (row === undefined) throw new Problem('NOT_FOUND', { what: 'exchange' })
  const outcome = outcomeSchema.parse(JSON.parse(row.outcome))
  return { ...sentExchange(row), outcome, contradictions: contradictionsMet(outcome).map((met) => met.id) }
}

function sentExchange(row: ExchangeSummary): SentExchange {
  const { id, at, operator, purpose, operation, target, status, reason } = row
  return {
    id,
    at,
    operator,
    purpose,
    operation,
    target,
    status,
    reason,
    backend: { id: row.backend_id, name: row.backend_name },
    httpStatus: row.http_status,
    durationMs: row.duration_ms,
    changeId: row.change_id,
  }
}
