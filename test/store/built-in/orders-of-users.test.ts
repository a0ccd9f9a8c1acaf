import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { migrate } from '../../../src/main/store/files/migrate.ts'
import { migrations } from '../../../src/main/store/migrations/index.ts'
import { tempFolder } from '../../support/temp-folder.ts'

it('gives the users of version 8 their orders, and changes nobody', () => {
  const db = new Database(join(tempFolder(), 'desk.latchkey'))
  migrate(db, migrations.slice(0, 8))
  db.pragma('foreign_keys = OFF')
  db.exec(`
    INSERT INTO directory_users (appid, uid, account, phone, email, nickname, password_hash, status, sign_text,
      sealed_userkey, sample)
    VALUES ('app-1', 7, 'Zoe', '', '', '', 'a-hash', 'normal', '', x'01', 0),
      ('app-1', 5, 'amy', '', '', '', 'a-hash', 'disabled', '', x'01', 0);
    INSERT INTO directory_failures VALUES ('user:1', '[]', 90), ('user:2', '[]', 0);`)
  const users = db.prepare('SELECT * FROM directory_users').all()
  expect(migrate(db, migrations.slice(0, 9))).toEqual([9])
  expect(db.prepare('SELECT * FROM directory_users NOT INDEXED').all()).toEqual(users)
  const accounts = db
    .prepare(
      `SELECT account FROM directory_users INDEXED BY directory_users_of_application_by_account
        WHERE appid = 'app-1' ORDER BY account COLLATE NOCASE`,
    )
    .pluck()
  expect(accounts.all()).toEqual(['amy', 'Zoe'])
  const disabled = db
    .prepare(
      `SELECT account FROM directory_users INDEXED BY directory_users_disabled_by_uid
        WHERE status = 'disabled' ORDER BY uid`,
    )
    .pluck()
  expect(disabled.all()).toEqual(['amy'])
  db.exec(`UPDATE directory_users SET status = 'disabled'`)
  expect(disabled.all()).toEqual(['amy', 'Zoe'])
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  db.close()
})
