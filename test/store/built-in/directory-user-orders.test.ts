import Database from 'better-sqlite3'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { userSorts, userStandings } from '../../../src/shared/model/listed-users.ts'
import { searchUsers, type UserSearchQuery } from '../../../src/main/directory/user-search.ts'
import type { UserOrder } from '../../../src/main/store/built-in/directory-user-order.ts'
import { directoryUserSearch } from '../../../src/main/store/built-in/directory-user-search.ts'
import type { DirectoryUserRow } from '../../../src/main/store/built-in/directory-users.ts'
import { openStore } from '../../../src/main/store/files/open.ts'
import type { Store } from '../../../src/main/store/store.ts'
import { createFixedClock } from '../../support/fixed-clock.ts'
import { makeJudgedStore } from '../../support/judged-store.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const now = 1000
const orders = userSorts.flatMap((sort) => [false, true].map((descending) => ({ sort, descending })))
const isLocked = (num: number): boolean => num % 7 === 0
const usual = 2500
/** Is so many that a text in all of them is not in few. */
const many = 4200

/**
 * Makes a store of thousands of users: of two applications and a small one, some disabled, some locked, some whose lock
 * has ended; many share a phone number, a uid and an address.
 */
const fill = (folder: string, { disabled = 'num % 5 = 0', count = usual } = {}) => {
  const names = Array.from(
    { length: count },
    (_, at) => `${at % 2 === 0 ? 'U' : 'u'}ser${String((at * 11) % count)}`,
  )
  const path = makeJudgedStore(folder, { users: Object.fromEntries(names.map((name) => [name, {}])) })
  const db = new Database(path)
  db.pragma('foreign_keys = OFF')
  db.exec(`
    UPDATE directory_users SET appid = 'app-1002' WHERE num % 3 = 0;
    UPDATE directory_users SET appid = 'app-small' WHERE num % 100 = 1;
    UPDATE directory_users SET status = 'disabled' WHERE ${disabled};
    UPDATE directory_users SET uid = num % 50, phone = '1380000' || (num % 9), email = 'Mail' || (num % 40) || '@x.cn';
    INSERT INTO directory_failures SELECT 'user:' || num, '[]', ${String(now + 1)} FROM directory_users WHERE num % 7 = 0;
    INSERT INTO directory_failures SELECT 'user:' || num, '[]', ${String(now)} FROM directory_users WHERE num % 7 = 1;
    INSERT INTO directory_failures VALUES ('admin:1', '[]', ${String(now + 1)});`)
  db.close()
  return openStore({ path, door: 'test', clock: createFixedClock() }).store
}

const folder = makeTempFolder('users')
const opened = new Map<string, Store>()
afterAll(() => {
  for (const store of opened.values()) store.close()
  folder.remove()
})

/** Opens a store that these tests only read: one for all that ask for the same. */
const open = (given: Parameters<typeof fill>[1] = {}): Store => {
  const name = JSON.stringify(given)
  const store = opened.get(name) ?? fill(join(folder.path, String(opened.size)), given)
  opened.set(name, store)
  return store
}

const lower = (text: string): string => text.toLowerCase()
const keyOf = (row: DirectoryUserRow, { sort }: UserOrder): string | number =>
  sort === 'application' ? row.appid : sort === 'uid' ? row.uid : lower(row[sort])

/** Says in plain code who is asked for, in which order. */
const wanted = (everybody: readonly DirectoryUserRow[], query: Omit<UserSearchQuery, 'limit'>): number[] => {
  const { search = '', appid, standing, order } = query
  const rows = everybody.filter((row) => {
    const stands = row.status === 'disabled' ? 'disabled' : isLocked(row.num) ? 'locked' : 'normal'
    const has = [row.account, row.phone, row.email].some((text) =>
      search.length > 2 ? lower(text).includes(lower(search)) : lower(text).startsWith(lower(search)),
    )
    return (
      (has || String(row.uid) === search) &&
      (appid === undefined || row.appid === appid) &&
      (standing === undefined || stands === standing)
    )
  })
  if (order === undefined) return rows.map(({ num }) => num)
  const sign = order.descending ? -1 : 1
  return rows
    .sort((one, other) => {
      const [left, right] = [keyOf(one, order), keyOf(other, order)]
      return sign * (left < right ? -1 : left > right ? 1 : one.num - other.num)
    })
    .map(({ num }) => num)
}

const paged = (store: Store, query: Omit<UserSearchQuery, 'limit'>, limit: number) => {
  const users = directoryUserSearch(store)
  const nums: number[] = []
  const sorts = new Set<string | null>()
  for (let after: string | undefined, pages = 0; pages < 200; pages++) {
    const page = searchUsers(users, { ...query, after, limit }, now)
    expect(page.rows.length).toBeLessThanOrEqual(limit)
    nums.push(...page.rows.map(({ num }) => num))
    sorts.add(page.sort)
    if (page.next === null) return { nums, sorts: [...sorts] }
    after = page.next
  }
  throw new Error('the pages do not end')
}

const selections = [undefined, 'app-1001', 'app-small', 'app-none'].flatMap((appid) =>
  [undefined, ...userStandings].map((standing) => ({ appid, standing })),
)

describe('a page of users', () => {
  it.each(selections)(
    'is of $appid and $standing, in every order, page by page, nobody twice',
    (selection) => {
      const store = open()
      const everybody = directoryUserSearch(store).numbered({ lockedAt: now }, 0, 10_000)
      expect(everybody).toHaveLength(usual)
      expect(paged(store, selection, 170)).toEqual({ nums: wanted(everybody, selection), sorts: [null] })
      for (const order of orders) {
        const { nums, sorts } = paged(store, { ...selection, order }, 170)
        const [sort] = sorts
        const inForce = sort === null ? undefined : order
        expect(sorts).toEqual([inForce?.sort ?? null])
        expect(nums, JSON.stringify(order)).toEqual(wanted(everybody, { ...selection, order: inForce }))
      }
    },
  )

  it.each(['user11', '38000', '13800001', 'MAIL3', 'us', 'u', '1', '13', '49', 'nobody', '%'])(
    'is of those in whom %j is found, of every selection',
    (search) => {
      const store = open({ count: many })
      const everybody = directoryUserSearch(store).numbered({ lockedAt: now }, 0, 10_000)
      for (const selection of selections)
        for (const order of [undefined, orders[0], orders[9]]) {
          const asked = { ...selection, search, order }
          const { nums, sorts } = paged(store, asked, 300)
          expect(sorts).toHaveLength(1)
          const inForce = sorts[0] === null ? undefined : order
          const all = wanted(everybody, { ...asked, order: inForce })
          // One or two characters of many are given by the text that matches.
          const isByText = search.length < 3 && inForce === undefined
          const shown = isByText ? nums.toSorted((one, other) => one - other) : nums
          expect(shown, JSON.stringify(asked)).toEqual(all)
        }
    },
  )

  it('gives every order where nobody else is in the way', () => {
    const store = open({ disabled: 'num % 50 = 0' })
    for (const order of orders) {
      for (const standing of [undefined, 'normal', 'disabled', 'locked'] as const) {
        expect(paged(store, { standing, order }, 900).sorts).toEqual([order.sort])
      }
      const ofOne = { appid: 'app-1002', order }
      expect(paged(store, ofOne, 900).sorts).toEqual([order.sort === 'application' ? null : order.sort])
    }
  })

  it('begins anew at a place of another order', () => {
    const users = directoryUserSearch(open())
    const [byAccount, byUid] = [
      { sort: 'account', descending: false },
      { sort: 'uid', descending: false },
    ] as const
    const { next } = searchUsers(users, { order: byAccount, limit: 9 }, now)
    const first = searchUsers(users, { order: byUid, limit: 9 }, now)
    expect(searchUsers(users, { order: byUid, after: next ?? '', limit: 9 }, now)).toEqual(first)
  })

  it('says who of it is locked now', () => {
    const users = directoryUserSearch(open())
    expect([...users.lockedAmong([1, 6, 7, 8, 14], now)]).toEqual([7, 14])
    expect([...users.lockedAmong([7, 14], now + 1)]).toEqual([])
  })
})

describe('the way to a page of users', () => {
  /** Opens a store that tells how SQLite goes about each query. */
  const openTelling = () => {
    const store = open({ disabled: 'num % 50 = 0' })
    const plans: string[] = []
    const note = (query: Parameters<Store['all']>[0]): void => {
      const asked = 'sql' in query ? query : query.compile()
      plans.push(JSON.stringify(store.all({ ...asked, sql: `EXPLAIN QUERY PLAN ${asked.sql}` })))
    }
    const telling: Store = {
      ...store,
      all(query) {
        note(query)
        return store.all(query)
      },
      get(query) {
        note(query)
        return store.get(query)
      },
    }
    return { users: directoryUserSearch(telling), plans }
  }
  const walked = [
    {},
    { standing: 'normal' },
    { standing: 'disabled' },
    { appid: 'app-1001' },
    { appid: 'app-1001', standing: 'normal' },
  ] as const

  it.each(walked)('is along an index and sorts nothing: $appid, $standing', (selection) => {
    const { users, plans } = openTelling()
    for (const order of orders) {
      const first = searchUsers(users, { ...selection, order, limit: 9 }, now)
      searchUsers(users, { ...selection, order, after: first.next ?? undefined, limit: 9 }, now)
    }
    const first = searchUsers(users, { ...selection, limit: 9 }, now)
    searchUsers(users, { ...selection, after: first.next ?? undefined, limit: 9 }, now)
    expect(plans.length).toBeGreaterThanOrEqual(22)
    for (const plan of plans) {
      expect(plan).not.toContain('ORDER BY')
      // Without an index in its name, a scan is by number, which every other way would have to sort.
      expect(plan).not.toMatch(/SCAN directory_failures(?! USING)/)
    }
  })

  it('reads what a common text is in as far as the page goes, in the order of the search', () => {
    const { users, plans } = openTelling()
    expect(users.containing('ser', { standing: 'disabled', lockedAt: now }, 0, 9).rows).toHaveLength(9)
    for (const plan of plans) expect(plan).not.toContain('ORDER BY')
  })
})
