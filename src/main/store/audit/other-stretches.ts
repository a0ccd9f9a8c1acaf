import type Database from 'better-sqlite3'
import { StoreError } from '../store-error.ts'

/** Carries what was counted in a stretch of a file's events. */
export interface OtherStretch {
  /** Counts the events that a filter lets through, and whose number is one that a Latchkey gives. */
  matches: number
  /** Counts the events whose number is none. */
  unnumbered: number
  /** Holds the numbers of those that are let through, in the order of the stretch; empty where they are not asked for. */
  places: number[]
}

/** Says where a stretch begins: after a number, as SQLite writes it; null where the table does. */
export type StretchPlace = string | null

/** Reads stretches of a table whose order nobody vouches for, each in one step of SQLite. */
export interface StretchReader {
  /**
   * Gives the stretch that follows a place, and the place at which it ends; null at the end of the table. Fails with a
   * `StoreError` where the numbers of a stretch do not go one way, and as SQLite does where it cannot be read.
   */
  next(
    after: StretchPlace,
    asks: { newestFirst: boolean; places: boolean },
  ): { stretch: OtherStretch; end: string } | null
}

interface Row {
  read: number
  matches: number
  unnumbered: number
  numbers: string | null
  places: string | null
}

/** Is how many events a stretch has: so few that to give up between two of them is to give up at once. */
const stretchLength = 10_000
const isNumbered = `seq BETWEEN ${String(Number.MIN_SAFE_INTEGER)} AND ${String(Number.MAX_SAFE_INTEGER)}`

/** Makes the reading of stretches of events, of which `match`, with its values, says which are let through. */
export function stretchReader(
  db: Database.Database,
  { match, values }: { match: string; values: readonly string[] },
): StretchReader {
  const statementOf = (isFirst: boolean, newestFirst: boolean, places: boolean) =>
    db.prepare<string[], Row>(`
      SELECT count(*) AS read, sum(matches AND ${isNumbered}) AS matches, sum(NOT ${isNumbered}) AS unnumbered,
        group_concat(seq) AS numbers,
        ${places ? `group_concat(CASE WHEN matches AND ${isNumbered} THEN seq END)` : 'NULL'} AS places
      FROM (SELECT seq, (${match}) IS TRUE AS matches FROM audit_events NOT INDEXED
        ${isFirst ? '' : `WHERE seq ${newestFirst ? '<' : '>'} CAST(? AS INTEGER)`}
        ORDER BY seq ${newestFirst ? 'DESC' : 'ASC'} LIMIT ${String(stretchLength)})`)
  const statements = new Map<string, ReturnType<typeof statementOf>>()
  const statementFor = (isFirst: boolean, newestFirst: boolean, places: boolean) => {
    const key = `${String(isFirst)} ${String(newestFirst)} ${String(places)}`
    const statement = statements.get(key) ?? statementOf(isFirst, newestFirst, places)
    statements.set(key, statement)
    return statement
  }
  return {
    next(after, { newestFirst, places: asksPlaces }) {
      const statement = statementFor(after === null, newestFirst, asksPlaces)
      const row = statement.get(...values, ...(after === null ? [] : [after]))
      const numbers = row?.numbers ?? null
      if (row === undefined || numbers === null) return null
      const { matches, unnumbered, places } = row
      const stretch = { matches, unnumbered, places: places === null ? [] : places.split(',').map(Number) }
      return { stretch, end: endInOrder(after, numbers.split(','), newestFirst) }
    },
  }
}

/** Gives the last of numbers that go one way from a place; what does not may go round without an end. */
function endInOrder(after: StretchPlace, numbers: readonly string[], newestFirst: boolean): string {
  const written = after === null ? numbers : [after, ...numbers]
  const rounded = written.map(Number)
  // Beyond what is safe, two numbers would look the same.
  const exact = rounded.every(Number.isSafeInteger) ? rounded : written.map(BigInt)
  let last: number | bigint | undefined
  for (const number of exact) {
    if (last !== undefined && (newestFirst ? number >= last : number <= last)) throw new StoreError('damaged')
    last = number
  }
  return numbers.at(-1) ?? ''
}
