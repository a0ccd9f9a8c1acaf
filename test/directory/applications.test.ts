import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { createFixedClock } from '../support/fixed-clock.ts'
import { bytesOf, sampleDocument } from './sample-document.ts'
import { makeTestDirectory, type TestDirectory } from './test-directory.ts'

const setUp = () => {
  const test = makeTestDirectory({ clock: createFixedClock() })
  expect(test.directory.documents.import(bytesOf(sampleDocument()), { actor: 'test' }).ok).toBe(true)
  return test
}
const by = { actor: 'ada', reason: 'ticket 12' }

/** Writes into the store from outside, as somebody with the file could. */
const fromOutside = (test: TestDirectory, work: (db: Database.Database) => void): void => {
  const db = new Database(join(test.folder, 'store', 'desk.latchkey'))
  work(db)
  db.close()
}

describe('an application', () => {
  it('shows its flags as imported, and its defaults', () => {
    const { applications } = setUp().directory
    expect(applications.byAppid('app-1001')).toMatchObject({
      developerStatus: 'overdue',
      developerOverdueDays: 12,
      allowPasswordChange: false,
      tokenValidation: true,
      accountLength: { min: 6, max: 18 },
    })
    expect(applications.byAppid('app-1002')).toEqual({
      appid: 'app-1002',
      name: 'app-1002',
      status: 'normal',
      developerStatus: 'normal',
      developerOverdueDays: 0,
      allowPasswordChange: true,
      tokenValidation: false,
      accountLength: { min: 5, max: 20 },
      passwordLength: { min: 6, max: 32 },
    })
    expect(applications.byAppid('app-1003')).toBeNull()
  })

  it('knows its signature, and nobody else does', () => {
    const { applications } = setUp().directory
    expect(applications.signatureMatches('app-1001', 'sig-1001-of-the-mall')).toBe(true)
    expect(applications.signatureMatches('app-1001', 'sig-1001')).toBe(false)
    expect(applications.signatureMatches('app-1002', '')).toBe(false)
    expect(applications.signatureMatches('app-1003', '')).toBe(false)
  })

  it('takes new flags at once, with before and after and the reason in the audit', () => {
    const test = setUp()
    const changed = test.directory.applications.update('app-1001', { allowPasswordChange: true }, by)
    expect(changed?.before.allowPasswordChange).toBe(false)
    expect(changed?.after.allowPasswordChange).toBe(true)
    expect(test.directory.applications.byAppid('app-1001')).toEqual(changed?.after)
    const [event] = test.events().slice(-1)
    expect([event?.action, event?.actor, event?.target]).toEqual(['application.changed', 'ada', 'app-1001'])
    expect(JSON.parse(event?.detail ?? '')).toEqual({
      reason: 'ticket 12',
      allowPasswordChange: 'false → true',
    })
    expect(test.directory.applications.update('app-1003', {}, by)).toBeNull()
  })

  it('is found by a part of its appid or its name, page by page', () => {
    const { applications } = setUp().directory
    expect(applications.list({ limit: 1 }).map((one) => one.appid)).toEqual(['app-1001'])
    expect(applications.list({ after: 'app-1001', limit: 5 }).map((one) => one.appid)).toEqual(['app-1002'])
    expect(applications.list({ search: 'mAL', limit: 5 }).map((one) => one.appid)).toEqual(['app-1001'])
  })

  it('stops its use where its row was edited from outside', () => {
    const test = setUp()
    fromOutside(test, (db) => db.exec('UPDATE directory_applications SET allow_password_change = 1'))
    const { applications } = test.directory
    expect(() => applications.byAppid('app-1001')).toThrow('SEALED_VALUE_DAMAGED')
    expect(() => applications.signatureMatches('app-1001', 'sig-1001-of-the-mall')).toThrow()
    expect(() => applications.update('app-1001', { status: 'stopped' }, by)).toThrow()
  })

  it('stops its use where an older row was put back from outside', () => {
    const test = setUp()
    const { applications } = test.directory
    applications.update('app-1001', { allowPasswordChange: true }, by)
    let older: unknown
    fromOutside(test, (db) => {
      older = db.prepare(`SELECT * FROM directory_applications WHERE appid = 'app-1001'`).get()
    })
    applications.update('app-1001', { allowPasswordChange: false }, by)
    fromOutside(test, (db) => {
      db.prepare(
        `UPDATE directory_applications SET allow_password_change = @allow_password_change,
         changed_seq = @changed_seq, mac = @mac WHERE appid = 'app-1001'`,
      ).run(older)
    })
    expect(() => applications.byAppid('app-1001')).toThrow('SEALED_VALUE_DAMAGED')
    expect(applications.list({ limit: 5 })).toMatchObject([
      { appid: 'app-1001', damaged: true },
      { appid: 'app-1002', damaged: false },
    ])
  })

  it('that was edited from outside is listed by its names alone, among the others', () => {
    const test = setUp()
    const { applications } = test.directory
    fromOutside(test, (db) => {
      db.exec(`UPDATE directory_applications SET token_validation = 1 WHERE appid = 'app-1002'`)
    })
    const [first, second] = applications.list({ limit: 5 })
    expect(first).toMatchObject({ appid: 'app-1001', damaged: false, allowPasswordChange: false })
    expect(second).toEqual({ appid: 'app-1002', name: 'app-1002', damaged: true })
  })

  it('that was edited from outside is imported anew in full, or not at all', () => {
    const test = setUp()
    const { applications, documents } = test.directory
    fromOutside(test, (db) => {
      db.exec(`UPDATE directory_applications SET allow_password_change = 1 WHERE appid = 'app-1001'`)
    })
    const imported = (entry: object) =>
      documents.import(bytesOf({ latchkeyDirectory: 1, applications: [entry] }), { actor: 'ada' })
    const events = test.events().length
    const half = imported({ appid: 'app-1001', name: 'Mall again' })
    expect(half).toMatchObject({ ok: false, errors: [{ path: '$.applications[0].signature' }] })
    expect(test.events()).toHaveLength(events)
    expect(() => applications.byAppid('app-1001')).toThrow('SEALED_VALUE_DAMAGED')
    const whole = { appid: 'app-1001', name: 'Mall again', signature: 'sig-anew', tokenValidation: true }
    expect(imported(whole)).toMatchObject({ ok: true })
    // What the entry leaves out is the default: nothing that was written from outside is made the desk's own.
    expect(applications.byAppid('app-1001')).toMatchObject({
      name: 'Mall again',
      tokenValidation: true,
      developerStatus: 'normal',
      accountLength: { min: 5, max: 20 },
    })
    expect(applications.signatureMatches('app-1001', 'sig-anew')).toBe(true)
    const [event] = test.events().filter(({ action }) => action === 'application.changed')
    expect(JSON.parse(event?.detail ?? '')).toMatchObject({ before: 'edited from outside', signature: 'set' })
  })
})

describe('the settings of the built-in backend', () => {
  it('are those of the document, or defaults with a random key', () => {
    const { settings } = setUp().directory
    expect(settings.shuidi().signKey.reveal()).toBe('the-key-of-shuidi')
    expect(settings.yunhu().shop.status).toBe('closed')
    const fresh = makeTestDirectory({ clock: createFixedClock() }).directory.settings
    expect(fresh.yunhu()).toEqual({
      companyId: '10001',
      accountSet: 'sa2022_1',
      shop: { shopid: 1, shopname: 'Demo', status: 'open' },
    })
    expect(fresh.shuidi().template).toBe('{action}{phone}{uid}{timestrap}{key}')
    expect(fresh.shuidi().signKey.reveal()).toMatch(/^[0-9a-f]{32}$/)
    expect(fresh.shuidi().signKey.reveal()).toBe(fresh.shuidi().signKey.reveal())
  })

  it('stop their use where a row was edited or taken away from outside', () => {
    const test = setUp()
    fromOutside(test, (db) => db.exec(`DELETE FROM built_in_settings WHERE name = 'shuidi'`))
    expect(() => test.directory.settings.shuidi()).toThrow('SEALED_VALUE_DAMAGED')
    fromOutside(test, (db) => {
      db.exec(`UPDATE built_in_settings SET options = replace(options, 'closed', 'open')`)
    })
    expect(() => test.directory.settings.yunhu()).toThrow('SEALED_VALUE_DAMAGED')
  })
})
