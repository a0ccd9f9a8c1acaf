import type Database from 'better-sqlite3'
import { cellText, type RawEvent } from './raw-event.ts'

/** Says which events are wanted; `from` and `to` are UTC as the store writes it, `to` is not included. */
export interface EventFilter {
  from?: string | undefined
  to?: string | undefined
  actor?: string | undefined
  action?: string | undefined
  /** Is a part of the target, whatever its case. */
  target?: string | undefined
}

/** Says from which end events are read, and how many of them at most. */
export interface EventOrder {
  newestFirst: boolean
  limit?: number | undefined
}

const batch = 500
const columns = 'seq, at, actor, action, target, result, detail, prev_hash, hash'

/** Gives the events that a filter lets through, in batches from the table, so that never all are held at once. */
export function* readEvents(
  db: Database.Database,
  filter: EventFilter,
  { newestFirst, limit = Infinity }: EventOrder,
): Generator<RawEvent, void> {
  const passes = passing(filter)
  const first = db.prepare(
    `SELECT ${columns} FROM audit_events NOT INDEXED ORDER BY seq ${newestFirst ? 'DESC' : ''} LIMIT ${batch}`,
  )
  const after = db.prepare(
    `SELECT ${columns} FROM audit_events NOT INDEXED
     WHERE seq ${newestFirst ? '< ? ORDER BY seq DESC' : '> ? ORDER BY seq'} LIMIT ${batch}`,
  )
  let given = 0
  let place: number | null = null
  for (;;) {
    const rows = (place === null ? first.raw().all() : after.raw().all(place)) as RawEvent[]
    for (const row of rows) {
      if (given >= limit) return
      if (!passes(row)) continue
      given++
      yield row
    }
    const last = rows.at(-1)?.[0]
    if (last === undefined || last === place) return
    place = last
  }
}

function passing({ from, to, actor, action, target }: EventFilter): (event: RawEvent) => boolean {
  const part = target?.toLowerCase()
  return ([, at, by, what, on]) =>
    (from === undefined || at >= from) &&
    (to === undefined || at < to) &&
    (actor === undefined || by === actor) &&
    (action === undefined || what === action) &&
    (part === undefined || cellText(on).toLowerCase().includes(part))
}
