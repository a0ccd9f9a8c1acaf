import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { migrate } from '../../src/main/store/files/migrate.ts'
import { foundation } from '../../src/main/store/migrations/0001-foundation.ts'
import { fiveOperations } from '../../src/main/store/migrations/0002-five-operations.ts'
import { tempFolder } from '../support/temp-folder.ts'

/** Makes a store of version 1 with a user, an admin and a token in it. */
const versionOne = (): Database.Database => {
  const db = new Database(join(tempFolder(), 'desk.latchkey'))
  migrate(db, [foundation])
  db.pragma('foreign_keys = ON')
  db.pragma('trusted_schema = OFF')
  db.exec(`
    INSERT INTO directory_applications VALUES
      ('app-1001', 'Mall', x'01', 'normal', 'normal', 0, 1, 0, 5, 20, 6, 32, 0, 1, x'02');
    INSERT INTO directory_admins VALUES ('1', 'chatAdmin', 'Root', 100, 'hash', NULL, '2026-01-01', 0);
    INSERT INTO directory_users VALUES
      (7, 'app-1001', 15629, '13800138000', '13800138000', 'a@example.com', '明记小店', 'hash', NULL, 'normal', '', x'03', 0);
    INSERT INTO directory_tokens VALUES (x'04', 'user', NULL, 7, '2026-01-01', '2030-01-01', NULL);
    INSERT INTO audit_events VALUES (1, '2026-01-01', 'ada', 'store.created', 'x', 'done', '{}', 'a', 'b');
  `)
  return db
}
const found = (db: Database.Database, text: string): unknown[] =>
  db
    .prepare('SELECT rowid FROM directory_user_search WHERE directory_user_search MATCH ?')
    .pluck()
    .all(`"${text}"`)

describe('the migration from version 1', () => {
  it('keeps every row, and gives tokens room for a key of their own', () => {
    const db = versionOne()
    const before = db.prepare('SELECT * FROM directory_users').all()
    expect(migrate(db, [foundation, fiveOperations])).toEqual([2])
    expect(db.prepare('SELECT * FROM directory_users').all()).toEqual(before)
    expect(db.prepare('SELECT user_num, sealed_userkey FROM directory_tokens').all()).toEqual([
      { user_num: 7, sealed_userkey: null },
    ])
    expect(db.prepare('SELECT count(*) FROM audit_events').pluck().get()).toBe(1)
    expect(db.pragma('quick_check', { simple: true })).toBe('ok')
    db.close()
  })

  it('makes the users of before searchable, and keeps the search with every later change', () => {
    const db = versionOne()
    migrate(db, [foundation, fiveOperations])
    expect(found(db, '明记小')).toEqual([7])
    expect(found(db, 'EXAMPLE')).toEqual([7])
    db.exec(`UPDATE directory_users SET nickname = 'Zebra'`)
    expect([found(db, '明记小'), found(db, 'zeb')]).toEqual([[], [7]])
    db.exec(`UPDATE directory_users SET status = 'disabled'`)
    expect(found(db, 'zeb')).toEqual([7])
    db.exec('DELETE FROM directory_applications')
    expect(found(db, 'zeb')).toEqual([])
    db.exec(`INSERT INTO directory_user_search (directory_user_search) VALUES ('integrity-check')`)
    db.close()
  })

  it.each([
    ['SELECT * FROM directory_users WHERE phone = ? COLLATE NOCASE', 'directory_users_by_phone'],
    [
      'SELECT * FROM directory_users WHERE nickname COLLATE NOCASE >= ? ORDER BY nickname COLLATE NOCASE, num',
      'directory_users_by_nickname',
    ],
    [
      'SELECT * FROM directory_users WHERE appid = ? AND num > 1 ORDER BY num',
      'directory_users_by_application',
    ],
    [
      `SELECT seq FROM audit_events WHERE action IN ('application.changed', 'built-in.settings-changed')
       AND action = 'application.changed' AND target = ? ORDER BY seq DESC LIMIT 1`,
      'audit_events_of_rows',
    ],
  ])('answers %s by an index, in its order', (query, index) => {
    const db = versionOne()
    migrate(db, [foundation, fiveOperations])
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${query}`).all('x') as { detail: string }[]
    const text = plan.map((step) => step.detail).join('\n')
    expect(text).toContain(index)
    expect(text).not.toContain('TEMP B-TREE')
    db.close()
  })
})
