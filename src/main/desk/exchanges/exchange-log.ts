import type { ExchangePurpose } from '../../../shared/model/exchange-purpose.ts'
import type { Outcome } from '../../../shared/model/outcome.ts'
import { backendRows } from '../../store/backends/backends.ts'
import { exchangeRows } from '../../store/backends/exchanges.ts'
import type { Store } from '../../store/store.ts'
import { noteContradictions } from './note-contradictions.ts'

/** Says of a request that was sent who sent it, what for, and to whom; its outcome is masked already. */
export interface SentRequest {
  purpose: ExchangePurpose
  /** Names the operator, or `desk` for the program itself. */
  operator: string
  backendId: string
  /** Names whom it is about: an account or a user. */
  target: string
  changeId?: string | null | undefined
  outcome: Outcome
  /** Says when it ended (UTC), where that is not now. */
  at?: string | undefined
}

/** Writes the record of the requests that the desk sent. What our own checks refused was not sent, and has no record. */
export interface ExchangeLog {
  /**
   * Records a request with the contradictions that its answer meets: in the open transaction where there is one, else
   * in its own.
   */
  record(sent: SentRequest): void
  /** Records, a moment later, a request whose outcome its change carries already: no change waits for its record. */
  recordLater(sent: SentRequest): void
  /** Writes what is still in memory; whoever reads the record asks for this first. */
  flush(): void
}

/** Carries a request with its place in the record and when it ended. */
type Noted = SentRequest & { id: number; at: string }

const writtenAtOnce = 50
const writeAfter = 250

/** Makes the log of a store; `onWrite` hears of each writing, `report` of one that failed. */
export function createExchangeLog(parts: {
  store: Store
  timestamp: () => string
  onWrite: () => void
  report: (error: unknown) => void
}): ExchangeLog {
  const { store, timestamp, onWrite, report } = parts
  const rows = exchangeRows(store)
  // Given out here, so that what is written later still stands where it belongs.
  let lastId = rows.lastId()
  let waiting: Noted[] = []
  let timer: NodeJS.Timeout | undefined

  const note = (sent: SentRequest): Noted => ({ ...sent, id: ++lastId, at: sent.at ?? timestamp() })
  const insert = (noted: readonly Noted[]): void => {
    const ids = new Set(noted.map(({ backendId }) => backendId))
    const names = new Map([...ids].map((id) => [id, backendRows(store).get(id)?.name]))
    for (const one of noted) {
      rows.insert(exchangeRow(one, names.get(one.backendId)))
      noteContradictions(store, one)
    }
  }
  const flush = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (waiting.length === 0) return
    store.transaction(() => {
      insert(waiting)
    })
    waiting = []
    onWrite()
  }
  const flushLater = (): void => {
    timer ??= setTimeout(flushOrKeep, writeAfter).unref()
  }
  // The changes stand without it: what cannot be written now stays in memory and is tried again.
  const flushOrKeep = (): void => {
    try {
      flush()
    } catch (error) {
      report(error)
      flushLater()
    }
  }
  return {
    record(sent) {
      if (sent.outcome.status === 'refused') return
      store.transaction(() => {
        insert([note(sent)])
      })
      onWrite()
    },
    recordLater(sent) {
      if (sent.outcome.status === 'refused') return
      waiting.push(note(sent))
      if (waiting.length >= writtenAtOnce) flushOrKeep()
      else flushLater()
    },
    flush,
  }
}

function exchangeRow(noted: Noted, backendName = noted.backendId) {
  const { id, at, operator, purpose, target, outcome, backendId, changeId = null } = noted
  return {
    id,
    at,
    operator,
    purpose,
    backend_id: backendId,
    backend_name: backendName,
    operation: outcome.operation,
    target,
    status: outcome.status,
    reason: outcome.reason,
    http_status: outcome.wire?.httpStatus ?? null,
    duration_ms: Math.round(outcome.exchange?.durationMs ?? 0),
    change_id: changeId,
    outcome: JSON.stringify(outcome),
  }
}
