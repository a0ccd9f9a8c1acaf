import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { migrate } from '../../../src/main/store/files/migrate.ts'
import { migrations } from '../../../src/main/store/migrations/index.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const upTo = (number: number) => migrations.filter((step) => step.number <= number)
const open = (db: Database.Database, number: number, nickname: string, ticket: string): void => {
  db.prepare(
    `INSERT INTO reset_requests (id, number, backend_id, system, account, uid, appid, nickname, caller, reason, ticket,
      state, checks, code_tries, opened_by, opened_at)
    VALUES (?, ?, 'b', 'shuidi', ?, '7001', '', ?, 'Ms Reed', '', ?, 'opened', '[]', 0, 'ada', '2026-01-01')`,
  ).run(`r${String(number)}`, number, `1390000${String(number)}`, nickname, ticket)
}

/** Makes a store of version 13 with two cases in it, one with a step. */
const versionThirteen = (): Database.Database => {
  const db = new Database(join(tempFolder(), 'desk.latchkey'))
  migrate(db, upTo(13))
  db.pragma('foreign_keys = ON')
  db.pragma('trusted_schema = OFF')
  db.exec(`
    INSERT INTO backends VALUES ('b', 'shuidi', 'ERP', 'http://127.0.0.1:1', 'sandbox', 0, '{}', 1, x'01')`)
  open(db, 41, '王小明', 'INC-1')
  open(db, 1234, '', 'inc-20')
  db.exec(
    `INSERT INTO reset_steps (request_id, at, operator, step, detail) VALUES ('r41', '1', 'ada', 'opened', '{}')`,
  )
  return db
}
const found = (db: Database.Database, text: string): unknown[] =>
  db
    .prepare('SELECT rowid FROM reset_search WHERE reset_search MATCH ? ORDER BY rowid')
    .pluck()
    .all(`"${text}"`)

describe('the migration from version 13', () => {
  it('has every case found that was there, and none changed', () => {
    const db = versionThirteen()
    const tables = ['reset_requests', 'reset_steps']
    const rows = () => tables.map((table) => db.prepare(`SELECT * FROM ${table} NOT INDEXED`).all())
    const before = rows()
    expect(migrate(db, upTo(14))).toEqual([14])
    expect(rows()).toEqual(before)
    expect(found(db, 'inc-')).toEqual([41, 1234])
    expect(found(db, '王小明')).toEqual([41])
    expect(found(db, '#123')).toEqual([1234])
    expect(found(db, 'Reed7')).toEqual([])
    expect(db.pragma('foreign_key_check')).toEqual([])
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    db.close()
  })

  it('keeps to every case that comes, goes, or is given another name', () => {
    const db = versionThirteen()
    migrate(db, upTo(14))
    open(db, 1235, 'Zelda', 'INC-3')
    expect(found(db, 'INC')).toEqual([41, 1234, 1235])
    db.exec(`UPDATE reset_requests SET nickname = 'Ruth' WHERE number = 1235`)
    db.exec(`DELETE FROM reset_requests WHERE number = 41`)
    expect(found(db, 'ruth')).toEqual([1235])
    expect(found(db, 'zel')).toEqual([])
    expect(found(db, '王小明')).toEqual([])
    db.exec(`INSERT INTO reset_search (reset_search, rank) VALUES ('integrity-check', 1)`)
    db.close()
  })

  it('leaves the search alone when a case goes on', () => {
    const db = versionThirteen()
    migrate(db, upTo(14))
    const written = (): unknown => db.prepare('SELECT id, block FROM reset_search_data').all()
    const before = written()
    db.exec(
      `UPDATE reset_requests SET state = 'resolved', account = account, closed_at = '2026-01-02' WHERE number = 41`,
    )
    expect(written()).toEqual(before)
    db.close()
  })
})
