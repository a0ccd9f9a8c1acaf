import type { ServedRule } from '../../../shared/model/served-rules.ts'
import { thresholds } from '../../../shared/model/thresholds.ts'
import {
  builtInRequestRows,
  type BuiltInRequestQuery,
  type BuiltInRequestRow,
  type RequestFactsRow,
} from '../../store/built-in/built-in-requests.ts'
import type { Store } from '../../store/store.ts'

/** Carries a request as it was answered, masked at its source; `at` is UTC. */
export interface ServedEntry {
  at: string
  method: string
  path: string
  httpStatus: number
  durationMs: number
  request: string
  response: string
  /** Holds in JSON what the rules of its system looked at; null where nothing is kept of it. */
  facts: string | null
  rule: ServedRule | null
}

/** Keeps the last 2,000 requests of the built-in backend, outside the audit. */
export interface RequestRing {
  record(entry: ServedEntry): void
  /** Gives entries, newest first. */
  list(query: BuiltInRequestQuery): BuiltInRequestRow[]
  /** Counts the kept requests that each rule answered, the most frequent first. */
  countRules(): { rule: string; count: number }[]
  /** Gives what is kept for the rules of the requests to some paths, newest first. */
  facts(paths: readonly string[]): RequestFactsRow[]
  /** Writes what is still in memory. */
  flush(): void
}

const writtenAtOnce = 100
const writeAfter = 250
const longestPath = 1024

/** Makes the ring of a store; it is written a little later than recorded, so that no request waits for it. */
export function createRequestRing({ store, onWrite }: { store: Store; onWrite: () => void }): RequestRing {
  const rows = builtInRequestRows(store)
  let waiting: ServedEntry[] = []
  let timer: NodeJS.Timeout | undefined
  const write = (most: number): void => {
    clearTimeout(timer)
    timer = undefined
    if (waiting.length === 0) return
    const entries = waiting.slice(0, most)
    waiting = waiting.slice(most)
    const asRow = ({ httpStatus, durationMs, path, ...entry }: ServedEntry) => ({
      ...entry,
      path: path.slice(0, longestPath),
      http_status: httpStatus,
      duration_ms: durationMs,
    })
    rows.append(entries.map(asRow), thresholds.requestsKept)
    onWrite()
    if (waiting.length > 0) later()
  }
  const later = (): void => {
    timer ??= setTimeout(() => {
      write(writtenAtOnce)
    }, writeAfter).unref()
  }
  return {
    record(entry) {
      waiting.push(entry)
      // More at once than the ring holds: the oldest of them would be gone again before anybody sees them.
      if (waiting.length > 2 * thresholds.requestsKept) waiting = waiting.slice(-thresholds.requestsKept)
      later()
    },
    list(query) {
      write(Infinity)
      return rows.list(query)
    },
    countRules() {
      write(Infinity)
      return rows.countRules()
    },
    facts(paths) {
      write(Infinity)
      return rows.facts(paths)
    },
    flush() {
      write(Infinity)
    },
  }
}
