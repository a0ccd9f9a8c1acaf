import { createHash } from 'node:crypto'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { AdminPasswordListener } from '../../src/main/directory/admins.ts'
import { sql } from '../../src/main/store/sql.ts'
import type { PasswordJudge } from '../../src/shared/model/password-judge.ts'
import { Secret } from '../../src/shared/model/secret.ts'
import { createFixedClock } from '../support/fixed-clock.ts'
import { bytesOf } from './sample-document.ts'
import { makeTestDirectory, type TestDirectory, type TestDirectoryOptions } from './test-directory.ts'

const fingerprintOf = (password: string): Buffer => createHash('sha256').update(password).digest()

/** Judges in a way that a test can foretell: the score is the number of the password's characters, at most 4. */
const judge: PasswordJudge = {
  quick: (password, { names }) => ({
    fingerprint: fingerprintOf(password.reveal()),
    defaultKind: names.includes(password.reveal()) ? 'account' : null,
  }),
  whole: (password, owner) => {
    const quick = judge.quick(password, owner)
    return Promise.resolve(quick && { ...quick, score: Math.min(4, password.reveal().length) })
  },
}
const account = '13800138000'
const hash = '$2b$04$CfmJt4nG5f1FvTcLG8HJ1eQqkqkqkqkqkqkqkqkqkqkqkqkqkqkqk'

const setUp = (
  password: { password: string } | { passwordHash: string },
  options: Partial<TestDirectoryOptions> = {},
) => {
  const clock = createFixedClock()
  const test = makeTestDirectory({ clock, passwordJudge: judge, ...options })
  onTestFinished(() => {
    test.store.close()
  })
  importUser(test, password)
  const user = test.directory.users.byAccount('app-1001', account)
  if (user === null) throw new Error('no user')
  return { test, clock, user, judged: () => judgedOf(test) }
}
const importUser = (test: TestDirectory, password: object): void => {
  const result = test.directory.documents.import(
    bytesOf({
      latchkeyDirectory: 1,
      applications: [{ appid: 'app-1001' }],
      admins: [{ userID: '1', account: 'chatAdmin', password: 'OldPass456' }],
      users: [{ appid: 'app-1001', account, ...password }],
    }),
    { actor: 'test' },
  )
  expect(result.ok).toBe(true)
}
const judgedOf = ({ store }: TestDirectory) =>
  store.get(
    sql
      .selectFrom('directory_users')
      .select(['password_score as score', 'password_fingerprint as fingerprint'])
      .select(['password_default as kind', 'password_changed_at as changedAt']),
  )
const notJudged = { score: null, fingerprint: null, kind: null }

describe('an imported password', () => {
  it('is fingerprinted and compared with defaults at once; how hard it is to guess waits', () => {
    const { judged, clock } = setUp({ password: account })
    expect(judged()).toEqual({
      score: null,
      fingerprint: fingerprintOf(account),
      kind: 'account',
      changedAt: new Date(clock.now()).toISOString(),
    })
  })

  it('is not judged where it came as a hash, nor keeps the judgement of the one that it replaces', () => {
    const { test, judged } = setUp({ password: account })
    importUser(test, { passwordHash: hash })
    expect(judged()).toMatchObject(notJudged)
  })

  it('keeps its judgement through an import that names none', () => {
    const { test, judged, clock } = setUp({ password: account })
    const before = judged()
    clock.advance(1000)
    importUser(test, { nickname: 'Ming' })
    expect(judged()).toEqual(before)
  })

  it('is judged as a whole at its first use, when its text is gone afterwards', async () => {
    const { test, user, judged } = setUp({ password: 'OldPass456' })
    expect(await test.directory.users.verifyPassword(user, new Secret('wrong'))).toBe(false)
    expect(judged()).toMatchObject({ score: 4, fingerprint: fingerprintOf('OldPass456'), kind: null })
  })
})

describe('a password that is changed', () => {
  const next = new Secret('abc')
  const changed = { score: 3, fingerprint: fingerprintOf('abc'), kind: null }

  it.each(['password', 'token'] as const)('is judged as a whole with a %s', async (kind) => {
    const { test, user, judged, clock } = setUp({ password: 'OldPass456' })
    const token = test.directory.tokens.issueToUser(user, 60_000).token.reveal()
    clock.advance(5000)
    const proof = kind === 'password' ? { kind, current: new Secret('OldPass456') } : { kind, token }
    const change = { num: user.num, proof, next, actor: 'user:x' }
    expect(await test.directory.users.changePassword(change)).toBe('changed')
    expect(judged()).toEqual({ ...changed, changedAt: new Date(clock.now()).toISOString() })
  })

  it('is judged as a whole by a code', async () => {
    const { test, user, judged } = setUp({ password: 'OldPass456' })
    const sent = test.directory.codes.send({
      channel: 'sms',
      to: account,
      purpose: 'reset',
      userNum: user.num,
    })
    if (sent.kind !== 'sent') throw new Error(sent.kind)
    const { codeid } = sent
    const reset = { num: user.num, codeid, next, actor: 'user:x' }
    expect(await test.directory.users.resetPassword(reset)).toBe('changed')
    expect(judged()).toMatchObject(changed)
  })

  it('leaves the judgement as it was where the current one is wrong', async () => {
    const { test, user, judged } = setUp({ password: account })
    const change = {
      num: user.num,
      proof: { kind: 'password' as const, current: new Secret('wrong') },
      next,
      actor: 'user:x',
    }
    expect(await test.directory.users.changePassword(change)).toBe('password-wrong')
    expect(judged()).toMatchObject({ fingerprint: fingerprintOf(account), kind: 'account' })
  })

  it('is in force, and not judged, where the judge fails', async () => {
    const failing = { ...judge, whole: () => Promise.reject(new Error('no worker')) }
    const { test, user, judged } = setUp({ password: 'OldPass456' }, { passwordJudge: failing })
    const change = {
      num: user.num,
      proof: { kind: 'password' as const, current: new Secret('OldPass456') },
      next,
      actor: 'user:x',
    }
    expect(await test.directory.users.changePassword(change)).toBe('changed')
    expect(await test.directory.users.verifyPassword(user, next)).toBe(true)
    expect(judged()).toMatchObject(notJudged)
  })
})

describe('an admin’s password that is changed over the wire', () => {
  const change = {
    userID: '1',
    current: new Secret('OldPass456'),
    next: new Secret('abc'),
    callerUserID: '1',
  }
  const listening = () => {
    const heard: Parameters<AdminPasswordListener>[0][] = []
    const onAdminPassword: AdminPasswordListener = (given) => heard.push(given)
    return { heard, onAdminPassword }
  }

  it('is told, judged, once it is changed', async () => {
    const { heard, onAdminPassword } = listening()
    const { test, clock } = setUp({ password: 'x' }, { onAdminPassword })
    expect(await test.directory.admins.changePassword({ ...change, current: new Secret('no') })).toBe(
      'password-wrong',
    )
    expect(heard).toEqual([])
    expect(await test.directory.admins.changePassword(change)).toBe('changed')
    const judged = { score: 3, fingerprint: fingerprintOf('abc'), defaultKind: null }
    expect(heard).toEqual([{ userID: '1', changedAt: new Date(clock.now()).toISOString(), judged }])
  })

  it('is not judged where clients send its MD5: that says nothing of what was typed', async () => {
    const { heard, onAdminPassword } = listening()
    const { test } = setUp({ password: 'x' }, { onAdminPassword, adminPasswordEncoding: () => 'md5-hex' })
    const current = new Secret(createHash('md5').update('OldPass456').digest('hex'))
    expect(await test.directory.admins.changePassword({ ...change, current })).toBe('changed')
    expect(heard).toMatchObject([{ userID: '1', judged: null }])
  })
})
