import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestDesk, type TestDesk } from '../../support/test-desk.ts'

type Case = readonly [
  account: string,
  backend: 'Zebra' | 'alpha',
  ticket: string,
  state: string,
  openedAt: string,
  change?: string,
]
// Of cases that share a value the newest stand first where they are kept apart by it: by state and by backend.
const cases: readonly Case[] = [
  ['18600000003', 'Zebra', 'T-9', 'resolved', '2026-01-01'],
  ['18600000001', 'alpha', '', 'opened', '2026-01-02'],
  ['18600000002', 'Zebra', 't-1', 'abandoned', '2026-01-05'],
  ['18600000004', 'alpha', 'T-5', 'unknown', '2026-01-03', 'verified'],
  ['18600000005', 'Zebra', '', 'code-sent', '2026-01-04'],
  ['18600000006', 'alpha', 'a-7', 'unknown', '2026-01-06', 'unknown'],
  ['18600000001', 'Zebra', 'T-2', 'resolved', '2026-01-07'],
]

let at: TestDesk
let db: Database.Database
beforeAll(async () => {
  at = await startTestDesk()
  db = new Database(at.storePath)
  db.pragma('foreign_keys = OFF')
  for (const name of ['Zebra', 'alpha'])
    db.prepare(
      `INSERT INTO backends VALUES (?, 'shuidi', ?, 'http://127.0.0.1:1', 'sandbox', 0, '{}', 1, x'01')`,
    ).run(name, name)
  for (const [index, one] of cases.entries()) insert(index + 1, one)
})
afterAll(() => {
  db.close()
  return at.end()
})

const insert = (number: number, [account, backend, ticket, state, openedAt, change]: Case): void => {
  const isClosed = ['resolved', 'abandoned', 'declined'].includes(state)
  const id = `change-${String(number)}`
  if (change !== undefined)
    db.prepare(
      `INSERT INTO changes (id, subject, backend_id, operation, operator, state, password_from, sessions, planned_at)
        VALUES (?, ?, ?, 'shuidi.findPassword', 'ada', ?, 'typed', 'not-known', '2026-01-01')`,
    ).run(id, `user/${backend}/shuidi/${String(number)}`, backend, change)
  db.prepare(
    `INSERT INTO reset_requests (id, number, backend_id, system, account, uid, appid, nickname, caller, reason, ticket,
      state, checks, code_tries, change_id, opened_by, opened_at, closed_by, closed_at)
      VALUES (?, ?, ?, 'shuidi', ?, ?, '', '', '', 'forgot', ?, ?, '[]', 0, ?, 'ada', ?, NULL, ?)`,
  ).run(
    `case-${String(number)}`,
    number,
    backend,
    account,
    String(number),
    ticket,
    state,
    change === undefined ? null : id,
    openedAt,
    isClosed ? '2026-02-01' : null,
  )
}
type Query = Parameters<TestDesk['desk']['resetDesk']['list']>[0]
/** Pages through all that match, two at a time, and gives their numbers. */
const paged = (query: Omit<Query, 'limit'>): string => {
  let found = ''
  for (let cursor: string | undefined; ;) {
    const { rows, nextCursor, sort } = at.desk.resetDesk.list({ ...query, cursor, limit: 2 })
    expect(sort).toBe(query.sort ?? null)
    found += rows.map(({ number }) => number).join('')
    if (nextCursor === null || found.length > cases.length) return found
    cursor = nextCursor
  }
}

it.each([
  ['number', '1234567', '7654321'],
  ['user', '2731456', '6541372'],
  // Without a ticket first; letters as they are read, not as they are written.
  ['ticket', '2563741', '1473652'],
  ['opened', '1245367', '7635421'],
  ['backend', '6427531', '7531642'],
  // As a case passes through them; what its change ended as stands for a case that says “unknown”.
  ['state', '2564713', '3714652'],
] as const)('gives each case once by %s, up and down', (sort, up, down) => {
  expect(paged({ sort })).toBe(up)
  expect(paged({ sort, descending: true })).toBe(down)
  const only = (some: string, of: string = up): string => of.replaceAll(new RegExp(`[^${some}]`, 'g'), '')
  expect(paged({ sort, show: 'open' })).toBe(only('2456'))
  expect(paged({ sort, show: 'closed' })).toBe(only('137'))
  expect(paged({ sort, show: 'closed', descending: true })).toBe(only('137', down))
  expect(paged({ sort, search: 't-' })).toBe(only('1347'))
  expect(paged({ sort, search: 't-', show: 'resolved' })).toBe(only('17'))
  expect(paged({ sort, search: 'nobody' })).toBe('')
})

it('gives the open ones first, the newest among them, where nothing else is said', () => {
  expect(paged({})).toBe('6542731')
  expect(paged({ show: 'closed' })).toBe('731')
  expect(paged({ show: 'changed' })).toBe('4')
})

it('shows a case in the state that it is sorted by', () => {
  const { rows } = at.desk.resetDesk.list({ sort: 'state', limit: 10 })
  expect(rows.map(({ state }) => state)).toEqual([
    ...['opened', 'code-sent', 'unknown', 'changed', 'resolved', 'resolved', 'abandoned'],
  ])
})

it('begins anew at a place of another order or of none', () => {
  const by = (cursor?: string) => at.desk.resetDesk.list({ sort: 'user', cursor, limit: 2 })
  const first = by()
  for (const cursor of ['ticket.4', 'open.4', 'user.999', 'user.x', 'constructor.1'])
    expect(by(cursor).rows).toEqual(first.rows)
})

it('says that it is not sorted where more are left than can be', () => {
  db.transaction(() => {
    for (let number = 8; number < 1100; number++)
      insert(number, [`1390000${String(number)}`, 'Zebra', '', 'resolved', '2026-03-01'])
  })()
  const [first] = at.desk.resetDesk.list({ sort: 'user', show: 'resolved', limit: 1 }).rows
  expect(first?.number).toBe(1099)
  expect(at.desk.resetDesk.list({ sort: 'user', show: 'resolved', limit: 1 }).sort).toBeNull()
  for (const show of [undefined, 'closed', 'open'] as const)
    expect(at.desk.resetDesk.list({ sort: 'state', show, limit: 1 }).sort).toBe('state')
  db.transaction(() => {
    for (let number = 1100; number < 2200; number++)
      insert(number, [`1390000${String(number)}`, 'Zebra', '', 'opened', '2026-03-01'])
  })()
  for (const show of [undefined, 'closed', 'open'] as const)
    expect(at.desk.resetDesk.list({ sort: 'state', show, limit: 1 }).sort).toBeNull()
  expect(at.desk.resetDesk.list({ sort: 'user', limit: 1 }).sort).toBe('user')
})
