import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../../../src/main/store/files/open.ts'
import { resetPage, type ResetPlace } from '../../../src/main/store/resets/reset-list.ts'
import type { Store } from '../../../src/main/store/store.ts'
import { resetSorts } from '../../../src/shared/model/listed-resets.ts'
import { createFixedClock } from '../../support/fixed-clock.ts'
import { makeJudgedStore } from '../../support/judged-store.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const folder = makeTempFolder('cases')
const count = 6000
let path: string
let store: Store

beforeAll(() => {
  path = makeJudgedStore(folder.path, {})
  const db = new Database(path)
  const insert =
    db.prepare(`INSERT INTO reset_requests (id, number, backend_id, system, account, uid, appid, nickname,
      caller, reason, ticket, state, checks, code_tries, opened_by, opened_at, closed_at)
    VALUES (?, ?, 'b1', 'shuidi', ?, ?, '', ?, ?, '', ?, ?, '[]', 0, 'ada', '2026-01-01', ?)`)
  db.transaction(() => {
    for (let number = 1; number <= count; number++) {
      const isOpen = number % 60 === 0
      insert.run(
        `r${String(number)}`,
        number,
        String(13_900_000_000 + number * 97),
        String(number * 3),
        // The oldest stand together, and so do few of the newest.
        number <= 1500 ? '欧阳' : number > 5900 ? 'Ада 100%' : '',
        number % 4 === 0 ? 'Mr Smith' : 'smith',
        `${number % 2 === 0 ? 'INC' : 'inc'}-${String(number)}`,
        isOpen ? 'opened' : number % 7 === 0 ? 'declined' : 'resolved',
        isOpen ? null : '2026-01-02',
      )
    }
  })()
  db.close()
  store = openStore({ path, door: 'test', clock: createFixedClock() }).store
})
afterAll(() => {
  store.close()
  folder.remove()
})

const shows = [undefined, 'open', 'closed', 'declined', 'opened'] as const
const orders = [undefined, ...resetSorts.map((sort) => ({ sort, descending: sort === 'number' }))]
/** Reads every case to see in which a text occurs. */
const likes = (text: string, show: (typeof shows)[number]): number[] => {
  const db = new Database(path, { readonly: true })
  const pattern = `%${text.replaceAll(/[%_]/g, String.raw`\$&`)}%`
  const columns = ['account', 'uid', 'nickname', 'caller', 'ticket', `'#' || number`]
  const isShown = {
    all: '1',
    open: 'closed_at IS NULL',
    closed: 'closed_at IS NOT NULL',
    declined: `state = 'declined'`,
    opened: `state = 'opened'`,
  }[show ?? 'all']
  const holds = columns.map((column) => `${column} LIKE @pattern ESCAPE '\\'`).join(' OR ')
  const found = db
    .prepare(`SELECT number FROM reset_requests WHERE ${isShown} AND (${holds}) ORDER BY number`)
    .pluck()
    .all({ pattern })
  db.close()
  return found.map(Number)
}
const paged = (search: string, show: (typeof shows)[number], order: (typeof orders)[number]) => {
  const numbers: number[] = []
  const sorts = new Set<string | null>()
  let after: ResetPlace | undefined
  let pages = 0
  do {
    const page = resetPage(store, { filter: { search, show }, order, after, limit: 900 })
    numbers.push(...page.rows.map(({ number }) => number))
    sorts.add(page.sort)
    after = page.next ?? undefined
    pages++
  } while (after !== undefined && pages < 100)
  return { numbers, sorts: [...sorts] }
}

describe('a search of the queue', () => {
  it.each(['inc-', 'Mr S', '欧', '#59', '39', '100%', '13900582', 'zz'])(
    'gives every case once that has the text anywhere, in any order and as it is shown: %s',
    (text) => {
      for (const show of shows) {
        const matching = likes(text, show)
        for (const order of orders) {
          const { numbers, sorts } = paged(text, show, order)
          const way = `${text} ${show ?? 'all'} ${JSON.stringify(order)}`
          expect(
            numbers.toSorted((one, other) => one - other),
            way,
          ).toEqual(matching)
          expect(sorts, way).toHaveLength(1)
          if (sorts[0] === 'number') expect(numbers, way).toEqual(matching.toReversed())
        }
      }
    },
  )

  it('gives the open ones first, and the newest among them', () => {
    const { rows, sort } = resetPage(store, {
      filter: { search: 'inc-' },
      order: undefined,
      after: undefined,
      limit: 102,
    })
    expect(sort).toBeNull()
    expect([rows[0]?.number, rows[1]?.number, rows[99]?.number]).toEqual([6000, 5940, 60])
    expect([rows[100]?.number, rows[101]?.number]).toEqual([5999, 5998])
  })

  it('leads on where many have the text, but none of the newest', () => {
    const first = resetPage(store, {
      filter: { search: '欧阳', show: 'closed' },
      order: undefined,
      after: undefined,
      limit: 50,
    })
    expect(first).toEqual({ rows: [], sort: null, next: { order: 'closed', number: count - 2499 } })
  })

  it.each([
    ['ада', 100],
    ['ад', 100],
    ['inc-6000', 1],
    ['#6000', 1],
    ['INC-\u0000', 0],
    ['\u0001', 0],
    ['"', 0],
    ['NEAR(', 0],
    ['smithinc', 0],
  ])('takes a text for what it is, in letters of either case: %j', (search, found) => {
    expect(paged(search, undefined, { sort: 'number', descending: false }).numbers).toHaveLength(found)
  })

  it('reads no case but those that it shows, however common the text', () => {
    const read: string[] = []
    const telling: Store = {
      ...store,
      all(query) {
        const asked = 'sql' in query ? query : query.compile()
        const plan = store.all<{ detail: string }>({ ...asked, sql: `EXPLAIN QUERY PLAN ${asked.sql}` })
        read.push(plan.map(({ detail }) => detail).join('; '))
        return store.all(query)
      },
    }
    for (const search of ['inc-', 'inc-600', 'zzq', '欧'])
      for (const order of orders)
        resetPage(telling, { filter: { search }, order, after: undefined, limit: 50 })
    expect(read.length).toBeGreaterThan(10)
    for (const plan of read) expect(plan).not.toMatch(/SCAN reset_requests(;|$)/)
  })
})
