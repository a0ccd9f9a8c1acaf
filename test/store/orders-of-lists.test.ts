import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { migrate } from '../../src/main/store/files/migrate.ts'
import { migrations } from '../../src/main/store/migrations/index.ts'
import { tempFolder } from '../support/temp-folder.ts'

it('gives the applications and rotations of version 10 their orders, and changes none', () => {
  const db = new Database(join(tempFolder(), 'desk.latchkey'))
  migrate(db, migrations.slice(0, 10))
  db.pragma('foreign_keys = OFF')
  db.exec(`
    INSERT INTO directory_applications VALUES
      ('app-1', 'Zoo', x'01', 'normal', 'normal', 0, 1, 0, 5, 20, 6, 32, 0, 1, x'02'),
      ('app-2', 'atlas', x'01', 'stopped', 'normal', 0, 1, 0, 5, 20, 6, 32, 0, 1, x'02');
    INSERT INTO rotations VALUES
      ('1', 'backend', 'ada', 'ended', 20, '2026-01-01', NULL, NULL, NULL),
      ('2', 'backend', 'ada', 'planned', 20, '2026-01-02', NULL, NULL, NULL);`)
  const tables = ['directory_applications', 'rotations']
  const rows = () => tables.map((table) => db.prepare(`SELECT * FROM ${table} NOT INDEXED`).all())
  const before = rows()
  expect(migrate(db, migrations.slice(0, 11))).toEqual([11])
  expect(rows()).toEqual(before)
  const walked = (query: string): unknown[] => db.prepare(query).pluck().all()
  expect(
    walked(`SELECT name FROM directory_applications INDEXED BY directory_applications_by_name
      ORDER BY name COLLATE NOCASE`),
  ).toEqual(['atlas', 'Zoo'])
  expect(
    walked(`SELECT appid FROM directory_applications INDEXED BY directory_applications_by_status
      WHERE status = 'stopped' ORDER BY appid`),
  ).toEqual(['app-2'])
  expect(
    walked(`SELECT id FROM rotations INDEXED BY rotations_by_state WHERE state = 'planned' ORDER BY id`),
  ).toEqual(['2'])
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  db.close()
})
