import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { migrate } from '../../../src/main/store/files/migrate.ts'
import { migrations } from '../../../src/main/store/migrations/index.ts'
import { tempFolder } from '../../support/temp-folder.ts'

it('gives the requests and cases of version 12 their orders, and changes none', () => {
  const db = new Database(join(tempFolder(), 'desk.latchkey'))
  migrate(db, migrations.slice(0, 12))
  db.pragma('foreign_keys = OFF')
  const exchange =
    db.prepare(`INSERT INTO exchanges (at, operator, purpose, backend_id, backend_name, operation,
      target, status, duration_ms, outcome)
    VALUES ('2026-01-01', 'ada', 'test', 'b', ?, ?, ?, 'succeeded', ?, '{}')`)
  exchange.run('Yunhu', 'openim.login', 'Zoe', 9)
  exchange.run('chat', 'nobase.login', 'amy', 12)
  const reset =
    db.prepare(`INSERT INTO reset_requests (id, number, backend_id, system, account, uid, appid, nickname,
      caller, reason, ticket, state, checks, code_tries, change_id, opened_by, opened_at, closed_at)
    VALUES (?, ?, 'b', 'shuidi', '139', '', '', '', '', '', ?, 'opened', '[]', 0, ?, 'ada', ?, ?)`)
  reset.run('r1', 1, 'T-2', 'c1', '2026-01-02', '2026-01-03')
  reset.run('r2', 2, 't-1', null, '2026-01-01', null)
  const tables = ['exchanges', 'reset_requests']
  const rows = () => tables.map((table) => db.prepare(`SELECT * FROM ${table} NOT INDEXED`).all())
  const before = rows()
  expect(migrate(db, migrations.slice(0, 13))).toEqual([13])
  expect(rows()).toEqual(before)
  const walked = (query: string): unknown[] => db.prepare(query).pluck().all()
  const exchanges = (index: string, order: string) =>
    walked(`SELECT id FROM exchanges INDEXED BY exchanges_by_${index} ORDER BY ${order}`)
  expect(exchanges('operation', 'operation')).toEqual([2, 1])
  expect(exchanges('target', 'target COLLATE NOCASE')).toEqual([2, 1])
  expect(exchanges('backend_name', 'backend_name COLLATE NOCASE')).toEqual([2, 1])
  expect(exchanges('duration', 'duration_ms')).toEqual([1, 2])
  const resets = (index: string, rest: string) =>
    walked(`SELECT number FROM reset_requests INDEXED BY reset_requests_${index} ${rest}`)
  expect(resets('open', 'WHERE closed_at IS NULL')).toEqual([2])
  expect(resets('by_backend', `WHERE backend_id = 'b' ORDER BY number DESC`)).toEqual([2, 1])
  expect(resets('by_ticket', 'ORDER BY ticket COLLATE NOCASE')).toEqual([2, 1])
  expect(resets('by_opening', 'ORDER BY opened_at')).toEqual([2, 1])
  expect(resets('by_change', `WHERE change_id = 'c1'`)).toEqual([1])
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  db.close()
})
