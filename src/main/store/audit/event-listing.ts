import type Database from 'better-sqlite3'
import { eventLayout } from './event-layout.ts'
import { spelledOut, type ChainedEvent, type RawEvent } from './raw-event.ts'
import { StoreError } from '../store-error.ts'

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

/** Gives the events that a filter lets through, as `readChain` gives them. */
export function* readEvents(
  db: Database.Database,
  filter: EventFilter,
  { newestFirst, limit = Infinity }: EventOrder,
): Generator<RawEvent, void> {
  const passes = passing(filter)
  let given = 0
  for (const chained of readChain(db, { newestFirst })) {
    if (given >= limit) return
    const event = spelledOut(chained)
    if (!passes(event)) continue
    given++
    yield event
  }
}

/**
 * Gives the events one by one from the table; the connection is taken until the last is given. In a changed file, what a
 * place is looked up by could lead past events: the table is gone through in the order in which it lies, and fails with a
 * `StoreError` where that is not the order of the numbers.
 */
export function* readChain(
  db: Database.Database,
  { newestFirst }: Pick<EventOrder, 'newestFirst'>,
): Generator<ChainedEvent, void> {
  const all = db.prepare(
    `SELECT seq, ${eventLayout(db).body}, prev_hash, hash FROM audit_events NOT INDEXED
      ORDER BY seq ${newestFirst ? 'DESC' : ''}`,
  )
  let place: number | null = null
  for (const event of all.raw().iterate() as IterableIterator<ChainedEvent>) {
    const [seq] = event
    if (place !== null && (newestFirst ? seq >= place : seq <= place)) throw new StoreError('damaged')
    place = seq
    yield event
  }
}

function passing({ from, to, actor, action, target }: EventFilter): (event: RawEvent) => boolean {
  const part = target?.toLowerCase()
  return ([, at, by, what, on]) =>
    (from === undefined || at >= from) &&
    (to === undefined || at < to) &&
    (actor === undefined || by === actor) &&
    (action === undefined || what === action) &&
    (part === undefined || on.toLowerCase().includes(part))
}
