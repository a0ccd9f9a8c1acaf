import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { migrate } from '../../src/main/store/files/migrate.ts'
import { migrations } from '../../src/main/store/migrations/index.ts'
import { applyPragmas } from '../../src/main/store/pragmas.ts'
import { tempFolder } from '../support/temp-folder.ts'

it('keeps the counters of operators and of the recovery key from version 7 on, and of nobody else', () => {
  const path = join(tempFolder(), 'desk.latchkey')
  const db = new Database(path)
  applyPragmas(db)
  migrate(db, migrations.slice(0, 7))
  db.exec(`
    INSERT INTO operators (id, name, name_key, created_at) VALUES ('a', 'Ada', 'ada', '2026-06-01');
    INSERT INTO operator_failures VALUES ('operator/ada', 3, 1, 0);
    INSERT INTO operator_failures VALUES ('recovery', 5, 1, 2);
    INSERT INTO operator_failures VALUES ('operator/a password in the wrong field', 1, 1, 0);
  `)
  const kept = db
    .prepare(`SELECT * FROM operator_failures WHERE subject IN ('operator/ada', 'recovery') ORDER BY subject`)
    .all()
  expect(migrate(db, migrations.slice(0, 8))).toEqual([8])
  expect(db.prepare('SELECT * FROM operator_failures ORDER BY subject').all()).toEqual(kept)
  expect(kept).toHaveLength(2)
  expect(db.prepare('SELECT * FROM steady_time').all()).toEqual([])
  expect(db.pragma('quick_check', { simple: true })).toBe('ok')
  db.pragma('wal_checkpoint(TRUNCATE)')
  expect(readFileSync(path).includes('a password in the wrong field')).toBe(false)
  db.close()
})

it('lets one note of the time stand, and no second', () => {
  const db = new Database(':memory:')
  migrate(db, migrations.slice(0, 8))
  db.exec('INSERT INTO steady_time VALUES (1, 5, 6)')
  expect(() => db.exec('INSERT INTO steady_time VALUES (2, 5, 6)')).toThrow('CHECK')
  db.close()
})
