import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { createStore, openStore } from '../../../src/main/store/files/open.ts'
import { createFixedClock } from '../../support/fixed-clock.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const beside = <T>(path: string, work: (db: Database.Database) => T): T => {
  const db = new Database(path)
  try {
    return work(db)
  } finally {
    db.close()
  }
}

it('lets go of its lock also where the last that it writes fails, and the next desk sees that it did', () => {
  const path = join(tempFolder(), 'store', 'desk.latchkey')
  const options = { path, door: 'test', clock: createFixedClock() }
  const { store } = createStore({ ...options, storeId: 's', populate: () => undefined })
  beside(path, (db) =>
    db.exec(`CREATE TRIGGER full BEFORE UPDATE ON store_meta BEGIN SELECT RAISE(ABORT, 'disk full'); END`),
  )
  expect(() => {
    store.close()
  }).toThrow('disk full')
  expect(existsSync(`${path}.holder`)).toBe(false)
  beside(path, (db) => db.exec('DROP TRIGGER full'))
  expect(beside(path, (db) => db.prepare('SELECT clean_exit FROM store_meta').pluck().get())).toBe(0)
  const next = openStore(options).store
  next.close()
  next.close()
  expect(beside(path, (db) => db.prepare('SELECT clean_exit FROM store_meta').pluck().get())).toBe(1)
})
