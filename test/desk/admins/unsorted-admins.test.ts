import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestDesk, type TestDesk } from '../../support/test-desk.ts'

const others = 8200
const sought = 4200
let at: TestDesk
beforeAll(async () => {
  at = await startTestDesk()
  const db = new Database(at.storePath)
  db.exec('UPDATE account_search_state SET held_back = 1')
  db.prepare(
    `INSERT INTO accounts (id, backend_id, user_id, account, nickname, level, sample, num, last_change_at)
    WITH RECURSIVE places (at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM places WHERE at < @all)
    SELECT 'id-' || at, (SELECT id FROM backends LIMIT 1), 'u' || at, iif(at > @others, 'ops-' || at, 'admin-' || at), '', 1, 0,
      at + 100, iif(at > @others, NULL, '2026-01-01') FROM places`,
  ).run({ all: others + sought, others })
  db.exec(`INSERT INTO account_search (account_search) VALUES ('rebuild')`)
  db.exec('UPDATE account_search_state SET held_back = 0')
  db.close()
})
afterAll(() => at.end())

it('says where a list is not sorted, and pages on through all of it by its cursor', () => {
  const query = { search: 'ops-', sort: 'lastChangeAt', descending: true, limit: 200 } as const
  const userIDs: string[] = []
  let cursor: string | undefined
  do {
    const page = at.desk.admins.list({ ...query, cursor })
    expect([page.sort, page.total, page.isTotalExact]).toEqual([null, sought, true])
    userIDs.push(...page.rows.map(({ userID }) => userID))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined && userIDs.length <= sought)
  expect(userIDs).toHaveLength(sought)
  expect(new Set(userIDs).size).toBe(sought)
})

it('is sorted where that can be had, and begins anew at what is no place', () => {
  const sorted = (sort: 'account' | 'lastChangeAt', search?: string, cursor?: string) =>
    at.desk.admins.list({ search, sort, descending: false, limit: 5, cursor })
  expect(sorted('lastChangeAt').sort).toBe('lastChangeAt')
  expect(sorted('account', 'admin-').sort).toBe('account')
  const place = (given: unknown): string => Buffer.from(JSON.stringify(given)).toString('base64url')
  const first = sorted('account', 'admin-').rows
  for (const given of [['ops-1', 'id-1'], { sort: 'backend', value: 'x', id: 'y' }, { sort: null }, 'x'])
    expect(sorted('account', 'admin-', place(given)).rows).toEqual(first)
})
