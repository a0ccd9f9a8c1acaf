import { hashSync } from 'bcryptjs'
import { describe, expect, it } from 'vitest'
import type { DirectoryUser } from '../../src/main/directory/users.ts'
import { Secret } from '../../src/shared/model/secret.ts'
import { directoryUserRows } from '../../src/main/store/built-in/directory-users.ts'
import { createFixedClock } from '../support/fixed-clock.ts'
import { bytesOf, sampleDocument } from './sample-document.ts'
import { makeTestDirectory, type TestDirectory } from './test-directory.ts'

const old = new Secret('OldPass456')

const setUp = () => {
  const clock = createFixedClock()
  const test = makeTestDirectory({ clock })
  expect(test.directory.documents.import(bytesOf(sampleDocument()), { actor: 'test' }).ok).toBe(true)
  return { clock, test, user: demand(test, 'app-1001', '13800138000') }
}
const demand = ({ directory }: TestDirectory, appid: string, account: string): DirectoryUser => {
  const user = directory.users.byAccount(appid, account)
  if (user === null) throw new Error('no user')
  return user
}

describe('a change of a user', () => {
  it('is made for one of two at once with the same current password, and that one is in force', async () => {
    const { test, user } = setUp()
    const change = (next: string) =>
      test.directory.users.changePassword({
        num: user.num,
        proof: { kind: 'password', current: old },
        next: new Secret(next),
        actor: 'user:x',
      })
    const results = await Promise.all([change('FirstOne1'), change('SecondOne2')])
    expect(results.toSorted()).toEqual(['changed', 'password-wrong'])
    const inForce = results[0] === 'changed' ? 'FirstOne1' : 'SecondOne2'
    expect(await test.directory.users.verifyPassword(user, new Secret(inForce))).toBe(true)
    expect(await test.directory.users.verifyPassword(user, old)).toBe(false)
    const events = test.events().filter((event) => event.action === 'directory.user-password-changed')
    expect(events).toHaveLength(1)
  })

  it('ends every token of the user and of nobody else', async () => {
    const { test, user } = setUp()
    const { tokens, users } = test.directory
    const own = tokens.issueToUser(user, 60_000).token.reveal()
    const other = tokens.issueToUser(demand(test, 'app-1002', '13900139000'), 60_000).token.reveal()
    const change = { num: user.num, next: new Secret('NewPass456'), actor: 'user:x' }
    expect(await users.changePassword({ ...change, proof: { kind: 'token', token: other } })).toBe(
      'token-void',
    )
    expect(await users.changePassword({ ...change, proof: { kind: 'token', token: own } })).toBe('changed')
    expect(tokens.holderOf(own)).toEqual({ kind: 'unknown' })
    expect(tokens.holderOf('valid_user_token')).toEqual({ kind: 'unknown' })
    expect(tokens.holderOf(other).kind).toBe('user')
    expect(tokens.holderOf('valid_admin_token').kind).toBe('admin')
    const [event] = test.events().slice(-1)
    expect(JSON.parse(event?.detail ?? '')).toEqual({
      appid: 'app-1001',
      uid: 15629,
      by: 'token',
      tokensRevoked: 2,
    })
  })

  it('that is refused changes nothing', async () => {
    const { test, user } = setUp()
    const { users } = test.directory
    const before = test.events().length
    const next = new Secret('NewPass456')
    const proof = { kind: 'password', current: new Secret('wrong') } as const
    const change = { num: user.num, proof, next, actor: 'user:x' }
    expect(await users.changePassword(change)).toBe('password-wrong')
    expect(await users.changePassword({ ...change, num: 999 })).toBe('user-unknown')
    expect(test.directory.tokens.holderOf('valid_user_token').kind).toBe('user')
    expect(await users.verifyPassword(user, old)).toBe(true)
    expect(test.events()).toHaveLength(before)
  })

  it('of the signature text is audited without the text', () => {
    const { test, user } = setUp()
    test.directory.users.setSignText(user.num, 'a private line', 'user:x')
    expect(test.directory.users.byNum(user.num)?.signText).toBe('a private line')
    const [event] = test.events().slice(-1)
    expect(event?.action).toBe('directory.sign-text-changed')
    expect(event?.detail).not.toContain('private')
  })
})

describe('a password that was imported as a hash', () => {
  const withHash = (cost: number, prefix = '$2b$') => {
    const { test } = setUp()
    const passwordHash = hashSync('Imported1', cost).replace(/^\$2[aby]\$/, prefix)
    const users = [{ appid: 'app-1001', account: 'hashed', passwordHash }]
    expect(
      test.directory.documents.import(bytesOf({ latchkeyDirectory: 1, users }), { actor: 'test' }).ok,
    ).toBe(true)
    return { test, user: demand(test, 'app-1001', 'hashed') }
  }

  it.each(['$2a$', '$2b$', '$2y$'])('is known again in the form %s', async (prefix) => {
    const { test, user } = withHash(4, prefix)
    expect(await test.directory.users.verifyPassword(user, new Secret('Imported2'))).toBe(false)
    expect(await test.directory.users.verifyPassword(user, new Secret('Imported1'))).toBe(true)
  })

  it('is upgraded at the sign-in, and a wrong one leaves it', async () => {
    const { test, user } = withHash(5)
    const kept = (): string => directoryUserRows(test.store).byNum(user.num)?.password_hash ?? ''
    await test.directory.users.verifyPassword(user, new Secret('Imported2'))
    expect(kept()).toMatch(/^imported:\$2b\$05\$/)
    await test.directory.users.verifyPassword(user, new Secret('Imported1'))
    expect(kept()).toMatch(/^\$2[aby]\$04\$/)
    expect(await test.directory.users.verifyPassword(user, new Secret('Imported1'))).toBe(true)
  })

  it('proves a change', async () => {
    const { test, user } = withHash(4)
    const change = { num: user.num, next: new Secret('NewPass456'), actor: 'user:x' }
    const proof = { kind: 'password', current: new Secret('Imported1') } as const
    expect(await test.directory.users.changePassword({ ...change, proof })).toBe('changed')
    expect(await test.directory.users.verifyPassword(user, new Secret('NewPass456'))).toBe(true)
  })
})

describe('tokens of a user', () => {
  it('each carry a key of their own, which the store seals', () => {
    const { test, user } = setUp()
    const { tokens } = test.directory
    const one = tokens.issueToUser(user, 60_000)
    const two = tokens.issueToUser(user, 60_000)
    expect(tokens.userkeyOf(one.token.reveal())?.reveal()).toBe(one.userkey.reveal())
    expect(tokens.userkeyOf(two.token.reveal())?.reveal()).toBe(two.userkey.reveal())
    expect(tokens.userkeyOf('valid_user_token')?.reveal()).toBe('ed0113fe20eda14cd178dcceb986e932')
    expect(tokens.userkeyOf('valid_admin_token')).toBeNull()
  })

  it('run out, and one or all can be revoked by an operator', () => {
    const { clock, test, user } = setUp()
    const { tokens } = test.directory
    const short = tokens.issueToUser(user, 1000).token.reveal()
    clock.advance(1000)
    expect(tokens.holderOf(short)).toEqual({ kind: 'expired' })
    const live = tokens.issueToUser(user, 60_000).token.reveal()
    const [newest] = tokens.ofUser(user.num, 10)
    expect(tokens.revokeOf(demand(test, 'app-1002', '13900139000'), newest?.id ?? '', 'ada')).toBe(false)
    expect(tokens.holderOf(live).kind).toBe('user')
    expect(tokens.revokeOf(user, newest?.id ?? '', 'ada')).toBe(true)
    expect(tokens.revokeOf(user, newest?.id ?? '', 'ada')).toBe(false)
    expect(tokens.holderOf(live)).toEqual({ kind: 'unknown' })
    expect(tokens.revokeAllOf(user.num, 'ada')).toBe(1)
    expect(tokens.revokeAllOf(user.num, 'ada')).toBe(0)
    expect(tokens.ofUser(user.num, 10).map((token) => token.state)).toEqual(['revoked', 'expired', 'revoked'])
    const revoked = test.events().filter((event) => event.action === 'directory.token-revoked')
    expect(revoked.map((event) => event.actor)).toEqual(['ada', 'ada'])
  })
})

describe('the search of users', () => {
  const people = Array.from({ length: 60 }, (_, at) => ({
    appid: 'app-1002',
    account: `user${String(at).padStart(2, '0')}`,
    phone: `139${String(at).padStart(8, '0')}`,
    email: `mail${String(at)}@example.com`,
    nickname: at % 2 === 0 ? '小明' : `Ming${String(at)}`,
    uid: 5000 + at,
  }))
  const filled = () => {
    const { test } = setUp()
    const document = { latchkeyDirectory: 1, users: people }
    expect(test.directory.documents.import(bytesOf(document), { actor: 'test' }).ok).toBe(true)
    return test
  }
  const all = (test: TestDirectory, search: string, appid?: string): string[] => {
    const found: string[] = []
    for (let after: string | undefined, pages = 0; pages < 100; pages++) {
      const page = test.directory.users.search({ search, appid, after, limit: 7 })
      expect(page.users.length).toBeLessThanOrEqual(7)
      found.push(...page.users.map((user) => user.account))
      if (page.next === null) return found
      after = page.next
    }
    throw new Error('the pages do not end')
  }

  it.each([
    ['a part of an account', 'ser0', 10],
    ['a part of a phone number', '3900000', 60],
    ['a part of an address, in either case', 'MAIL1@EX', 1],
    ['a uid', '5007', 1],
    ['one character at the beginning', '小', 30],
    ['two characters at the beginning, in either case', 'mI', 30],
    ['two digits, in account and phone at once', '13', 62],
    ['nothing that is there', 'zebra', 0],
    ['quotes and signs of the search itself', '"OR* (', 0],
    ['nothing at all', '', 62],
  ])('finds by %s, page by page, nobody twice', (_, search, count) => {
    const found = all(filled(), search)
    expect(found).toHaveLength(count)
    expect(new Set(found).size).toBe(count)
  })

  it('keeps to an application where one is given', () => {
    const test = filled()
    expect(all(test, '', 'app-1001')).toEqual(['13800138000'])
    expect(all(test, '138', 'app-1002')).toEqual([])
    expect(all(test, '13', 'app-1001')).toEqual(['13800138000'])
  })

  it('follows a user whose nickname is changed by a later import', () => {
    const test = filled()
    const users = [{ appid: 'app-1002', account: 'user01', nickname: 'Zebra' }]
    test.directory.documents.import(bytesOf({ latchkeyDirectory: 1, users }), { actor: 'test' })
    expect(all(test, 'zebra')).toEqual(['user01'])
    expect(all(test, 'Ming1').includes('user01')).toBe(false)
  })

  it('begins anew by a cursor that is not one of ours', () => {
    expect(filled().directory.users.search({ after: 'nonsense', limit: 7 }).users).toHaveLength(7)
  })
})
