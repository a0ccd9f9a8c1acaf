import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { placeOfAccount, type AccountOrder } from '../../../src/main/store/accounts/account-order.ts'
import { accountSearch } from '../../../src/main/store/accounts/account-search.ts'
import { accountRows, type AccountPlace, type AccountRow } from '../../../src/main/store/accounts/accounts.ts'
import { openStore } from '../../../src/main/store/files/open.ts'
import type { Store } from '../../../src/main/store/store.ts'
import { createFixedClock } from '../../support/fixed-clock.ts'
import { makeJudgedStore } from '../../support/judged-store.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const folder = makeTempFolder('unsorted')
let path: string
let store: Store

/**
 * Enters those of one kind: they stand together by account, by backend, and, but for `mix`, by time. What they are called
 * besides holds the searched characters a second time in some, in either case, and beside letters with cases of their own.
 */
const enter = (db: Database.Database, kind: string, backend: string, count: number, time: string): void => {
  db.prepare(
    `INSERT INTO accounts (id, backend_id, user_id, account, nickname, level, sample, password_changed_at, last_change_at)
    WITH RECURSIVE places (at) AS (SELECT 0 UNION ALL SELECT at + 1 FROM places WHERE at + 1 < ?)
    SELECT @kind || '-' || substr('0000' || ((at * 7919) % 10007), -5) || at, @backend, @kind || at,
      @kind || ((at * 7919) % 10007) || '.' || at,
      CASE WHEN @kind = 'admin' THEN '' WHEN at % 900 = 2 THEN 'opİ opé' WHEN at % 9 = 1 THEN 'OPal'
        WHEN at % 9 = 3 THEN 'XxY' ELSE '' END, 1, 0, ${time}, ${time}
    FROM places`,
  ).run(count, { kind, backend })
}

beforeAll(() => {
  path = makeJudgedStore(folder.path, {})
  const db = new Database(path)
  db.exec('UPDATE account_search_state SET held_back = 1')
  const backend = db.prepare(
    `INSERT INTO backends VALUES (?, 'openim', ?, 'http://127.0.0.1:1', 'test', 0, '{}', 1, x'00')`,
  )
  for (const name of ['first', 'middle', 'rear']) backend.run(name, name)
  const day = (year: string): string => `'${year}-01-0' || (1 + at % 7)`
  enter(db, 'ops', 'first', 4500, 'NULL')
  enter(db, 'mix', 'middle', 4600, `CASE WHEN at < 600 THEN ${day('2020')} ELSE ${day('2029')} END`)
  enter(db, 'admin', 'rear', 14_000, day('2025'))
  db.close()
  store = openStore({ path, door: 'test', clock: createFixedClock() }).store
  accountSearch(store).rebuiltAfter(() => undefined)
})
afterAll(() => {
  store.close()
  folder.remove()
})

const sorts = ['account', 'backend', 'passwordChangedAt', 'lastChangeAt'] as const
const ways = sorts.flatMap((sort) => [false, true].map((descending) => ({ sort, descending })))

/** Pages on to the end, and says of each page whether it is sorted and how many are on it. */
const paged = (order: AccountOrder, search: string, limit: number) => {
  const rows: AccountRow[] = []
  const pages: { isSorted: boolean; length: number }[] = []
  let after: AccountPlace | undefined
  do {
    const page = accountRows(store).page({ ...order, search }, after, limit)
    rows.push(...page.rows)
    pages.push({ isSorted: page.isSorted, length: page.rows.length })
    after = page.next ?? undefined
  } while (after !== undefined && pages.length < 1000)
  return { rows, pages }
}
const likes = (search: string): string[] => {
  const db = new Database(path, { readonly: true })
  const pattern = `%${search}%`
  const found = db
    .prepare('SELECT id FROM accounts WHERE account LIKE ? OR nickname LIKE ? OR user_id LIKE ? ORDER BY id')
    .pluck()
    .all(pattern, pattern, pattern)
  db.close()
  return found.map(String)
}

describe('a search that many match', () => {
  it.each(['ops', 'mix', 'op', 'x', 's1', '.12'])(
    'gives everybody once, by every sort, with or without the order: %s',
    (search) => {
      const matching = likes(search)
      expect(matching.length).toBeGreaterThan(500)
      for (const order of ways) {
        const { rows, pages } = paged(order, search, 1900)
        expect(rows.map(({ id }) => id).toSorted(), JSON.stringify(order)).toEqual(matching)
        const isSorted = pages[0]?.isSorted
        expect(pages.every((page) => page.isSorted === isSorted)).toBe(true)
        if (isSorted !== true) continue
        const places = rows.map((row) => placeOfAccount(row, order.sort))
        const inOrder = places.toSorted((one, other) => {
          const up =
            Buffer.compare(Buffer.from(one.value), Buffer.from(other.value)) || (one.id < other.id ? -1 : 1)
          return order.descending ? -up : up
        })
        expect(places).toEqual(inOrder)
      }
      expect(accountRows(store).count({ ...(ways[0] ?? never()), search }, 100_000)).toBe(matching.length)
    },
  )

  it.each([
    ['ops', 'account', true, true],
    ['ops', 'backend', true, false],
    ['ops', 'passwordChangedAt', true, false],
    ['ops', 'lastChangeAt', true, false],
    ['op', 'account', false, true],
    ['x', 'account', false, true],
    ['mix', 'passwordChangedAt', true, true],
  ] as const)('says whether it is in order: %s by %s, up %s, down %s', (search, sort, up, down) => {
    const first = (descending: boolean) =>
      accountRows(store).page({ sort, descending, search }, undefined, 50)
    expect([first(false).isSorted, first(true).isSorted]).toEqual([up, down])
    expect([first(false).rows.length, first(true).rows.length]).toEqual([50, 50])
  })

  it('leads on over those among whom nobody matches, in order all the way', () => {
    const { rows, pages } = paged({ sort: 'passwordChangedAt', descending: false }, 'mix', 250)
    expect(rows).toHaveLength(4600)
    expect(pages.every(({ isSorted }) => isSorted)).toBe(true)
    expect(pages.some(({ length }) => length < 250)).toBe(true)
  })

  it('begins anew at a place of another order, and goes on without one wherever it began so', () => {
    const rows = accountRows(store)
    const byBackend = { sort: 'backend', descending: true, search: 'ops' } as const
    const first = rows.page(byBackend, undefined, 50)
    const elsewhere = { sort: 'account', value: 'ops', id: '' } as const
    expect(rows.page(byBackend, elsewhere, 50)).toEqual(first)
    const second = rows.page({ ...byBackend, sort: 'lastChangeAt' }, first.next ?? undefined, 50)
    const shown = new Set(first.rows.map(({ id }) => id))
    expect(second.rows.filter(({ id }) => shown.has(id))).toEqual([])
    expect([second.isSorted, second.rows.length]).toEqual([false, 50])
  })
})

function never(): never {
  throw new Error('there is no way')
}
