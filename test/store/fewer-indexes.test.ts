import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { migrate } from '../../src/main/store/files/migrate.ts'
import { migrations } from '../../src/main/store/migrations/index.ts'
import { tempFolder } from '../support/temp-folder.ts'

it('takes one index from the changes of version 11, and changes none of them', () => {
  const db = new Database(join(tempFolder(), 'desk.latchkey'))
  migrate(db, migrations.slice(0, 11))
  db.pragma('foreign_keys = OFF')
  db.exec(`
    INSERT INTO changes (id, subject, backend_id, operation, state, operator, password_from, planned_at, ended_at, sessions)
    VALUES ('1', 'user/b/1', 'b', 'shuidi.findPassword', 'confirmed', 'ada', 'typed', '2026-01-01', '2026-01-02', 'not-known'),
      ('2', 'user/b/2', 'b', 'shuidi.findPassword', 'unknown', 'ada', 'typed', '2026-01-01', NULL, 'not-known');`)
  const indexes = (): string[] =>
    db
      .prepare<[], string>(
        `SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'changes' AND sql IS NOT NULL ORDER BY name`,
      )
      .pluck()
      .all()
  const rows = () => db.prepare('SELECT * FROM changes NOT INDEXED').all()
  const [hadIndexes, hadRows] = [indexes(), rows()]
  expect(migrate(db, migrations.slice(0, 12))).toEqual([12])
  expect(indexes()).toEqual(hadIndexes.filter((name) => name !== 'changes_by_end'))
  expect(hadIndexes).toContain('changes_by_end')
  expect(rows()).toEqual(hadRows)
  expect(hadRows).toHaveLength(2)
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  db.close()
})
