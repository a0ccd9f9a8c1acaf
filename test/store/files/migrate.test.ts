import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { migrate } from '../../../src/main/store/files/migrate.ts'
import { migrations } from '../../../src/main/store/migrations/index.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const one = { number: 1, name: 'one', statements: 'CREATE TABLE a (x TEXT) STRICT' }
const two = { number: 2, name: 'two', statements: 'ALTER TABLE a ADD COLUMN y TEXT' }
const broken = {
  number: 2,
  name: 'broken',
  statements: 'ALTER TABLE a ADD COLUMN y TEXT; SELECT no_such_function()',
}
const version = (db: Database.Database): unknown => db.pragma('user_version', { simple: true })

describe('migrations', () => {
  it('are numbered from one without a gap', () => {
    expect(migrations.map((step) => step.number)).toEqual(migrations.map((_, place) => place + 1))
  })

  it('leave every table STRICT', () => {
    const db = new Database(':memory:')
    migrate(db)
    const loose = db
      .prepare(
        `SELECT name FROM pragma_table_list
         WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
      )
      .all()
    expect(loose).toEqual([])
    expect(version(db)).toBe(migrations.length)
  })

  it('keep the rows, and a private backup of the version before beside the store', () => {
    const path = join(tempFolder(), 'desk.latchkey')
    const db = new Database(path)
    expect(migrate(db, [one])).toEqual([1])
    expect(existsSync(`${path}.v0.bak`)).toBe(false)
    db.exec(`INSERT INTO a VALUES ('kept')`)
    expect(migrate(db, [one, two])).toEqual([2])
    expect(db.prepare('SELECT * FROM a').all()).toEqual([{ x: 'kept', y: null }])
    const backup = new Database(`${path}.v1.bak`, { readonly: true })
    expect(backup.prepare('SELECT * FROM a').all()).toEqual([{ x: 'kept' }])
    expect(version(backup)).toBe(1)
    expect(statSync(`${path}.v1.bak`).mode & 0o777).toBe(0o600)
    backup.close()
    db.close()
  })

  it('leave the version and the tables as they were when a step fails', () => {
    const db = new Database(join(tempFolder(), 'desk.latchkey'))
    migrate(db, [one])
    expect(() => migrate(db, [one, broken])).toThrow()
    expect(version(db)).toBe(1)
    expect(db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all('a')).toEqual(['x'])
    db.close()
  })

  it('do nothing to a store that is up to date', () => {
    const path = join(tempFolder(), 'desk.latchkey')
    const db = new Database(path)
    migrate(db, [one])
    expect(migrate(db, [one])).toEqual([])
    expect(existsSync(`${path}.v1.bak`)).toBe(false)
    db.close()
  })
})
