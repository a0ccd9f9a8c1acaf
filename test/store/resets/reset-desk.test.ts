import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { migrate } from '../../../src/main/store/files/migrate.ts'
import { migrations } from '../../../src/main/store/migrations/index.ts'
import { tempFolder } from '../../support/temp-folder.ts'

/** Makes a store of version 3 with a backend and an audit event in it. */
const versionThree = (): Database.Database => {
  const db = new Database(join(tempFolder(), 'desk.latchkey'))
  migrate(db, migrations.slice(0, 3))
  db.pragma('foreign_keys = ON')
  db.exec(`
    INSERT INTO backends VALUES ('b', 'shuidi', 'Shop', 'http://127.0.0.1:1', 'sandbox', 0, '{}', 1, x'01');
    INSERT INTO audit_events VALUES (1, '2026-01-01', 'ada', 'store.created', 'x', 'done', '{}', 'a', 'b');
  `)
  return db
}
const open = (db: Database.Database, id: string, number: number, account: string): void => {
  db.prepare(
    `INSERT INTO reset_requests VALUES (?, ?, 'b', 'shuidi', ?, '1', '', '', 'Ming', 'forgot it', 'T-1', 'open', '[]',
      NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, 'sam', '2026-01-01', NULL, NULL)`,
  ).run(id, number, account)
}

describe('the migration from version 3', () => {
  it('keeps every row', () => {
    const db = versionThree()
    const before = db.prepare('SELECT * FROM backends').all()
    expect(migrate(db, migrations.slice(0, 4))).toEqual([4])
    expect(db.prepare('SELECT * FROM backends').all()).toEqual(before)
    expect(db.prepare('SELECT count(*) FROM audit_events').pluck().get()).toBe(1)
    expect(db.pragma('quick_check', { simple: true })).toBe('ok')
    db.close()
  })

  it('lets one case of a user be open at a time', () => {
    const db = versionThree()
    migrate(db, migrations.slice(0, 4))
    open(db, 'r1', 1, '13800138000')
    expect(() => {
      open(db, 'r2', 2, '13800138000')
    }).toThrow(/UNIQUE/)
    db.exec(`UPDATE reset_requests SET closed_at = '2026-01-02'`)
    open(db, 'r2', 2, '13800138000')
    expect(db.prepare('SELECT id FROM reset_requests ORDER BY number').pluck().all()).toEqual(['r1', 'r2'])
    db.close()
  })
})
