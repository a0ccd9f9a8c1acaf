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

/**
 * Makes the reading of the audit by days. Events stand in the order of their times, so that the first of a day is
 * found by halving; where the clock was once set back, a day can be off by what was written meanwhile.
 */
export function auditDays(store: Store): AuditDays {
  const end = (store.get(newest())?.seq ?? 0) + 1
  const firstSince = (time: string, least: number): number => {
    let low = least
    let high = end
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if ((store.get(at(middle))?.at ?? time) < time) low = middle + 1
      else high = middle
    }
    return low
  }
  return {
    spans(starts) {
      const places: number[] = []
      for (const start of starts) places.push(firstSince(start, places.at(-1) ?? 1))
      return places.map((from, index) => ({ from, to: places[index + 1] ?? end }))
    },
    count: (actions, { from, to }) =>
      from === to
        ? 0
        : actions.reduce((sum, action) => sum + (store.get(counted(action, from, to))?.n ?? 0), 0),
  }
}
