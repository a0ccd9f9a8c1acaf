import { Buffer } from 'node:buffer'
import { z } from 'zod'
import {
  searchedColumns,
  type DirectoryUserSearch,
  type PrefixPlace,
  type SearchedColumn,
} from '../store/directory-user-search.ts'
import type { DirectoryUserRow } from '../store/directory-users.ts'

/** Carries one page of rows, and the cursor of the next where there is one. */
export interface UserRowPage {
  rows: DirectoryUserRow[]
  next: string | null
}

const placeSchema = z.object({ value: z.string().default(''), num: z.number() })
const shortestContained = 3
const mostRounds = 10

/** Gives one page of users, in an order that an index gives for every kind of search. */
export function searchUsers(
  search: DirectoryUserSearch,
  query: {
    search?: string | undefined
    appid?: string | undefined
    after?: string | undefined
    limit: number
  },
): UserRowPage {
  const text = (query.search ?? '').trim()
  const after = query.after === undefined ? undefined : readCursor(query.after)
  const { appid, limit } = query
  const asks = { appid, after: after?.num ?? 0, limit: limit + 1 }
  if (text === '') return page(search.all(asks.appid, asks.after, asks.limit), limit)
  const uid = /^\d{1,15}$/.test(text) ? Number(text) : null
  const exact = uid === null ? [] : search.byUid(uid, appid, asks.after, asks.limit)
  if ([...text].length >= shortestContained) {
    return page(merged(exact, search.containing(text, appid, asks.after, asks.limit)), limit)
  }
  return beginning(search, text, { appid, after, limit }, after === undefined ? exact : [])
}

/** Gives users by the text that matches, from the streams of all columns: each user once, at the least such text. */
function beginning(
  search: DirectoryUserSearch,
  text: string,
  { appid, after, limit }: { appid: string | undefined; after: PrefixPlace | undefined; limit: number },
  first: DirectoryUserRow[],
): UserRowPage {
  const rows = first.slice(0, limit)
  let place = after
  for (let round = 0; round < mostRounds; round++) {
    const found = searchedColumns
      .flatMap((column) =>
        search
          .beginning(column, text, appid, place, limit + 1)
          .map((row) => ({ row, column, place: placeOf(row, column) })),
      )
      .sort((one, other) => compare(one.place, other.place))
    for (const match of found.slice(0, limit + 1)) {
      const isLeast = match.column === leastColumn(match.row, text)
      if (isLeast && !first.some((row) => row.num === match.row.num)) {
        if (rows.length >= limit && place !== undefined) return { rows, next: writeCursor(place) }
        rows.push(match.row)
      }
      place = match.place
    }
    if (found.length <= limit) return { rows, next: null }
    if (rows.length >= limit && place !== undefined) return { rows, next: writeCursor(place) }
  }
  return { rows, next: place === undefined ? null : writeCursor(place) }
}

function leastColumn(row: DirectoryUserRow, text: string): SearchedColumn | undefined {
  const matching = searchedColumns.filter((column) => lower(row[column]).startsWith(lower(text)))
  return matching.sort((one, other) => compare(placeOf(row, one), placeOf(row, other)))[0]
}

function placeOf(row: DirectoryUserRow, column: SearchedColumn): PrefixPlace {
  return { value: row[column], num: row.num }
}

/** Compares as the index does: letters A to Z in small, then by the bytes of UTF-8. */
function compare(one: PrefixPlace, other: PrefixPlace): number {
  return Buffer.compare(Buffer.from(lower(one.value)), Buffer.from(lower(other.value))) || one.num - other.num
}

function lower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

function merged(one: DirectoryUserRow[], other: DirectoryUserRow[]): DirectoryUserRow[] {
  const byNumber = new Map([...one, ...other].map((row) => [row.num, row]))
  return [...byNumber.values()].sort((left, right) => left.num - right.num)
}

function page(rows: DirectoryUserRow[], limit: number): UserRowPage {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: shown,
    next: rows.length > limit && last !== undefined ? writeCursor({ value: '', num: last.num }) : null,
  }
}

function writeCursor(place: PrefixPlace): string {
  return Buffer.from(JSON.stringify(place), 'utf8').toString('base64url')
}

function readCursor(cursor: string): PrefixPlace | undefined {
  try {
    return placeSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    return undefined
  }
}
