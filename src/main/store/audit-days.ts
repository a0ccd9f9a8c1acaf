import type { AuditAction } from '../../shared/model/audit-action.ts'
import { prepareQuery } from './directory-prepared-query.ts'
import { sql } from './sql.ts'
import type { Store } from './store.ts'

/** Carries where a span of the audit begins and where it ends, by sequence; the end is not in it. */
export interface AuditSpan {
  from: number
  to: number
}

/** Finds spans of the audit by time, and counts what is in them, without reading the events. */
export interface AuditDays {
  /** Gives the spans that begin at the times given (UTC, ascending); the last ends with the newest event. */
  spans(starts: readonly string[]): AuditSpan[]
  /** Counts the events of some actions in a span. */
  count(actions: readonly AuditAction[], span: AuditSpan): number
}

const newest = prepareQuery(() =>
  sql.selectFrom('audit_events').select('seq').orderBy('seq', 'desc').limit(1),
)
const at = prepareQuery((seq: number) =>
  sql.selectFrom('audit_events').select('at').where('seq', '>=', seq).orderBy('seq').limit(1),
)
const counted = prepareQuery((action: AuditAction, from: number, to: number) =>
  sql
    .selectFrom('audit_events')
    .select((of) => of.fn.countAll<number>().as('n'))
    .where('action', '=', action)
    .where('seq', '>=', from)
    .where('seq', '<', to),
)

const mostKept = 5_000

/**
 * Makes the reading of the audit by days. Events stand in the order of their times, so that the first of a day is
 * found by halving; where the clock was once set back, a day can be off by what was written meanwhile. What lies before
 * the newest event never changes: where a day began, and what was counted between two such places, is remembered.
 */
export function createAuditDays(store: Store): AuditDays {
  const begins = new Map<string, number>()
  const counts = new Map<string, number>()
  const endOfAudit = (): number => (store.get(newest())?.seq ?? 0) + 1

  const firstSince = (time: string, least: number, end: number): number => {
    const known = begins.get(time)
    if (known !== undefined) return Math.max(known, least)
    let low = least
    let high = end
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if ((store.get(at(middle))?.at ?? time) < time) low = middle + 1
      else high = middle
    }
    if (low < end) keep(begins, time, low)
    return low
  }
  const count = (action: AuditAction, from: number, to: number): number => {
    const key = `${action} ${String(from)} ${String(to)}`
    const known = counts.get(key)
    if (known !== undefined) return known
    const n = store.get(counted(action, from, to))?.n ?? 0
    if (to < endOfAudit()) keep(counts, key, n)
    return n
  }

  return {
    spans(starts) {
      const end = endOfAudit()
      const places: number[] = []
      for (const start of starts) places.push(firstSince(start, places.at(-1) ?? 1, end))
      return places.map((from, index) => ({ from, to: places[index + 1] ?? end }))
    },
    count(actions, { from, to }) {
      return from === to ? 0 : actions.reduce((sum, action) => sum + count(action, from, to), 0)
    },
  }
}

/** Remembers a figure; begins anew where pages have asked for more than they show. */
function keep(figures: Map<string, number>, key: string, figure: number): void {
  if (figures.size >= mostKept) figures.clear()
  figures.set(key, figure)
}
