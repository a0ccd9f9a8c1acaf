import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { migrate } from '../../../src/main/store/files/migrate.ts'
import { migrations } from '../../../src/main/store/migrations/index.ts'
import { tempFolder } from '../../support/temp-folder.ts'

it('keeps every credential from version 4 as one of its backend as a whole, and takes one an application', () => {
  const db = new Database(join(tempFolder(), 'desk.latchkey'))
  migrate(db, migrations.slice(0, 4))
  db.pragma('foreign_keys = ON')
  db.exec(`
    INSERT INTO backends VALUES ('b', 'nobase', 'Mall', 'http://127.0.0.1:1', 'sandbox', 0, '{"appid":"mall"}', 1, x'01');
    INSERT INTO backend_secrets VALUES ('b', 'signature', x'0102', '2026-01-01'), ('b', 'token', x'03', '2026-01-02');
  `)
  expect(migrate(db, migrations.slice(0, 5))).toEqual([5])
  expect(db.prepare('SELECT * FROM backend_secrets ORDER BY kind').all()).toEqual([
    {
      backend_id: 'b',
      kind: 'signature',
      application: '',
      sealed: Buffer.of(1, 2),
      changed_at: '2026-01-01',
    },
    { backend_id: 'b', kind: 'token', application: '', sealed: Buffer.of(3), changed_at: '2026-01-02' },
  ])
  const insert = db.prepare(`INSERT INTO backend_secrets VALUES ('b', 'signature', ?, x'04', '2026-01-03')`)
  insert.run('mall')
  insert.run('shop')
  expect(() => insert.run('shop')).toThrow(/UNIQUE/)
  db.exec(`DELETE FROM backends`)
  expect(db.prepare('SELECT count(*) FROM backend_secrets').pluck().get()).toBe(0)
  expect(db.pragma('quick_check', { simple: true })).toBe('ok')
  db.close()
})
