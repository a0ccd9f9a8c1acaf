import { sql as raw } from 'kysely'
import type { AuditAction } from '../../../shared/model/audit-action.ts'
import type { SettledAction } from '../../../shared/model/audit-settled-words.ts'
import { prepareQuery } from '../directory-prepared-query.ts'
import { selectFromEvents } from './event-fields.ts'
import type { Store } from '../store.ts'

/** Carries where a span of the audit begins and where it ends, by sequence; the end is not in it. */
export interface AuditSpan {
  from: number
  to: number
}

/** Finds spans of the audit by time, and counts what is in them; it reads no events but the ends of unknown changes. */
export interface AuditDays {
  /** Gives the spans that begin at the times given (UTC, ascending); the last ends with the newest event. */
  spans(starts: readonly string[]): AuditSpan[]
  /** Counts the events of some actions in a span. */
  count(actions: readonly AuditAction[], span: AuditSpan): number
  /** Counts the ends of unknown changes in a span that an operator decided, without a proof. */
  countDecided(actions: readonly SettledAction[], span: AuditSpan): number
}

const newest = prepareQuery(() => selectFromEvents().select('seq').orderBy('seq', 'desc').limit(1))
const at = prepareQuery((seq: number) =>
  selectFromEvents().select('at').where('seq', '>=', seq).orderBy('seq').limit(1),
)
const inSpan = (action: AuditAction, from: number, to: number) =>
  selectFromEvents()
    .select((of) => of.fn.countAll<number>().as('n'))
    .where('action', '=', action)
    .where('seq', '>=', from)
    .where('seq', '<', to)
const counted = prepareQuery((action: AuditAction, from: number, to: number) => inSpan(action, from, to))
// What cannot be read was changed from outside: it says nothing of a decision.
const countedDecided = prepareQuery((action: AuditAction, from: number, to: number) =>
  inSpan(action, from, to).where(
    raw<boolean>`CASE WHEN json_valid(detail) THEN json_extract(detail, '$.why') = 'operator' END`,
  ),
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
  const count = (query: typeof counted, action: AuditAction, { from, to }: AuditSpan): number => {
    const key = `${query === counted ? '' : 'decided '}${action} ${String(from)} ${String(to)}`
    const known = counts.get(key)
    if (known !== undefined) return known
    const n = store.get(query(action, from, to))?.n ?? 0
    if (to < endOfAudit()) keep(counts, key, n)
    return n
  }

  const sum = (query: typeof counted, actions: readonly AuditAction[], span: AuditSpan): number =>
    span.from === span.to ? 0 : actions.reduce((all, action) => all + count(query, action, span), 0)

  return {
    spans(starts) {
      const end = endOfAudit()
      const places: number[] = []
      for (const start of starts) places.push(firstSince(start, places.at(-1) ?? 1, end))
      return places.map((from, index) => ({ from, to: places[index + 1] ?? end }))
    },
    count: (actions, span) => sum(counted, actions, span),
    countDecided: (actions, span) => sum(countedDecided, actions, span),
  }
}

/** Remembers a figure; begins anew where pages have asked for more than they show. */
function keep(figures: Map<string, number>, key: string, figure: number): void {
  if (figures.size >= mostKept) figures.clear()
  figures.set(key, figure)
}
