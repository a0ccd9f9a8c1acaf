import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { migrate } from '../../src/main/store/files/migrate.ts'
import { migrations } from '../../src/main/store/migrations/index.ts'
import { tempFolder } from '../support/temp-folder.ts'

const upTo = (number: number) => migrations.slice(0, number)
const believed = (db: Database.Database) => db.prepare('SELECT * FROM believed_time').all()

it('believes of a store of version 14 what its newest event says, not its latest', () => {
  const db = new Database(join(tempFolder(), 'desk.latchkey'))
  migrate(db, upTo(14))
  db.exec(`INSERT INTO audit_events VALUES
    (1, '2031-01-01T00:00:00.000Z', 'ada', 'store.created', 's', 'done', '{}', '', 'a'),
    (2, '2026-06-01T12:00:00.000Z', 'ada', 'operator.signed-in', 'ada', 'done', '{}', 'a', 'b')`)
  expect(migrate(db, upTo(15))).toEqual([15])
  expect(believed(db)).toEqual([
    { id: 1, believed: '2026-06-01T12:00:00.000Z', doubted_from: null, doubted_to: null },
  ])
  expect(db.pragma('quick_check', { simple: true })).toBe('ok')
  db.close()
})

it('believes nothing yet in a store without an event, and lets one note stand', () => {
  const db = new Database(':memory:')
  migrate(db, upTo(15))
  expect(believed(db)).toEqual([])
  db.exec(`INSERT INTO believed_time VALUES (1, '2026', NULL, NULL)`)
  expect(() => db.exec(`INSERT INTO believed_time VALUES (2, '2026', NULL, NULL)`)).toThrow('CHECK')
  expect(() => db.exec(`UPDATE believed_time SET doubted_from = '2026'`)).toThrow('CHECK')
  db.close()
})
