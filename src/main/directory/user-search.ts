import { Buffer } from 'node:buffer'
import { z } from 'zod'
import { userSorts, type UserSort, type UserStanding } from '../../shared/model/listed-users.ts'
import { placeOfUser, type UserOrder, type UserPlace } from '../store/built-in/directory-user-order.ts'
import {
  searchedColumns,
  type DirectoryUserSearch,
  type PrefixPlace,
  type SearchedColumn,
} from '../store/built-in/directory-user-search.ts'
import type { UserSelection } from '../store/built-in/directory-user-selection.ts'
import type { DirectoryUserRow } from '../store/built-in/directory-users.ts'

/** Carries one page of rows, and the cursor of the next where there may be one. */
export interface UserRowPage {
  rows: DirectoryUserRow[]
  next: string | null
  /** Says by what the rows are sorted; null where no order was asked for, or it can't be given at once. */
  sort: UserSort | null
}

/** Asks for one page of users, by number where no other order is asked for. */
export interface UserSearchQuery {
  search?: string | undefined
  appid?: string | undefined
  standing?: UserStanding | undefined
  order?: UserOrder | undefined
  after?: string | undefined
  limit: number
}

interface Place extends UserPlace {
  sort?: UserSort | undefined
}

const placeSchema = z.object({
  value: z.union([z.string(), z.number()]).default(''),
  num: z.number(),
  sort: z.enum(userSorts).optional(),
})
const shortestContained = 3
const mostRounds = 10

/** Gives one page of users; `lockedAt` is the time that locks are held against. */
export function searchUsers(
  users: DirectoryUserSearch,
  { search = '', appid, standing, order, after: cursor, limit }: UserSearchQuery,
  lockedAt = 0,
): UserRowPage {
  const text = search.trim()
  const selection = { appid, standing, lockedAt }
  const place = cursor === undefined ? undefined : readCursor(cursor)
  // A place of one order says nothing in another, which is then begun anew.
  const after = (of: UserSort | undefined): Place | undefined => (place?.sort === of ? place : undefined)
  const inOrder = (rows: DirectoryUserRow[]): UserRowPage => page(rows, order, limit)
  if (text === '') {
    const sorted =
      order === undefined ? undefined : users.ordered(selection, order, after(order.sort), limit + 1)
    if (sorted !== undefined) return inOrder(sorted)
    return page(users.numbered(selection, after(undefined)?.num ?? 0, limit + 1), undefined, limit)
  }
  const uid = /^\d{1,15}$/.test(text) ? Number(text) : null
  const few = users.amongFew({ text, uid }, selection, {
    order,
    after: after(order?.sort),
    limit: limit + 1,
  })
  if (few !== undefined) return inOrder(few)
  const from = after(undefined)
  const byUid = (num: number): DirectoryUserRow[] =>
    uid === null ? [] : users.byUid(uid, selection, num, limit + 1)
  if (Array.from(text).length < shortestContained) {
    return beginning(users, { text, uid, byUid }, { selection, after: from, limit })
  }
  const { rows, lookedTo } = users.containing(text, selection, from?.num ?? 0, limit + 1)
  const found = merged(byUid(from?.num ?? 0), rows).filter(({ num }) => num <= (lookedTo ?? num))
  if (found.length > limit || lookedTo === null) return page(found, undefined, limit)
  return { rows: found, next: writeCursor({ value: '', num: lookedTo }), sort: null }
}

/**
 * Gives users who have a uid, by number, and then the others by the text that matches, from the streams of all columns:
 * each user once, at the least such text. A place without a text is one among the first.
 */
function beginning(
  search: DirectoryUserSearch,
  { text, uid, byUid }: { text: string; uid: number | null; byUid: (num: number) => DirectoryUserRow[] },
  { selection, after, limit }: { selection: UserSelection; after: Place | undefined; limit: number },
): UserRowPage {
  const isAmongFirst = after === undefined || after.value === ''
  const rows = isAmongFirst ? byUid(after?.num ?? 0).slice(0, limit) : []
  const upTo = (place: PrefixPlace | undefined): UserRowPage => ({
    rows,
    next: place === undefined ? null : writeCursor(place),
    sort: null,
  })
  const lastOfFull = rows.length === limit ? rows.at(-1) : undefined
  if (lastOfFull !== undefined) return upTo({ value: '', num: lastOfFull.num })
  let place = isAmongFirst ? undefined : { value: String(after.value), num: after.num }
  for (let round = 0; round < mostRounds; round++) {
    const found = searchedColumns
      .flatMap((column) =>
        search
          .beginning(column, text, selection, place, limit + 1)
          .map(({ fits, ...row }) => ({ row, fits, column, place: placeOf(row, column) })),
      )
      .sort((one, other) => compare(one.place, other.place))
    for (const match of found.slice(0, limit + 1)) {
      const isLeast = match.fits === 1 && match.column === leastColumn(match.row, text)
      if (isLeast && match.row.uid !== uid) {
        if (rows.length >= limit && place !== undefined) return upTo(place)
        rows.push(match.row)
      }
      place = match.place
    }
    if (found.length <= limit) return upTo(undefined)
    if (rows.length >= limit && place !== undefined) return upTo(place)
  }
  return upTo(place)
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

function page(rows: DirectoryUserRow[], order: UserOrder | undefined, limit: number): UserRowPage {
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  const sort = order?.sort ?? null
  if (last === undefined) return { rows: shown, next: null, sort }
  const place =
    order === undefined ? { value: '', num: last.num } : { ...placeOfUser(last, order), sort: order.sort }
  return { rows: shown, next: writeCursor(place), sort }
}

function writeCursor(place: Place): string {
  return Buffer.from(JSON.stringify(place), 'utf8').toString('base64url')
}

function readCursor(cursor: string): Place | undefined {
  try {
    return placeSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    return undefined
  }
}
