import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { searchUsers } from '../../../src/main/directory/user-search.ts'
import { directoryUserSearch } from '../../../src/main/store/built-in/directory-user-search.ts'
import { openStore } from '../../../src/main/store/files/open.ts'
import { createFixedClock } from '../../support/fixed-clock.ts'
import { makeJudgedStore } from '../../support/judged-store.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const names = Array.from({ length: 4200 }, (_, at) => `user-${String((at * 11) % 4200)}-Ää`)

/** Opens the search over thousands of users, every tenth of whom is of another application. */
const openSearch = () => {
  const path = makeJudgedStore(tempFolder(), { users: Object.fromEntries(names.map((name) => [name, {}])) })
  const db = new Database(path)
  db.pragma('foreign_keys = OFF')
  db.exec(`UPDATE directory_users SET appid = 'app-small' WHERE num % 10 = 0`)
  db.close()
  const { store } = openStore({ path, door: 'test', clock: createFixedClock() })
  onTestFinished(() => {
    store.close()
  })
  return directoryUserSearch(store)
}

describe('the search of users by what is anywhere in them', () => {
  it('gives everybody whom reading every one would, by number, page by page', () => {
    const users = openSearch()
    const everybody = users.numbered({ lockedAt: 0 }, 0, 10_000)
    expect(everybody).toHaveLength(4200)
    for (const search of ['user', 'user-', 'USER-42', '-419', 'ser-1', '4199', '-Ää', '-ÄÄ', 'nobody'])
      for (const appid of [undefined, 'app-small', 'app-none']) {
        const wanted = everybody
          .filter(
            (row) => row.account.toLowerCase().includes(search.toLowerCase()) || String(row.uid) === search,
          )
          .filter((row) => appid === undefined || row.appid === appid)
          .map(({ num }) => num)
        const paged: number[] = []
        let after: string | null | undefined
        do {
          const page = searchUsers(users, { search, appid, limit: 900, after: after ?? undefined })
          paged.push(...page.rows.map(({ num }) => num))
          after = page.next
        } while (after !== null)
        expect(paged, `${search} of ${String(appid)}`).toEqual(wanted)
      }
  })

  it('goes to where a page begins, past all that the index has before it', () => {
    const users = Object.fromEntries(Array.from({ length: 8000 }, (_, at) => [`${String(at)}-user`, {}]))
    const path = makeJudgedStore(tempFolder(), { users })
    const db = new Database(path)
    db.exec(`INSERT INTO directory_user_search (directory_user_search) VALUES ('rebuild')`)
    // A stretch of the index that can't be read tells who comes by it: one in the middle of where "use" occurs.
    db.unsafeMode()
    const { changes } = db
      .prepare(
        `UPDATE directory_user_search_data SET block = zeroblob(length(block)) WHERE id = (
          SELECT (segid << 37) + (pgno >> 1) + 4 FROM directory_user_search_idx
          WHERE term <= CAST('0use' AS BLOB) ORDER BY term DESC LIMIT 1)`,
      )
      .run()
    expect(changes).toBe(1)
    db.close()
    const { store } = openStore({ path, door: 'test', clock: createFixedClock() })
    onTestFinished(() => {
      store.close()
    })
    const search = directoryUserSearch(store)
    const from = (after: number): number[] =>
      search.containing('use', { lockedAt: 0 }, after, 2500).rows.map(({ num }) => num)
    const last = Array.from({ length: 20 }, (_, at) => 7981 + at)
    expect(from(7980)).toEqual(last)
    expect(() => from(4500)).toThrow(/malformed/)
  })

  it.each(['"', 'user" OR "ser', 'us*', 'user\u0000-1', 'NEAR(user'])(
    'takes the signs of a query for what they are: %j',
    (search) => {
      expect(searchUsers(openSearch(), { search, limit: 9 })).toEqual({ rows: [], next: null, sort: null })
    },
  )
})
