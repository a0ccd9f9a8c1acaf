import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestDesk, type TestDesk } from '../../support/test-desk.ts'

let at: TestDesk
let other: TestDesk
let copy = ''
beforeAll(async () => {
  ;[at, other] = await Promise.all([startTestDesk(), startTestDesk()])
  await other.desk.close()
  copy = join(at.folder, 'copy.latchkey')
  copyFileSync(other.storePath, copy)
})
afterAll(async () => {
  await at.end()
  await other.end()
})

describe('a report on another store', () => {
  it('tells of that store, leaves the file as it was, and is in our own audit', async () => {
    const before = readFileSync(copy)
    const { html } = await at.desk.audit.reportOnCopy(at.ada, { path: copy, language: 'zh-CN' })
    expect(html).toMatch(/^<!doctype html>\n<html lang="zh-CN">/)
    expect(html).not.toContain('OpenIM@123')
    expect(readFileSync(copy).equals(before)).toBe(true)
    const [event] = at.desk.audit.list({}, { before: undefined, limit: 1 }).events
    expect(event).toMatchObject({ action: 'audit.exported', target: copy, actor: 'ada' })
    expect(html).not.toContain(event?.hash)
  })

  it('is not written where what the file holds of accounts is not what a Latchkey writes', async () => {
    const forged = join(at.folder, 'forged.latchkey')
    copyFileSync(other.storePath, forged)
    const db = new Database(forged)
    db.exec(`UPDATE accounts SET account = hex(zeroblob(5000))`)
    db.close()
    await expect(at.desk.audit.reportOnCopy(at.ada, { path: forged, language: 'en' })).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      data: { problem: 'damaged' },
    })
  })

  it('is not written where there is no store, or where the key is none', async () => {
    const events = (): number => at.desk.audit.list({}, { before: undefined, limit: 1 }).total
    const count = events()
    const none = join(at.folder, 'none.latchkey')
    writeFileSync(none, 'not a store')
    for (const path of [none, `${none}-gone`]) {
      await expect(at.desk.audit.reportOnCopy(at.ada, { path, language: 'en' })).rejects.toMatchObject({
        code: 'STORE_UNAVAILABLE',
      })
    }
    await expect(
      at.desk.audit.reportOnCopy(at.ada, { path: copy, publicKey: 'no key', language: 'en' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(events()).toBe(count)
  })
})
