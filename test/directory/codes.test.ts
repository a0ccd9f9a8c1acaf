import { describe, expect, it } from 'vitest'
import { createFixedClock } from '../support/fixed-clock.ts'
import { Secret } from '../../src/shared/model/secret.ts'
import { bytesOf, sampleDocument } from './sample-document.ts'
import { makeTestDirectory, type TestDirectory } from './test-directory.ts'

const second = 1000
const minute = 60 * second
const phone = '13900139000'

const setUp = () => {
  const clock = createFixedClock()
  const test = makeTestDirectory({ clock })
  expect(test.directory.documents.import(bytesOf(sampleDocument()), { actor: 'test' }).ok).toBe(true)
  const user = test.directory.users.byAccount('app-1002', phone)
  if (user === null) throw new Error('no user')
  const request = { channel: 'sms', to: phone, purpose: 'reset', userNum: user.num } as const
  return { clock, test, user, request }
}
const sentCode = ({ directory }: TestDirectory, codeid: number): string => {
  const message = directory.outbox.list({ limit: 100 }).find((one) => one.codeid === codeid)
  return directory.outbox.codeOf(message?.id ?? 0)?.reveal() ?? ''
}
const send = (test: TestDirectory, request: ReturnType<typeof setUp>['request']) => {
  const sent = test.directory.codes.send(request)
  if (sent.kind !== 'sent') throw new Error(sent.kind)
  return { codeid: sent.codeid, code: sentCode(test, sent.codeid) }
}
const check = (test: TestDirectory, code: string, codeid?: number, to = phone) =>
  test.directory.codes.check({ to, purpose: 'reset', code, codeid })

describe('a code that is sent', () => {
  it('has 6 digits, holds for its recipient, and stays until it is used', () => {
    const { test, request, user } = setUp()
    const { code, codeid } = send(test, request)
    expect(code).toMatch(/^\d{6}$/)
    expect(check(test, code, codeid)).toEqual({ valid: true, codeid, userNum: user.num })
    expect(check(test, code)).toEqual({ valid: true, codeid, userNum: user.num })
    expect(check(test, code, codeid + 1).valid).toBe(false)
    expect(check(test, code, codeid, '13800138000').valid).toBe(false)
  })

  it('holds for 10 minutes', () => {
    const { clock, test, request } = setUp()
    const { code } = send(test, request)
    clock.advance(10 * minute - 1)
    expect(check(test, code).valid).toBe(true)
    clock.advance(1)
    expect(check(test, code).valid).toBe(false)
  })

  it('does not live longer by a clock that was set back', () => {
    const { clock, test, request } = setUp()
    const { code } = send(test, request)
    clock.advance(-minute)
    expect(check(test.restart(), code).valid).toBe(false)
  })

  it('holds over a restart', () => {
    const { test, request } = setUp()
    const { code } = send(test, request)
    expect(check(test.restart(), code).valid).toBe(true)
  })

  it('voids the one before', () => {
    const { clock, test, request } = setUp()
    const first = send(test, request)
    clock.advance(minute)
    const next = send(test, request)
    expect(check(test, first.code, first.codeid).valid).toBe(false)
    expect(check(test, next.code, next.codeid).valid).toBe(true)
  })

  it('is dead after 5 wrong tries, also when the account is open again', () => {
    const { clock, test, request } = setUp()
    const { code } = send(test, request)
    const other = code === '000000' ? '000001' : '000000'
    for (let i = 0; i < 5; i++) {
      expect(check(test, other).valid).toBe(false)
      clock.advance(second)
    }
    expect(check(test, code).valid).toBe(false)
    clock.advance(15 * minute)
    expect(check(test, send(test, request).code).valid).toBe(true)
  })
})

describe('a code whose account nothing locks', () => {
  it('is dead after 5 wrong tries all the same', () => {
    const test = makeTestDirectory({ clock: createFixedClock(), throttle: false })
    test.directory.documents.import(bytesOf(sampleDocument()), { actor: 'test' })
    for (let i = 0; i < 4; i++) check(test, '0000', 7, '13800138000')
    expect(check(test, '4119', 7, '13800138000').valid).toBe(true)
    check(test, '0000', 7, '13800138000')
    expect(check(test, '4119', 7, '13800138000').valid).toBe(false)
  })
})

describe('sending', () => {
  it('is allowed once a minute, and says when the next may be', () => {
    const { clock, test, request } = setUp()
    send(test, request)
    clock.advance(20 * second)
    expect(test.directory.codes.send(request)).toEqual({
      kind: 'too-soon',
      retryAt: '2026-06-01T12:01:00.000Z',
    })
    clock.advance(40 * second)
    expect(test.directory.codes.send(request).kind).toBe('sent')
  })

  it('is allowed five times an hour', () => {
    const { clock, test, request } = setUp()
    for (let i = 0; i < 5; i++) {
      send(test, request)
      clock.advance(2 * minute)
    }
    const refused = { kind: 'too-many', retryAt: '2026-06-01T13:00:00.000Z' }
    expect(test.directory.codes.send(request)).toEqual(refused)
    const again = test.restart()
    expect(again.directory.codes.send(request)).toEqual(refused)
    clock.advance(50 * minute)
    expect(again.directory.codes.send(request).kind).toBe('sent')
  })

  it('is allowed again within the hour after a clock that was a year ahead is set right', () => {
    const { clock, test, request } = setUp()
    clock.advance(365 * 24 * 60 * minute)
    for (let i = 0; i < 5; i++) {
      send(test, request)
      clock.advance(minute)
    }
    clock.set('2026-06-01T12:00:00.000Z')
    const again = test.restart()
    expect(again.directory.codes.send(request).kind).toBe('too-many')
    clock.advance(60 * minute)
    expect(again.directory.codes.send(request).kind).toBe('sent')
  })

  it('keeps a refused request out of the outbox', () => {
    const { test, request } = setUp()
    send(test, request)
    test.directory.codes.send(request)
    expect(test.directory.outbox.list({ limit: 10 })).toHaveLength(1)
  })
})

describe('a reset by code', () => {
  const reset = (test: TestDirectory, num: number, codeid: number, password: string) =>
    test.directory.users.resetPassword({ num, codeid, next: new Secret(password), actor: 'user:x' })

  it('succeeds once of a hundred at once, and the password of that one is in force', async () => {
    const { test, request, user } = setUp()
    const { codeid } = send(test, request)
    const results = await Promise.all(
      Array.from({ length: 100 }, (_, at) => reset(test, user.num, codeid, `Password${String(at)}`)),
    )
    expect(results.filter((result) => result === 'changed')).toHaveLength(1)
    expect(results.filter((result) => result === 'code-gone')).toHaveLength(99)
    const winner = `Password${String(results.indexOf('changed'))}`
    expect(await test.directory.users.verifyPassword(user, new Secret(winner))).toBe(true)
    const events = test.events().filter((event) => event.action === 'directory.user-password-reset')
    expect(events).toHaveLength(1)
  })

  it('uses the code up, ends every token and renews the key where asked', async () => {
    const { test, request, user } = setUp()
    const { token } = test.directory.tokens.issueToUser(user, 60_000)
    const userkey = test.directory.users.userkeyOf(user.num).reveal()
    const { code, codeid } = send(test, request)
    const next = new Secret('NewPass456')
    const change = { num: user.num, codeid, next, actor: 'user:x', renewUserkey: true }
    expect(await test.directory.users.resetPassword(change)).toBe('changed')
    expect(check(test, code).valid).toBe(false)
    expect(test.directory.tokens.holderOf(token.reveal())).toEqual({ kind: 'unknown' })
    expect(test.directory.users.userkeyOf(user.num).reveal()).not.toBe(userkey)
  })

  it('is not made for another user, by an expired code, or for nobody; and then the code stays', async () => {
    const { clock, test, request, user } = setUp()
    const { code, codeid } = send(test, request)
    const other = test.directory.users.byAccount('app-1001', '13800138000')
    expect(await reset(test, other?.num ?? 0, codeid, 'NewPass456')).toBe('code-gone')
    expect(await reset(test, 999, codeid, 'NewPass456')).toBe('user-unknown')
    expect(await reset(test, user.num, 999, 'NewPass456')).toBe('code-gone')
    expect(check(test, code).valid).toBe(true)
    clock.advance(10 * minute)
    expect(await reset(test, user.num, codeid, 'NewPass456')).toBe('code-gone')
    expect(await test.directory.users.verifyPassword(user, new Secret('OtherPass1'))).toBe(true)
  })

  it('works by an imported code, which may be shorter and live longer', async () => {
    const { clock, test } = setUp()
    clock.advance(300 * 24 * 60 * minute)
    const verdict = check(test, '4119', 7, '13800138000')
    expect(verdict).toMatchObject({ valid: true, userNum: null })
    const user = test.directory.users.byAccount('app-1001', '13800138000')
    const codeid = verdict.valid ? verdict.codeid : 0
    expect(await reset(test, user?.num ?? 0, codeid, 'NewPass456')).toBe('changed')
    expect(check(test, '4119', 7, '13800138000').valid).toBe(false)
  })
})

describe('a captcha', () => {
  it('is answered once, in letters of either case', () => {
    const { test } = setUp()
    const { captchas } = test.directory
    const codeid = captchas.keep('aBc4')
    expect(captchas.check(codeid, 'AbC4')).toBe(true)
    expect(captchas.check(codeid, 'AbC4')).toBe(false)
    expect(captchas.check(codeid + 1, 'AbC4')).toBe(false)
  })

  it('lives for 5 minutes and dies of 5 wrong answers', () => {
    const { clock, test } = setUp()
    const { captchas } = test.directory
    const late = captchas.keep('late')
    clock.advance(5 * minute)
    expect(captchas.check(late, 'late')).toBe(false)
    const tried = captchas.keep('tried')
    for (let i = 0; i < 5; i++) expect(captchas.check(tried, 'wrong')).toBe(false)
    expect(captchas.check(tried, 'tried')).toBe(false)
    const almost = captchas.keep('almost')
    for (let i = 0; i < 4; i++) expect(captchas.check(almost, 'wrong')).toBe(false)
    expect(captchas.check(almost, 'almost')).toBe(true)
  })
})
