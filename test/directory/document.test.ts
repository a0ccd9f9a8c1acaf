import { hashSync } from 'bcryptjs'
import { describe, expect, it } from 'vitest'
import type { DocumentNote } from '../../src/main/directory/document/import-result.ts'
import { Secret } from '../../src/shared/model/secret.ts'
import { findCanaries, makeCanary } from '../support/canary.ts'
import { createFixedClock } from '../support/fixed-clock.ts'
import { bytesOf, sampleDocument } from './sample-document.ts'
import { makeTestDirectory, type TestDirectory } from './test-directory.ts'

const setUp = () => makeTestDirectory({ clock: createFixedClock() })
const importInto = (test: TestDirectory, document: unknown) =>
  test.directory.documents.import(document instanceof Uint8Array ? document : bytesOf(document), {
    actor: 'test',
  })
const errorsOf = (test: TestDirectory, document: unknown): DocumentNote[] => {
  const result = importInto(test, document)
  return result.ok ? [] : result.errors
}
const rowsOf = (test: TestDirectory): unknown => ({
  summary: test.directory.summary(),
  events: test.events(),
  outbox: test.directory.outbox.list({ limit: 10 }),
})

describe('a document that is right', () => {
  it('is imported whole: everybody signs in, every token and code holds', async () => {
    const test = setUp()
    expect(importInto(test, sampleDocument())).toMatchObject({
      ok: true,
      counts: { applications: 2, admins: 1, users: 2, tokens: 2, codes: 1 },
      warnings: [],
    })
    const { admins, users, tokens } = test.directory
    expect(await admins.verifyPassword(admins.byAccount('chatAdmin'), new Secret('OpenIM@123'))).toBe(true)
    const user = users.byAccount('app-1001', '13800138000')
    expect(await users.verifyPassword(user, new Secret('OldPass456'))).toBe(true)
    expect(tokens.holderOf('valid_user_token')).toEqual({ kind: 'user', num: user?.num })
    expect(tokens.holderOf('valid_admin_token')).toEqual({ kind: 'admin', userID: '1000000001' })
    expect(test.events().map((event) => event.action)).toContain('directory.imported')
  })

  it('gives defaults to what it leaves out', () => {
    const test = setUp()
    const document = {
      latchkeyDirectory: 1,
      applications: [{ appid: 'a' }],
      admins: [{ userID: '1' }],
      users: [
        { appid: 'a', account: '13900139000' },
        { appid: 'a', account: 'ming' },
      ],
    }
    expect(importInto(test, document).ok).toBe(true)
    expect(test.directory.admins.byUserID('1')).toEqual({
      userID: '1',
      account: '1',
      nickname: '',
      level: 100,
      passwordChangedAt: '2026-06-01T12:00:00.000Z',
    })
    const [phone, ming] = test.directory.users.search({ limit: 5 }).users
    expect(phone).toMatchObject({ uid: 1, phone: '13900139000', status: 'normal', signText: '', email: '' })
    expect(ming).toMatchObject({ uid: 2, phone: '' })
  })

  it('brings up to date what it names, and leaves what it does not', async () => {
    const test = setUp()
    importInto(test, sampleDocument())
    const { users, applications, admins } = test.directory
    const update = {
      latchkeyDirectory: 1,
      applications: [{ appid: 'app-1001', status: 'stopped' }],
      admins: [{ userID: '1000000001', nickname: 'Root 2' }],
      users: [{ appid: 'app-1001', account: '13800138000', nickname: 'Hua' }],
      codes: [{ to: '13800138000', code: '5220' }],
      tokens: [{ token: 'valid_user_token', expiresAt: '2026-05-01T00:00:00.000Z' }],
      yunhu: { shop: { status: 'open' } },
    }
    const result = importInto(test, update)
    expect(result).toMatchObject({ ok: true, admins: [{ password: null, passwordReplaced: false }] })
    expect(users.byAccount('app-1001', '13800138000')).toMatchObject({ uid: 15629, nickname: 'Hua' })
    expect(
      await users.verifyPassword(users.byAccount('app-1001', '13800138000'), new Secret('OldPass456')),
    ).toBe(true)
    expect(applications.byAppid('app-1001')).toMatchObject({ status: 'stopped', developerOverdueDays: 12 })
    expect(applications.signatureMatches('app-1001', 'sig-1001-of-the-mall')).toBe(true)
    expect(admins.byUserID('1000000001')?.passwordChangedAt).toBe('2026-01-01T00:00:00.000Z')
    const check = (code: string) =>
      test.directory.codes.check({ to: '13800138000', purpose: 'reset', code }).valid
    expect([check('4119'), check('5220')]).toEqual([false, true])
    expect(test.directory.tokens.holderOf('valid_user_token')).toEqual({ kind: 'expired' })
    expect(test.directory.settings.yunhu()).toMatchObject({
      companyId: '10002',
      shop: { shopid: 3, status: 'open' },
    })
    const changed = test.events().filter((event) => event.action === 'application.changed')
    expect(changed.map((event) => JSON.parse(event.detail) as unknown)).toEqual([
      { reason: 'import', status: 'normal → stopped' },
    ])
  })

  it('warns of two users with one phone, and of names it does not know', () => {
    const test = setUp()
    const document = {
      ...sampleDocument(),
      users: [
        { appid: 'app-1001', account: 'one', phone: '13700137000' },
        { appid: 'app-1002', account: 'two', phone: '13700137000', pasword: 'x' },
      ],
      tokens: [],
      more: {},
    }
    const result = importInto(test, document)
    expect(result.ok && result.warnings.map((warning) => warning.path)).toEqual([
      '$.more',
      '$.users[1].pasword',
      '$.users[1].phone',
    ])
  })

  it('warns of two users of one application with one uid', () => {
    const test = setUp()
    const users = [
      { appid: 'a', account: 'one', uid: 7 },
      { appid: 'b', account: 'one', uid: 7 },
      { appid: 'a', account: 'two', uid: 7 },
    ]
    const document = { latchkeyDirectory: 1, applications: [{ appid: 'a' }, { appid: 'b' }], users }
    expect(importInto(test, document)).toMatchObject({
      ok: true,
      warnings: [{ path: '$.users[2].uid', message: 'is the uid of a/one too' }],
    })
  })

  it('may begin with a byte order mark and hold the end of a text within a text', () => {
    const test = setUp()
    const text =
      '\u{feff}{ "applications" : [ {"appid":"a","name":"]},\\"{"} , {"appid":"b"} ] , "latchkeyDirectory":1 }\n'
    expect(importInto(test, Buffer.from(text)).ok).toBe(true)
    expect(test.directory.applications.byAppid('a')?.name).toBe(']},"{')
  })

  it('gives a generated code to the outbox where it names one without its digits', () => {
    const test = setUp()
    const document = { ...sampleDocument(), codes: [{ to: '13800138000' }] }
    expect(importInto(test, document).ok).toBe(true)
    const [message] = test.directory.outbox.list({ limit: 5 })
    const code = test.directory.outbox.codeOf(message?.id ?? 0)?.reveal() ?? ''
    expect(test.directory.codes.check({ codeid: 1, to: '13800138000', purpose: 'reset', code }).valid).toBe(
      true,
    )
  })
})

describe('a document with errors', () => {
  it('has to give a uid where no number is left above the highest one', () => {
    const test = setUp()
    const users = (uids: (number | undefined)[]) => ({
      latchkeyDirectory: 1,
      applications: [{ appid: 'a' }],
      users: uids.map((uid, at) => ({ appid: 'a', account: `user-${String(at)}`, uid })),
    })
    expect(importInto(test, users([Number.MAX_SAFE_INTEGER]))).toMatchObject({ ok: true })
    expect(
      errorsOf(test, users([Number.MAX_SAFE_INTEGER, undefined, undefined, 9])).map(({ path }) => path),
    ).toEqual(['$.users[1].uid', '$.users[2].uid'])
    expect(importInto(test, users([Number.MAX_SAFE_INTEGER, 8]))).toMatchObject({ ok: true })
  })

  const wrong = {
    latchkeyDirectory: 1,
    applications: [
      { appid: 'a', status: 'odd' },
      { appid: 'b', accountLength: { min: 30 } },
      { appid: 'c' },
      { appid: 'c' },
      'text',
    ],
    admins: [
      { userID: '1', account: 'same' },
      { userID: '2', account: 'same' },
      { userID: '3', password: 'x', passwordHash: hashSync('x', 4) },
      { userID: '4', passwordHash: '$2b$15$abcdefghijklmnopqrstuv' },
      { userID: '5', passwordChangedAt: 'yesterday' },
    ],
    users: [
      { appid: 'a', account: 'in an application that is wrong itself' },
      { appid: 'nowhere', account: 'x' },
      { appid: 'c', account: 'x', uid: -1 },
      { appid: 'c', account: 'ok' },
      { appid: 'c' },
    ],
    tokens: [
      { token: 't1', account: 'nobody' },
      { token: 't2' },
      { token: 't3', kind: 'admin', account: 'same' },
      { token: 't4', account: 'x' },
    ],
    codes: [{ to: '13800138000', channel: 'pigeon' }],
    shuidi: { signKey: '' },
    yunhu: { shop: { status: 'odd' } },
  }

  it('names every one by its path, and nothing that only follows from another', () => {
    expect(errorsOf(setUp(), wrong).map((error) => error.path)).toEqual([
      '$.applications[0].status',
      '$.applications[1].accountLength',
      '$.applications[3]',
      '$.applications[4]',
      '$.admins[1].account',
      '$.admins[2].passwordHash',
      '$.admins[3].passwordHash',
      '$.admins[4].passwordChangedAt',
      '$.users[1].appid',
      '$.users[2].uid',
      '$.users[4].account',
      '$.tokens[0].account',
      '$.tokens[1].account',
      '$.codes[0].channel',
      '$.shuidi.signKey',
      '$.yunhu.shop.status',
    ])
  })

  it('names every name that does not show as what it is, and takes none of them', () => {
    const directory = setUp()
    const hidden = 'night\u202Eshift'
    const errors = errorsOf(directory, {
      latchkeyDirectory: 1,
      applications: [{ appid: 'a\u200B' }, { appid: 'b', name: hidden }],
      admins: [{ userID: '1', account: hidden }, { userID: hidden }],
      users: [
        { appid: 'b', account: hidden },
        { appid: 'b', account: 'مرحبا' },
      ],
    })
    expect(errors.map(({ path }) => path)).toEqual([
      '$.applications[0].appid',
      '$.admins[0].account',
      '$.admins[1].userID',
      '$.users[0].account',
    ])
    expect(new Set(errors.map(({ message }) => message))).toEqual(
      new Set(['Invalid name: holds a sign that does not show']),
    )
  })

  it('names at once what another error of the same entry would hide, in the order of the document', () => {
    const both = { password: 'x', passwordHash: hashSync('x', 4) }
    const errors = errorsOf(setUp(), {
      users: [
        { appid: 'nowhere', ...both, status: 'odd', account: 'a' },
        { uid: -1, appid: 'b', account: 'twice' },
        { appid: 'b', account: 'twice' },
        { account: 'in a', appid: 'a', ...both },
      ],
      tokens: [
        { token: '', account: 'nobody' },
        { token: 't1', account: 'twice', expiresAt: 'soon' },
        { token: 't2', account: 'twice', appid: 'c' },
      ],
      latchkeyDirectory: 1,
      applications: [
        { passwordLength: { min: 9, max: 2 }, status: 'odd', appid: 'a' },
        { appid: 'b' },
        { appid: 'c', name: 1 },
        { appid: 'c' },
      ],
      admins: [
        { userID: '1', account: 'root', level: 'x', ...both },
        { userID: '2', account: 'root' },
        { userID: '1', nickname: 3 },
      ],
    })
    expect(errors.map(({ path }) => path)).toEqual([
      '$.users[0].appid',
      '$.users[0].passwordHash',
      '$.users[0].status',
      '$.users[1].uid',
      '$.users[2]',
      '$.users[3].passwordHash',
      '$.tokens[0].token',
      '$.tokens[0].account',
      '$.tokens[1].expiresAt',
      '$.tokens[2].account',
      '$.applications[0].passwordLength',
      '$.applications[0].status',
      '$.applications[2].name',
      '$.applications[3]',
      '$.admins[0].level',
      '$.admins[0].passwordHash',
      '$.admins[1].account',
      '$.admins[2]',
      '$.admins[2].nickname',
    ])
    expect(errors).toContainEqual({ path: '$.users[2]', message: 'names the same as $.users[1]' })
  })

  it('changes nothing, whatever was there before', () => {
    const test = setUp()
    importInto(test, sampleDocument())
    const before = rowsOf(test)
    const text = JSON.stringify(wrong)
    expect(importInto(test, Buffer.from(text)).ok).toBe(false)
    expect(importInto(test, { ...sampleDocument(), users: [{ appid: 'app-1001' }] }).ok).toBe(false)
    expect(rowsOf(test)).toEqual(before)
    expect(test.directory.settings.shuidi().signKey.reveal()).toBe('the-key-of-shuidi')
  })

  it.each([
    ['no JSON', 'latchkeyDirectory', 'not JSON: an object expected at line 1, column 1'],
    ['a list', '[]', 'JSON, but no directory document: an object expected at line 1, column 1'],
    [
      'half a document',
      '{"users": [\n {"appid": "a"',
      'not JSON: the end of an object or list expected at line 2, column 15',
    ],
    [
      'a missing comma',
      '{"latchkeyDirectory": 1 "users": []}',
      'not JSON: a comma or the end of the object expected at line 1, column 25',
    ],
    [
      'something after its end',
      '{"latchkeyDirectory": 1} {}',
      'not JSON: the end of the document expected at line 1, column 26',
    ],
    ['an empty file', '', 'not JSON: an object expected at line 1, column 1'],
  ])('that is %s says where', (_, text, message) => {
    expect(errorsOf(setUp(), Buffer.from(text))).toEqual([{ path: '$', message }])
  })

  it.each([
    ['{}', '$.latchkeyDirectory'],
    ['{"latchkeyDirectory": 2}', '$.latchkeyDirectory'],
    ['{"latchkeyDirectory": 1, "users": {}}', '$.users'],
    ['{"latchkeyDirectory": 1, "users": [], "users": []}', '$.users'],
    ['{"latchkeyDirectory": 1, "users": [{]}', '$'],
    ['{"latchkeyDirectory": 1, "users": [{"appid" "a"}]}', '$.users[0]'],
    ['{"latchkeyDirectory": 1, "constructor": 1, "__proto__": [], "users": 3}', '$.users'],
  ])('such as %s is named', (text, path) => {
    expect(errorsOf(setUp(), Buffer.from(text)).map((error) => error.path)).toEqual([path])
  })

  it('does not repeat a secret that stands in the wrong place', () => {
    const canary = makeCanary('secret')
    const errors = errorsOf(setUp(), {
      latchkeyDirectory: 1,
      users: [
        { appid: 'a', account: 'x', status: canary.value, uid: canary.value, password: [canary.value] },
      ],
    })
    expect(errors.length).toBeGreaterThan(2)
    expect(findCanaries('errors', JSON.stringify(errors), [canary])).toEqual([])
  })

  it('of bytes that are not UTF-8 says so', () => {
    const bytes = Buffer.concat([
      Buffer.from('{"latchkeyDirectory":1,"users":[{"appid":"'),
      Buffer.of(0xc3, 0x28),
      Buffer.from('"}]}'),
    ])
    expect(errorsOf(setUp(), bytes)).toEqual([{ path: '$.users[0]', message: 'not JSON in UTF-8' }])
  })
})
