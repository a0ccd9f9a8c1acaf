import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { migrate } from '../../../src/main/store/files/migrate.ts'
import { migrations } from '../../../src/main/store/migrations/index.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const upTo = (number: number) => migrations.filter((step) => step.number <= number)

/** Makes a store of version 6 with three accounts and a change of one in it. */
const versionSix = (): Database.Database => {
  const db = new Database(join(tempFolder(), 'desk.latchkey'))
  migrate(db, upTo(6))
  db.pragma('foreign_keys = ON')
  db.pragma('trusted_schema = OFF')
  db.exec(`
    INSERT INTO backends VALUES ('b', 'openim', 'Chat', 'http://127.0.0.1:1', 'sandbox', 0, '{}', 1, x'01');
    INSERT INTO accounts (id, backend_id, user_id, account, nickname, level, sealed_password, sample, last_change_id)
    VALUES ('1', 'b', '10000003', 'zoe', 'Root', 100, x'02', 0, 'c1'),
      ('2', 'b', '10000002', 'ada', '王小明', 1, NULL, 0, NULL), ('3', 'b', '10000001', 'Bob', '', 1, NULL, 1, NULL);
    INSERT INTO changes (id, subject, account_id, backend_id, operation, state, operator, password_from, planned_at, sessions)
    VALUES ('c1', 'admin/1', '1', 'b', 'openim.changePassword', 'unknown', 'ada', 'typed', '1', 'not-known');
  `)
  return db
}
const found = (db: Database.Database, text: string): unknown[] =>
  db
    .prepare(
      `SELECT accounts.account FROM account_search s JOIN accounts ON num = s.rowid
       WHERE s.account_search MATCH ? ORDER BY s.rowid`,
    )
    .pluck()
    .all(`"${text}"`)

describe('the migration from version 6', () => {
  it('has every account found that was there, and none changed', () => {
    const db = versionSix()
    const accounts = (): unknown =>
      db.prepare('SELECT id, account, nickname, user_id, sealed_password, last_change_id FROM accounts').all()
    const before = accounts()
    expect(migrate(db, upTo(7))).toEqual([7])
    expect(accounts()).toEqual(before)
    expect(found(db, '10000')).toEqual(['Bob', 'ada', 'zoe'])
    expect(found(db, '王小明')).toEqual(['ada'])
    expect(db.prepare('SELECT state FROM changes').pluck().all()).toEqual(['unknown'])
    expect(db.pragma('foreign_key_check')).toEqual([])
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    db.close()
  })

  it('keeps to every account that comes, goes, or is renamed', () => {
    const db = versionSix()
    migrate(db, upTo(7))
    db.exec(`
      INSERT INTO accounts (id, backend_id, user_id, account, nickname, level, sample)
      VALUES ('4', 'b', '10000004', 'eve', '', 1, 0);
      UPDATE accounts SET account = 'ruth' WHERE id = '1';
      DELETE FROM accounts WHERE id = '3';`)
    expect(found(db, '1000000')).toEqual(['ada', 'eve', 'ruth'])
    expect(found(db, 'zoe')).toEqual([])
    expect(found(db, 'Bob')).toEqual([])
    db.exec(`INSERT INTO account_search (account_search, rank) VALUES ('integrity-check', 1)`)
    db.close()
  })

  it('gives no number twice, even after the last account is gone', () => {
    const db = versionSix()
    migrate(db, upTo(7))
    const add = (id: string): void => {
      db.prepare(
        `INSERT INTO accounts (id, backend_id, user_id, account, nickname, level, sample) VALUES (?, 'b', ?, 'eve', '', 1, 0)`,
      ).run(id, id)
    }
    db.exec(`DELETE FROM accounts WHERE id = '1'`)
    add('4')
    add('5')
    const numbers = db.prepare('SELECT num FROM accounts').pluck().all()
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(db.prepare(`SELECT num FROM accounts WHERE id = '4'`).pluck().get()).toBeGreaterThan(3)
    db.close()
  })

  it('leaves the search alone when a password is changed', () => {
    const db = versionSix()
    migrate(db, upTo(7))
    const written = (): unknown => db.prepare('SELECT id, block FROM account_search_data').all()
    const before = written()
    db.exec(
      `UPDATE accounts SET sealed_password = x'03', account = account, last_change_at = '2026' WHERE id = '1'`,
    )
    expect(written()).toEqual(before)
    db.close()
  })
})
