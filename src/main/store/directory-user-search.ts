import { sql as raw, type RawBuilder } from 'kysely'
import type { DirectoryUserRow } from './directory-users.ts'
import { sql } from './sql.ts'
import type { Store } from './store.ts'

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

/** Makes the search of the directory's users. */
export function directoryUserSearch(store: Store): DirectoryUserSearch {
  const users = (appid: string | undefined) => {
    const query = sql.selectFrom(table).selectAll()
    // The plus keeps the index of the order in use: the application only filters.
    return appid === undefined ? query : query.where(raw<boolean>`+appid = ${appid}`)
  }
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
      const phrase = `"${text.replaceAll('"', '""')}"`
      // The join drives from the index, in its own order: the page needs no sorting and reads no more than it shows.
      const filter = appid === undefined ? raw`` : raw`AND u.appid = ${appid}`
      return store.all(
        raw<DirectoryUserRow>`SELECT u.* FROM directory_user_search s CROSS JOIN directory_users u ON u.num = s.rowid
          WHERE s.directory_user_search MATCH ${phrase} AND s.rowid > ${after} ${filter}
          ORDER BY s.rowid LIMIT ${limit}`.compile(sql),
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

/** Gives many writes in no order room for the pages that they touch, where the usual room would have them read anew. */
function withWideCache<T>(store: Store, work: () => T): T {
  store.run(raw`PRAGMA cache_size = -65536`.compile(sql))
  try {
    return work()
  } finally {
    store.run(raw`PRAGMA cache_size = -2000`.compile(sql))
  }
}
