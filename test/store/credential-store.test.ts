import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { migrate } from '../../src/main/store/files/migrate.ts'
import { foundation } from '../../src/main/store/migrations/0001-foundation.ts'
import { fiveOperations } from '../../src/main/store/migrations/0002-five-operations.ts'
import { credentialStore } from '../../src/main/store/migrations/0003-credential-store.ts'
import { tempFolder } from '../support/temp-folder.ts'

const before = [foundation, fiveOperations]
const after = [...before, credentialStore]

/** Makes a store of version 2 with an open change, a closed one and their candidates in it. */
const versionTwo = (): Database.Database => {
  const db = new Database(join(tempFolder(), 'desk.latchkey'))
  migrate(db, before)
  db.pragma('foreign_keys = ON')
  db.pragma('trusted_schema = OFF')
  db.exec(`
    INSERT INTO operators VALUES ('op', 'ada', 'ada', '2026-01-01');
    INSERT INTO backends VALUES ('b', 'openim', 'Chat', 'http://127.0.0.1:1', 'sandbox', 0, '{}', 1, x'01');
    INSERT INTO accounts VALUES ('a', 'b', '1', 'chatAdmin', 'Root', 100, x'02', 3, '2026-01-01', 'c2', '2026-01-02', 0);
    INSERT INTO changes VALUES
      ('c1', 'a', 'openim.changePassword', 'confirmed', 'ada', 'typed', '1', '2', '3', '4', '{}', 'sessions-stay'),
      ('c2', 'a', 'openim.changePassword', 'unknown', 'ada', 'generated', '5', '6', '7', NULL, '{}', 'not-known');
    INSERT INTO candidates VALUES
      ('k1', 'c1', 'old', x'03', '1'), ('k2', 'c1', 'new', x'04', '1'),
      ('k3', 'c2', 'old', x'05', '5'), ('k4', 'c2', 'new', x'06', '5');
    INSERT INTO audit_events VALUES (1, '2026-01-01', 'ada', 'store.created', 'x', 'done', '{}', 'a', 'b');
  `)
  return db
}

describe('the migration from version 2', () => {
  it('keeps every change and every candidate, and names what a change holds', () => {
    const db = versionTwo()
    const candidates = db.prepare('SELECT * FROM candidates ORDER BY id').all()
    const audit = db.prepare('SELECT * FROM audit_events').all()
    expect(migrate(db, after)).toEqual([3])
    expect(db.prepare('SELECT * FROM candidates ORDER BY id').all()).toEqual(candidates)
    expect(
      db.prepare('SELECT id, subject, account_id, backend_id, state, ended_at FROM changes').all(),
    ).toEqual([
      { id: 'c1', subject: 'admin/a', account_id: 'a', backend_id: 'b', state: 'confirmed', ended_at: '4' },
      { id: 'c2', subject: 'admin/a', account_id: 'a', backend_id: 'b', state: 'unknown', ended_at: null },
    ])
    expect(db.prepare('SELECT * FROM audit_events').all()).toEqual(audit)
    expect(db.pragma('foreign_key_check')).toEqual([])
    expect(db.pragma('quick_check', { simple: true })).toBe('ok')
    db.close()
  })

  it('still lets one open change hold an account, and takes candidates along with their change', () => {
    const db = versionTwo()
    migrate(db, after)
    const open = (id: string, subject: string): void => {
      db.prepare(
        `INSERT INTO changes VALUES
           (?, ?, NULL, 'b', 'shuidi.findPassword', 'staged', 'sam', 'typed', '1', '1', NULL, NULL, NULL, 'not-known', NULL, NULL, NULL, NULL)`,
      ).run(id, subject)
    }
    expect(() => {
      open('c3', 'admin/a')
    }).toThrow(/UNIQUE/)
    open('c3', 'user/b/13800138000')
    db.exec(`DELETE FROM changes WHERE id = 'c2'`)
    expect(db.prepare('SELECT id FROM candidates ORDER BY id').pluck().all()).toEqual(['k1', 'k2'])
    db.close()
  })

  it('leaves what was known of operators and passwords as it was, with nothing judged', () => {
    const db = versionTwo()
    migrate(db, after)
    expect(db.prepare('SELECT name, disabled_at, must_change FROM operators').all()).toEqual([
      { name: 'ada', disabled_at: null, must_change: 0 },
    ])
    expect(
      db.prepare('SELECT sealed_password, password_score, password_default FROM accounts').all(),
    ).toEqual([{ sealed_password: Buffer.of(2), password_score: 3, password_default: null }])
    db.close()
  })
})
