import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ExchangeSort } from '../../../src/shared/model/listed-exchanges.ts'
import { startTestDesk, type TestDesk } from '../../support/test-desk.ts'

// What shares a value stands by number, in the direction of the whole.
const sent = [
  ['openim.login', 'root', 'Chat', 'succeeded', 40],
  ['nobase.newPass', 'Amy', 'alpha', 'rejected', 900],
  ['openim.login', 'bea', 'Chat', 'unknown', 40],
  ['yunhu.login', 'amy', 'Zebra', 'succeeded', 7],
  ['nobase.newPass', 'cho', 'alpha', 'succeeded', 1200],
] as const

let at: TestDesk
let db: Database.Database
beforeAll(async () => {
  at = await startTestDesk()
  db = new Database(at.storePath)
  for (const row of sent) insert(1, ...row)
})
afterAll(() => {
  db.close()
  return at.end()
})

/** Records so many requests that are alike. */
const insert = (times: number, ...row: readonly (string | number)[]): void => {
  const statement = db.prepare(`
    INSERT INTO exchanges (at, operator, purpose, backend_id, operation, target, backend_name, status, duration_ms,
      outcome)
    VALUES ('2026-01-01T00:00:00.000Z', 'ada', 'test', 'b', ?, ?, ?, ?, ?, '{}')`)
  db.transaction(() => {
    for (let time = 0; time < times; time++) statement.run(...row)
  })()
}
type Query = Parameters<TestDesk['desk']['exchanges']['list']>[0]
/** Pages through all that match, two at a time, and gives their numbers. */
const paged = (query: Omit<Query, 'limit'>): string => {
  let found = ''
  for (let cursor: string | undefined; ;) {
    const { rows, nextCursor, sort } = at.desk.exchanges.list({ ...query, cursor, limit: 2 })
    expect(sort).toBe(query.sort ?? 'at')
    found += rows.map(({ id }) => id).join('')
    if (nextCursor === null || found.length > sent.length) return found
    cursor = nextCursor
  }
}

it.each([
  ['at', '12345'],
  ['operation', '25134'],
  ['target', '24351'],
  ['backend', '25134'],
  ['status', '21453'],
  ['duration', '41325'],
] as const)('gives each request once by %s, and in the other direction turned round', (sort, ids) => {
  expect(paged({ sort, descending: false })).toBe(ids)
  expect(paged({ sort, descending: true })).toBe(Array.from(ids).reverse().join(''))
  expect(paged({ sort, descending: false, backendId: 'b', status: 'succeeded' })).toBe(
    ids.replaceAll(/[23]/g, ''),
  )
  expect(paged({ sort, descending: false, search: 'AMY' })).toBe(ids.replaceAll(/[135]/g, ''))
  expect(paged({ sort, search: 'nobody' })).toBe('')
})

it('gives the newest first where nothing else is said', () => {
  expect(paged({})).toBe('54321')
})

it('begins anew at a place of another order, of none, and of a request that is gone', () => {
  const by = (sort: ExchangeSort, cursor?: string) =>
    at.desk.exchanges.list({ sort, descending: false, cursor, limit: 2 })
  const first = by('duration')
  expect(by('duration', first.nextCursor ?? undefined).rows).not.toEqual(first.rows)
  for (const cursor of [by('target').nextCursor ?? '', 'duration.999', 'duration.-1', '1; DROP', 'sort.1'])
    expect(by('duration', cursor).rows).toEqual(first.rows)
})

it('gives those of a filter by time, and says so, where more are left than can be sorted at once', () => {
  insert(995, 'openim.login', 'many', 'Many', 'unreachable', 1)
  const query = { search: 'a', sort: 'duration', descending: false, limit: 3 } as const
  const few = at.desk.exchanges.list(query)
  expect(few.sort).toBe('duration')
  expect(few.rows[0]?.durationMs).toBe(1)
  insert(5, 'openim.login', 'many', 'Many', 'unreachable', 2)
  const first = at.desk.exchanges.list(query)
  expect(first.sort).toBe('at')
  expect(first.rows.map(({ id }) => id)).toEqual([1005, 1004, 1003])
  const second = at.desk.exchanges.list({ ...query, cursor: first.nextCursor ?? undefined })
  expect(second.rows.map(({ id }) => id)).toEqual([1002, 1001, 1000])
  // A place among the few says nothing among the many.
  expect(at.desk.exchanges.list({ ...query, cursor: few.nextCursor ?? undefined }).rows).toEqual(first.rows)
  expect(at.desk.exchanges.list({ sort: 'duration', descending: true, limit: 1 }).sort).toBe('duration')
  // Time is an order that can always be given, either way.
  const oldest = at.desk.exchanges.list({ ...query, sort: 'at' })
  expect(oldest).toMatchObject({ sort: 'at', rows: [{ id: 2 }, { id: 3 }, { id: 4 }] })
  const next = at.desk.exchanges.list({ ...query, sort: 'at', cursor: oldest.nextCursor ?? undefined })
  expect(next.rows.map(({ id }) => id)).toEqual([6, 7, 8])
})
