import { sql as raw, type RawBuilder } from 'kysely'
import type { DirectoryUserRow } from './directory-users.ts'
import { isFoldedByLike, occursIn } from './search-terms.ts'
import { sql } from './sql.ts'
import type { Store } from './store.ts'
import { textIndex } from './text-index.ts'
import { withWideCache } from './wide-cache.ts'

/** Lists the columns that are searched. */
export const searchedColumns = ['account', 'phone', 'email', 'nickname'] as const

/** Names a column that is searched. */
export type SearchedColumn = (typeof searchedColumns)[number]

/** Marks the place in a search by beginning: the text that matched, and the user's number. */
export interface PrefixPlace {
  value: string
  num: number
}

/** Searches users, each way in an order that an index gives. */
export interface DirectoryUserSearch {
  /** Gives users by number. */
  all(appid: string | undefined, after: number, limit: number): DirectoryUserRow[]
  /** Gives users by number in whom a text of 3 or more characters occurs, in letters of either case. */
  containing(text: string, appid: string | undefined, after: number, limit: number): DirectoryUserRow[]
  /** Gives users by number who have a uid. */
  byUid(uid: number, appid: string | undefined, after: number, limit: number): DirectoryUserRow[]
  /** Gives users in the order of one column whose text begins with `text`, in letters of either case. */
  beginning(
    column: SearchedColumn,
    text: string,
    appid: string | undefined,
    after: PrefixPlace | undefined,
    limit: number,
  ): DirectoryUserRow[]
  /** Does the work without bringing the search up to date row by row, and rebuilds it once, in one transaction. */
  rebuiltAfter<T>(work: () => T): T
}

const greatest = '\u{10FFFF}'
const table = 'directory_users'
const mostOfSmall = 20_000

/** Makes the search of the directory's users. */
export function directoryUserSearch(store: Store): DirectoryUserSearch {
  const users = (appid: string | undefined) => {
    const query = sql.selectFrom(table).selectAll()
    // The plus keeps the index of the order in use: the application only filters.
    return appid === undefined ? query : query.where(raw<boolean>`+appid = ${appid}`)
  }
  const index = textIndex(store, 'directory_user_search', table)
  const isSmall = (appid: string): boolean =>
    index.count(raw`directory_users WHERE appid = ${appid}`, mostOfSmall + 1) <= mostOfSmall
  const byNumber = (
    appid: string | undefined,
    condition: RawBuilder<boolean>,
    after: number,
    limit: number,
  ): DirectoryUserRow[] =>
    store.all(users(appid).where(condition).where('num', '>', after).orderBy('num').limit(limit))

  const holdBack = (held: 0 | 1): void => {
    store.run(sql.updateTable('directory_search_state').set({ held_back: held }))
  }
  return {
    all(appid, after, limit) {
      const query = sql.selectFrom(table).selectAll().where('num', '>', after).orderBy('num').limit(limit)
      return store.all(appid === undefined ? query : query.where('appid', '=', appid))
    },
    containing(text, appid, after, limit) {
      // To SQLite it ends a text, and no query is left whole.
      if (text.includes('\0')) return []
      const isTested = isFoldedByLike(text)
      const near = isTested ? index.fewNear(text) : undefined
      if (isTested && near === undefined && appid !== undefined && isSmall(appid)) {
        // Of an index of the application, which is in the order of numbers.
        const ofApplication = sql.selectFrom(table).selectAll().where('appid', '=', appid)
        return store.all(
          ofApplication.where(holds(text)).where('num', '>', after).orderBy('num').limit(limit),
        )
      }
      const test = near === undefined ? raw`` : raw`AND ${holds(text)}`
      const filter = appid === undefined ? raw`` : raw`AND directory_users.appid = ${appid}`
      // The join drives from what was found, in its own order: the page reads no more than it shows.
      return store.all(
        raw<DirectoryUserRow>`SELECT directory_users.* FROM ${near ?? index.matching(text)} AS found
          CROSS JOIN directory_users ON directory_users.num = found.num
          WHERE found.num > ${after} ${test} ${filter} ORDER BY found.num LIMIT ${limit}`.compile(sql),
      )
    },
    byUid: (uid, appid, after, limit) => byNumber(appid, raw<boolean>`uid = ${uid}`, after, limit),
    beginning(column, text, appid, after, limit) {
      const key = raw<string>`${raw.ref(column)} COLLATE NOCASE`
      let query = users(appid)
        .where(raw<boolean>`${key} >= ${after?.value ?? text} AND ${key} < ${text + greatest}`)
        .orderBy(key)
        .orderBy('num')
        .limit(limit)
      if (after !== undefined)
        query = query.where(raw<boolean>`(${key}, num) > (${after.value}, ${after.num})`)
      return store.all(query)
    },
    rebuiltAfter: (work) =>
      withWideCache(store, () =>
        store.transaction(() => {
          holdBack(1)
          const result = work()
          store.run(
            raw`INSERT INTO directory_user_search (directory_user_search) VALUES ('rebuild')`.compile(sql),
          )
          holdBack(0)
          return result
        }),
      ),
  }
}

function holds(text: string): RawBuilder<boolean> {
  return occursIn(table, searchedColumns, text)
}
