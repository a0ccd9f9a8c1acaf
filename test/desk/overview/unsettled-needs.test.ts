import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ChangeState } from '../../../src/shared/model/change.ts'
import { startTestDesk, type TestDesk } from '../../support/test-desk.ts'

let at: TestDesk
let db: Database.Database
beforeAll(async () => {
  at = await startTestDesk()
  db = new Database(at.storePath)
  db.pragma('foreign_keys = OFF')
})
afterAll(() => {
  db.close()
  return at.end()
})

let made = 0
const insertChange = (subject: string, accountId: string | null, state: ChangeState): string => {
  const id = `change-${String((made += 1))}`
  db.prepare(
    `INSERT INTO changes (id, subject, account_id, backend_id, operation, operator, state, password_from, sessions, planned_at)
      VALUES (?, ?, ?, 'built-in', 'openim.changePassword', 'ada', ?, 'typed', 'not-known', '2026-01-01')`,
  ).run(id, subject, accountId, state)
  return id
}
const listAdmins = (state: 'unknown' | 'needs-operator' | 'unsettled') =>
  at.desk.admins.list({ state, sort: 'account', descending: false, limit: 50 })
const needs = () => at.desk.overview(at.ada, []).changes

it('leads from the changes of admins to all that are counted, and to no other', () => {
  const admins = db.prepare<[], { id: string }>('SELECT id FROM accounts ORDER BY id').all()
  expect(admins).toHaveLength(3)
  for (const [index, state] of (['unknown', 'needs-operator', 'verified'] as const).entries()) {
    const id = admins[index]?.id ?? ''
    const change = insertChange(`admin/${id}`, id, state)
    db.prepare(`UPDATE accounts SET last_change_id = ?, last_change_at = '2026-01-01' WHERE id = ?`).run(
      change,
      id,
    )
  }
  expect(needs()?.admins?.count).toBe(2)
  const { rows, total } = listAdmins('unsettled')
  expect(new Set(rows.map(({ lastChange }) => lastChange?.state))).toEqual(
    new Set(['unknown', 'needs-operator']),
  )
  expect(total).toBe(2)
  expect(listAdmins('unknown').total).toBe(1)
  db.prepare(`UPDATE changes SET state = 'needs-operator' WHERE state = 'unknown'`).run()
  expect(needs()?.admins?.count).toBe(2)
  expect(listAdmins('unsettled').total).toBe(2)
  expect(listAdmins('unknown').total).toBe(0)
})

it.each(['unknown', 'needs-operator'] as const)(
  'leads from the resets of users to their requests, also where these are closed: %s',
  (state) => {
    db.exec('DELETE FROM reset_requests')
    db.exec('DELETE FROM changes WHERE account_id IS NULL')
    for (const number of [1, 2])
      db.prepare(
        `INSERT INTO reset_requests (id, number, backend_id, system, account, uid, appid, nickname, caller, reason, ticket,
          state, checks, code_tries, change_id, opened_by, opened_at, closed_by, closed_at)
          VALUES (?, ?, 'built-in', 'shuidi', ?, ?, '', '', '', 'forgot', '', 'abandoned', '[]', 0, ?, 'ada',
            '2026-01-01', 'ada', '2026-01-02')`,
      ).run(
        `case-${String(number)}`,
        number,
        `1860000000${String(number)}`,
        String(number),
        insertChange(`user/built-in/shuidi/${String(number)}`, null, state),
      )
    expect(needs()?.users).toMatchObject({ count: 2, resetId: null })
    const { rows } = at.desk.resetDesk.list({ show: 'unknown', limit: 10 })
    expect(rows.map(({ number }) => number)).toEqual([2, 1])
  },
)
