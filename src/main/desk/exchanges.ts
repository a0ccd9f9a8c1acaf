import type { SentExchange } from '../../shared/contract/exchanges.ts'
import type { ContradictionId } from '../../shared/model/contradictions.ts'
import { contradictionsMet } from '../../shared/model/contradictions-met.ts'
import { outcomeSchema, type Outcome } from '../../shared/model/outcome.ts'
import { Problem } from '../../shared/model/problems.ts'
import { exchangeRows, type ExchangeFilter, type ExchangeSummary } from '../store/exchanges.ts'
import type { SentRequest } from './exchange-log.ts'
import type { OpenDesk } from './open-desk.ts'

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
  before?: number | undefined
  limit: number
}

function listExchanges(desk: OpenDesk, { before, limit, ...filter }: ExchangeQuery) {
  desk.exchangeLog.flush()
  const found = exchangeRows(desk.store).list(filter, before, limit + 1)
  const rows = found.slice(0, limit).map(sentExchange)
  return {
    rows,
    nextBefore: found.length > limit ? (rows.at(-1)?.id ?? null) : null,
    readAt: desk.timestamp(),
  }
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
