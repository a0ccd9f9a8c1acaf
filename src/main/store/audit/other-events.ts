import type Database from 'better-sqlite3'
import { isPlainTable } from './audit-structure.ts'
import { openForReading } from '../files/open-for-reading.ts'
import { eventLayout } from './event-layout.ts'
import { otherEventCells, type OtherEventCells, type OtherEventFilter } from './other-event-cells.ts'
import type { RawEvent } from './raw-event.ts'
import { stretchReader, type OtherStretch, type StretchPlace } from './other-stretches.ts'
import { StoreError } from '../store-error.ts'

/**
 * Reads the events of a file that anybody may have changed, always along the whole table. Each way ends with an error
 * where the file cannot be read on, or where its numbers no longer go one way: the table might have no end then.
 */
export interface OtherEvents {
  /** Counts the events, stretch by stretch; the places of those that a filter lets through where `asksPlaces` says so. */
  stretches(
    filter: OtherEventFilter,
    newestFirst: boolean,
    asksPlaces: () => boolean,
  ): Generator<OtherStretch, void>
  /** Gives who did what, event by event. */
  names(): Generator<{ actor: string | null; action: string | null }, void>
  /** Gives every event, oldest first, with whether a filter lets it through. */
  events(filter: OtherEventFilter): Generator<{ event: RawEvent; matches: boolean }, void>
  /** Gives the event of a number that was met; undefined where looking it up leads elsewhere. */
  event(seq: number): RawEvent | undefined
  close(): void
}

/** Opens another file's events for reading, and leaves no trace beside it; fails with a `StoreError`. */
export function openOtherEvents(path: string): OtherEvents {
  const { db, close } = openForReading(path)
  try {
    return readerOver(db, close)
  } catch (error) {
    close()
    throw error instanceof StoreError ? error : new StoreError('damaged', null, { cause: error })
  }
}

type Row = [seq: number, exact: string | null, ...cells: unknown[]]

// Beyond these a number would be rounded, and two would look the same.
const exactly = `CASE WHEN seq NOT BETWEEN ${String(Number.MIN_SAFE_INTEGER)} AND ${String(Number.MAX_SAFE_INTEGER)}
  THEN CAST(seq AS TEXT) END`

function readerOver(db: Database.Database, close: () => void): OtherEvents {
  // A view could be endless, and what sorts reads everything before it gives anything.
  if (!isPlainTable(db, 'audit_events') || !liesByNumber(db)) throw new StoreError('damaged')
  const cells = otherEventCells(eventLayout(db))
  const lookUp = db.prepare(`SELECT seq, ${cells.all} FROM audit_events NOT INDEXED WHERE seq = ?`).raw()
  function* along(
    select: string,
    values: readonly string[],
    { newestFirst = false, after = null }: { newestFirst?: boolean; after?: StretchPlace } = {},
  ): Generator<Row, void> {
    const beyond = after === null ? '' : `WHERE seq ${newestFirst ? '<' : '>'} CAST(? AS INTEGER)`
    const all = db.prepare(
      `SELECT seq, ${exactly}, ${select} FROM audit_events NOT INDEXED ${beyond} ${order(newestFirst)}`,
    )
    const given = after === null ? values : [...values, after]
    let last: number | bigint | null = null
    for (const row of all.raw().iterate(...given) as IterableIterator<Row>) {
      const seq = row[1] === null ? row[0] : BigInt(row[1])
      if (last !== null && (newestFirst ? seq >= last : seq <= last)) throw new StoreError('damaged')
      last = seq
      yield row
    }
  }
  /** Gives each event as a stretch of its own: what can be read of one that cannot be read to its end. */
  function* oneByOne(
    { match, values }: EventMatch,
    newestFirst: boolean,
    after: StretchPlace,
  ): Generator<OtherStretch, void> {
    for (const [seq, exact, found] of along(match, values, { newestFirst, after })) {
      const matches = exact === null && found === 1
      yield { matches: Number(matches), unnumbered: Number(exact !== null), places: matches ? [seq] : [] }
    }
  }
  return {
    *stretches(filter, newestFirst, asksPlaces) {
      const match = cells.match(filter)
      const reader = stretchReader(db, match)
      let after: StretchPlace = null
      for (;;) {
        const read = attempt(() => reader.next(after, { newestFirst, places: asksPlaces() }))
        if (read === 'failed') {
          yield* oneByOne(match, newestFirst, after)
          return
        }
        if (read === null) return
        yield read.stretch
        after = read.end
      }
    },
    *names() {
      for (const [, , actor, action] of along(cells.names, []) as Iterable<NamesRow>) yield { actor, action }
    },
    *events(filter) {
      const { match, values } = cells.match(filter)
      for (const [seq, exact, found, ...texts] of along(`${match}, ${cells.all}`, values))
        yield { event: [exact ?? seq, ...texts] as RawEvent, matches: found === 1 }
    },
    event: (seq) => lookUp.get(seq) as RawEvent | undefined,
    close,
  }
}

type EventMatch = ReturnType<OtherEventCells['match']>

function attempt<T>(read: () => T): T | 'failed' {
  try {
    return read()
  } catch {
    return 'failed'
  }
}

type NamesRow = [seq: number, exact: string | null, actor: string | null, action: string | null]

const order = (newestFirst: boolean): string => `ORDER BY seq${newestFirst ? ' DESC' : ''}`

function liesByNumber(db: Database.Database): boolean {
  const isKeyed = db.prepare(`SELECT wr FROM pragma_table_list('audit_events') WHERE schema = 'main'`).pluck()
  if (isKeyed.get() !== 0) return false
  const plan = db.prepare(`EXPLAIN QUERY PLAN SELECT seq FROM audit_events NOT INDEXED ${order(true)}`)
  return !(plan.all() as { detail: string }[]).some(({ detail }) => detail.includes('TEMP B-TREE'))
}
