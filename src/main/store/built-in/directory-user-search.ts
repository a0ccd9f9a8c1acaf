import { sql as raw, type RawBuilder } from 'kysely'
import {
  isUserAfter,
  userStretches,
  usersSortedBy,
  type UserOrder,
  type UserPlace,
} from './directory-user-order.ts'
import {
  isSelected,
  lockedNumbers,
  numberedSource,
  sortedSource,
  type UserSelection,
  type UserSource,
} from './directory-user-selection.ts'
import type { DirectoryUserRow } from './directory-users.ts'
import { asNumber, beginsIn, isFoldedByLike, isShort, occursIn } from '../search-terms.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'
import { textIndex } from '../text-index.ts'
import { withWideCache } from '../wide-cache.ts'

/** Lists the columns that are searched. */
export const searchedColumns = ['account', 'phone', 'email', 'nickname'] as const

/** Names a column that is searched. */
export type SearchedColumn = (typeof searchedColumns)[number]

/** Marks the place in a search by beginning: the text that matched, and the user's number. */
export interface PrefixPlace {
  value: string
  num: number
}

/** Says what is looked for in users: a text in what is searched, or a uid, where the text is one. */
export interface SearchedText {
  text: string
  uid: number | null
}

/** Says which page is wanted: in an order, or by number; after which place, and how many rows. */
export interface UserPageQuery {
  order: UserOrder | undefined
  after: UserPlace | undefined
  limit: number
}

/** Carries users by number, and up to which number was looked where there may be more. */
export interface LookedThrough {
  rows: DirectoryUserRow[]
  lookedTo: number | null
}

/** Searches users, each way in an order that an index gives. */
export interface DirectoryUserSearch {
  /** Gives users by number. */
  numbered(selection: UserSelection, after: number, limit: number): DirectoryUserRow[]
  /** Gives users in an order; undefined where no index gives it, and they are too many to be sorted. */
  ordered(
    selection: UserSelection,
    order: UserOrder,
    after: UserPlace | undefined,
    limit: number,
  ): DirectoryUserRow[] | undefined
  /** Gives users in whom a text is found, in any order; undefined where there are too many to be sorted. */
  amongFew(
    searched: SearchedText,
    selection: UserSelection,
    page: UserPageQuery,
  ): DirectoryUserRow[] | undefined
  /** Gives users by number in whom a text of 3 or more characters occurs, in letters of either case. */
  containing(text: string, selection: UserSelection, after: number, limit: number): LookedThrough
  /** Gives users by number who have a uid. */
  byUid(uid: number, selection: UserSelection, after: number, limit: number): DirectoryUserRow[]
  /**
   * Gives users in the order of one column whose text begins with `text`, in letters of either case; `fits` is 0 for one
   * who is not of the selection.
   */
  beginning(
    column: SearchedColumn,
    text: string,
    selection: UserSelection,
    after: PrefixPlace | undefined,
    limit: number,
  ): (DirectoryUserRow & { fits: 0 | 1 })[]
  /** Gives the numbers, of some, of those who are locked. */
  lockedAmong(nums: readonly number[], lockedAt: number): ReadonlySet<number>
  /** Does the work without bringing the search up to date row by row, and rebuilds it once, in one transaction. */
  rebuiltAfter<T>(work: () => T): T
}

const greatest = '\u{10FFFF}'
const table = 'directory_users'
/** Limits how many rows are passed over, tested, or read to be sorted, so that a page comes at once. */
const most = { passed: 500, sorted: 1000, tested: 2000, looked: 2500 } as const

/** Makes the search of the directory's users. */
export function directoryUserSearch(store: Store): DirectoryUserSearch {
  const index = textIndex(store, 'directory_user_search', table)
  const read = (
    { from, where }: UserSource,
    condition: RawBuilder<boolean>,
    sorted: RawBuilder<unknown>,
    limit: number,
  ): DirectoryUserRow[] =>
    store.all(
      raw<DirectoryUserRow>`SELECT directory_users.* FROM ${from}
        WHERE ${where} AND ${condition} ORDER BY ${sorted} LIMIT ${limit}`.compile(sql),
    )
  const isAtMost = ({ from, where }: UserSource, atMost: number): boolean =>
    index.count(raw`${from} WHERE ${where}`, atMost + 1) <= atMost
  /** Everybody is not counted: that is no selection. */
  const isSmall = (selection: UserSelection, atMost: number): boolean =>
    (selection.appid !== undefined || selection.standing !== undefined) &&
    isAtMost(numberedSource(selection), atMost)
  /** Says whether those who stand otherwise are so few that they are passed over on the way. */
  const fewOthers = ({ appid, standing, lockedAt }: UserSelection): boolean => {
    if (standing === undefined || (standing === 'disabled' && appid === undefined)) return true
    if (standing !== 'normal') return false
    return (
      isAtMost(numberedSource({ appid, standing: 'disabled', lockedAt }), most.passed) &&
      isAtMost(numberedSource({ standing: 'locked', lockedAt }), most.passed)
    )
  }
  const sortedPage = (
    source: UserSource,
    condition: RawBuilder<boolean>,
    { order, after, limit }: UserPageQuery,
  ): DirectoryUserRow[] =>
    order === undefined
      ? read(source, raw`${condition} AND directory_users.num > ${after?.num ?? 0}`, byNumber, limit)
      : read(source, raw`${condition} AND ${isUserAfter(order, after)}`, usersSortedBy(order), limit)

  return {
    numbered: (selection, after, limit) =>
      read(
        numberedSource(selection),
        raw`${isSelected(selection)} AND directory_users.num > ${after}`,
        byNumber,
        limit,
      ),
    ordered(selection, order, after, limit) {
      if (selection.appid !== undefined && order.sort === 'application') return undefined
      const condition = isSelected(selection)
      if (fewOthers(selection)) {
        const source = sortedSource(selection, order.sort)
        const rows: DirectoryUserRow[] = []
        for (const { place, sorted } of userStretches(order, after)) {
          if (rows.length === limit) break
          rows.push(...read(source, raw`${place} AND ${condition}`, sorted, limit - rows.length))
        }
        return rows
      }
      if (!isSmall(selection, most.sorted)) return undefined
      return sortedPage(numberedSource(selection), condition, { order, after, limit })
    },
    amongFew({ text, uid }, selection, page) {
      if (text.includes('\0')) return []
      const isBeginning = isShort(text)
      if (!isBeginning && !isFoldedByLike(text)) return undefined
      const found = isBeginning ? beginsIn(table, searchedColumns, text) : holds(text)
      const test = uid === null ? found : raw<boolean>`(${found} OR +directory_users.uid = ${uid})`
      const condition = raw<boolean>`${test} AND ${isSelected(selection)}`
      if (isSmall(selection, most.tested)) return sortedPage(numberedSource(selection), condition, page)
      const near = isBeginning ? undefined : index.fewNear(text)?.numbers
      if (near === undefined) return undefined
      const ofUid = raw`(SELECT num FROM directory_users INDEXED BY directory_users_by_uid WHERE uid = ${uid})`
      if (uid !== null && index.count(ofUid, most.sorted + 1) > most.sorted) return undefined
      const numbers = uid === null ? near : raw`(SELECT num FROM ${near} UNION SELECT num FROM ${ofUid})`
      const from = raw`(SELECT num AS at FROM ${numbers}) AS found CROSS JOIN directory_users NOT INDEXED`
      return sortedPage({ from, where: raw`directory_users.num = found.at` }, condition, page)
    },
    containing(text, selection, after, limit) {
      // The join drives from what was found, in its own order: the page reads no more than it shows.
      const found = raw`${index.matching(text)} AS found`
      const looked = raw`SELECT found.num FROM ${found} WHERE found.num > ${asNumber(after)} ORDER BY found.num LIMIT ${most.looked}`
      const rows = store.all(
        raw<DirectoryUserRow>`SELECT directory_users.* FROM (${looked}) AS looked
          CROSS JOIN directory_users NOT INDEXED ON directory_users.num = looked.num
          WHERE ${isSelected(selection)} LIMIT ${limit}`.compile(sql),
      )
      if (rows.length === limit) return { rows, lookedTo: null }
      const end = store.get(
        raw<{ n: number; last: number }>`SELECT count(*) AS n, max(num) AS last FROM (${looked})`.compile(
          sql,
        ),
      )
      return { rows, lookedTo: end?.n === most.looked ? end.last : null }
    },
    byUid: (uid, selection, after, limit) =>
      read(
        { from: raw`directory_users INDEXED BY directory_users_by_uid`, where: raw`uid = ${uid}` },
        raw`${isSelected(selection)} AND directory_users.num > ${after}`,
        byNumber,
        limit,
      ),
    beginning(column, text, selection, after, limit) {
      const { from, where } = sortedSource(selection, column)
      const key = raw<string>`${raw.ref(column)} COLLATE NOCASE`
      const place = after === undefined ? raw`1 = 1` : raw`(${key}, num) > (${after.value}, ${after.num})`
      return store.all(
        raw<DirectoryUserRow & { fits: 0 | 1 }>`SELECT *, ${isSelected(selection)} AS fits FROM ${from}
          WHERE ${where} AND ${key} >= ${after?.value ?? text} AND ${key} < ${text + greatest} AND ${place}
          ORDER BY ${key}, num LIMIT ${limit}`.compile(sql),
      )
    },
    lockedAmong: (nums, lockedAt) =>
      new Set(
        store
          .all(
            raw<{ num: number }>`SELECT value AS num FROM json_each(${JSON.stringify(nums)})
              WHERE value IN ${lockedNumbers(lockedAt)}`.compile(sql),
          )
          .map(({ num }) => num),
      ),
    rebuiltAfter: (work) =>
      withWideCache(store, () =>
        store.transaction(() => {
          holdBack(store, 1)
          const result = work()
          store.run(
            raw`INSERT INTO directory_user_search (directory_user_search) VALUES ('rebuild')`.compile(sql),
          )
          holdBack(store, 0)
          return result
        }),
      ),
  }
}

const byNumber = raw`directory_users.num`

function holdBack(store: Store, held: 0 | 1): void {
  store.run(sql.updateTable('directory_search_state').set({ held_back: held }))
}

function holds(text: string): RawBuilder<boolean> {
  return occursIn(table, searchedColumns, text)
}
