import { describe, expect, it } from 'vitest'
import { Secret } from '../../src/shared/model/secret.ts'
import { findCanaries, findCanariesInFolder, makeCanary } from '../support/canary.ts'
import { createFixedClock } from '../support/fixed-clock.ts'
import { bytesOf, sampleDocument } from './sample-document.ts'
import { makeTestDirectory, type TestDirectory } from './test-directory.ts'

const setUp = () => makeTestDirectory({ clock: createFixedClock() })
const importInto = (test: TestDirectory, document: unknown) =>
  test.directory.documents.import(document instanceof Uint8Array ? document : bytesOf(document), {
    actor: 'test',
  })
const exported = (test: TestDirectory): string =>
  [...test.directory.documents.export({ actor: 'test' })].join('')

describe('an export', () => {
  it('imported into an empty store gives the same export again', () => {
    const test = setUp()
    importInto(test, sampleDocument())
    const first = exported(test)
    const other = setUp()
    expect(importInto(other, Buffer.from(first))).toMatchObject({ ok: true, warnings: [] })
    expect(exported(other)).toBe(first)
    expect(JSON.parse(first)).toMatchObject({
      latchkeyDirectory: 1,
      applications: [{ appid: 'app-1001', developerOverdueDays: 12 }, { appid: 'app-1002' }],
      users: [{ account: '13800138000', nickname: '明记', signText: 'hello' }, { uid: 15630 }],
      shuidi: {},
      yunhu: { shop: { status: 'closed' } },
    })
  })

  it('imported where it came from keeps every secret', async () => {
    const test = setUp()
    importInto(test, sampleDocument())
    expect(importInto(test, Buffer.from(exported(test))).ok).toBe(true)
    const { users, tokens, applications, settings } = test.directory
    const user = users.byAccount('app-1001', '13800138000')
    expect(await users.verifyPassword(user, new Secret('OldPass456'))).toBe(true)
    expect(tokens.holderOf('valid_user_token').kind).toBe('user')
    expect(applications.signatureMatches('app-1001', 'sig-1001-of-the-mall')).toBe(true)
    expect(settings.shuidi().signKey.reveal()).toBe('the-key-of-shuidi')
    expect(test.directory.codes.check({ to: '13800138000', purpose: 'reset', code: '4119' }).valid).toBe(true)
  })
})

describe('secrets of a document', () => {
  it('stand nowhere in the store, the audit and the export', () => {
    const test = setUp()
    const secrets = [
      'signature',
      'admin password',
      'user password',
      'token',
      'userkey',
      'code',
      'sign key',
    ].map(makeCanary)
    const [signature, admin, user, token, userkey, code, signKey] = secrets.map((canary) => canary.value)
    const document = {
      latchkeyDirectory: 1,
      applications: [{ appid: 'a', signature }],
      admins: [{ userID: '1', password: admin }],
      users: [{ appid: 'a', account: 'x', password: user }],
      tokens: [{ account: 'x', token, userkey }],
      codes: [{ to: '13800138000', code }],
      shuidi: { signKey },
    }
    expect(importInto(test, document).ok).toBe(true)
    expect(findCanaries('export', exported(test), secrets)).toEqual([])
    expect(findCanaries('audit', JSON.stringify(test.events()), secrets)).toEqual([])
    test.store.checkpointLog()
    expect(findCanariesInFolder(test.folder, secrets)).toEqual([])
  })
})
