import { describe, expect, it } from 'vitest'
import { createLastingTime } from '../../src/main/desk/clock/lasting-time.ts'
import type { DirectoryUser } from '../../src/main/directory/users.ts'
import { Secret } from '../../src/shared/model/secret.ts'
import { createFixedClock } from '../support/fixed-clock.ts'
import { bytesOf, sampleDocument } from './sample-document.ts'
import { makeTestDirectory, type TestDirectory, type TestDirectoryOptions } from './test-directory.ts'

const minute = 60_000
const right = new Secret('OldPass456')
const wrong = new Secret('NotThePass1')

const setUp = (options: Partial<TestDirectoryOptions> = {}) => {
  const clock = createFixedClock()
  const test = makeTestDirectory({ clock, ...options })
  expect(test.directory.documents.import(bytesOf(sampleDocument()), { actor: 'test' }).ok).toBe(true)
  return { clock, test }
}
const userOf = ({ directory }: TestDirectory): DirectoryUser => {
  const user = directory.users.byAccount('app-1001', '13800138000')
  if (user === null) throw new Error('no user')
  return user
}
const tryTimes = async (test: TestDirectory, times: number, password = wrong): Promise<boolean[]> => {
  const results: boolean[] = []
  for (let i = 0; i < times; i++) {
    results.push(await test.directory.users.verifyPassword(userOf(test), password))
  }
  return results
}
const isRight = async (test: TestDirectory): Promise<boolean> => {
  const [result] = await tryTimes(test, 1, right)
  return result === true
}

describe('after wrong passwords of an account', () => {
  it('four leave it open, and a right one clears the count', async () => {
    const { test } = setUp()
    for (let round = 0; round < 3; round++) {
      await tryTimes(test, 4)
      expect(await isRight(test)).toBe(true)
    }
    expect(test.events().map((event) => event.action)).not.toContain('directory.locked-out')
  })

  it('five lock it for 15 minutes, even for the right one, and the audit says so once', async () => {
    const { clock, test } = setUp()
    await tryTimes(test, 5)
    expect(test.directory.users.lockedUntil(userOf(test).num)).toBe('2026-06-01T12:15:00.000Z')
    expect(await isRight(test)).toBe(false)
    clock.advance(15 * minute - 1)
    expect(await isRight(test)).toBe(false)
    clock.advance(1)
    expect(await isRight(test)).toBe(true)
    expect(test.directory.users.lockedUntil(userOf(test).num)).toBeNull()
    const locks = test.events().filter((event) => event.action === 'directory.locked-out')
    expect(locks.map(({ actor, target }) => [actor, target])).toEqual([['desk', 'app-1001/13800138000']])
  })

  it('five that are spread over more than 15 minutes do not lock it, wherever the minutes begin', async () => {
    const { clock, test } = setUp()
    await tryTimes(test, 1)
    clock.advance(14 * minute)
    await tryTimes(test, 3)
    clock.advance(minute)
    await tryTimes(test, 1)
    expect(await isRight(test)).toBe(true)
  })

  it('five within 15 minutes lock it, also across the end of the first 15', async () => {
    const { clock, test } = setUp()
    await tryTimes(test, 1)
    clock.advance(14 * minute)
    await tryTimes(test, 3)
    clock.advance(2 * minute)
    await tryTimes(test, 2)
    expect(await isRight(test)).toBe(false)
  })

  it('other accounts stay open', async () => {
    const { test } = setUp()
    await tryTimes(test, 5)
    const other = test.directory.users.byAccount('app-1002', '13900139000')
    expect(await test.directory.users.verifyPassword(other, new Secret('OtherPass1'))).toBe(true)
  })

  it('it stays locked over a restart, and so does a count that is not full', async () => {
    const { test } = setUp()
    await tryTimes(test, 3)
    const second = test.restart()
    await tryTimes(second, 2)
    const third = second.restart()
    expect(await isRight(third)).toBe(false)
  })

  it('a clock that is set back neither frees it nor locks it for longer than 15 minutes', async () => {
    const { clock, test } = setUp()
    await tryTimes(test, 5)
    clock.advance(-60 * 24 * 60 * minute)
    expect(await isRight(test)).toBe(false)
    const again = test.restart()
    expect(await isRight(again)).toBe(false)
    clock.advance(15 * minute)
    expect(await isRight(again)).toBe(true)
  })

  it('a clock that is set back does not forgive wrong ones', async () => {
    const { clock, test } = setUp()
    await tryTimes(test, 4)
    clock.advance(-24 * 60 * minute)
    await tryTimes(test, 1)
    expect(await isRight(test)).toBe(false)
  })

  it('a clock that is set forward while the desk runs does not free it', async () => {
    const clock = createFixedClock()
    let elapsed = 0
    const { test } = setUp({ clock: { now: clock.now, elapsed: () => elapsed } })
    await tryTimes(test, 5)
    clock.advance(24 * 60 * minute)
    expect(await isRight(test)).toBe(false)
    elapsed += 15 * minute
    expect(await isRight(test)).toBe(true)
  })
})

describe('a clock that is set while the desk is off', () => {
  it('does not free a locked account, whose end is told by the clock that people see', async () => {
    const clock = createFixedClock()
    let elapsed = 60 * minute
    const given = { now: clock.now, elapsed: () => elapsed }
    const { test } = setUp({
      clock: given,
      steadyNow: (store) => createLastingTime({ store, clock: given }).now,
    })
    await tryTimes(test, 5)
    clock.advance(24 * 60 * minute)
    elapsed += 5 * minute
    const second = test.restart()
    expect(await isRight(second)).toBe(false)
    expect(second.directory.users.lockedUntil(userOf(second).num)).toBe('2026-06-02T12:10:00.000Z')
    // A machine that was started anew has counted from there alone.
    elapsed = 2 * minute
    const third = second.restart()
    expect(await isRight(third)).toBe(false)
    elapsed += 15 * minute
    expect(await isRight(third)).toBe(true)
  })
})

describe('of many tries at once', () => {
  it('no more than five wrong ones are tested, whoever comes first', async () => {
    const { test } = setUp()
    const tries = Array.from({ length: 100 }, (_, at) => (at === 99 ? right : wrong))
    const results = await Promise.all(
      tries.map((password) => test.directory.users.verifyPassword(userOf(test), password)),
    )
    expect(results.filter(Boolean)).toEqual([])
    expect(await isRight(test)).toBe(false)
  })

  it('right ones are all let in', async () => {
    const { test } = setUp()
    const results = await Promise.all(
      Array.from({ length: 40 }, () => test.directory.users.verifyPassword(userOf(test), right)),
    )
    expect(results.every(Boolean)).toBe(true)
    await tryTimes(test, 4)
    expect(await isRight(test)).toBe(true)
  })

  it('a desk that is ended while it tests the fifth leaves the account locked', async () => {
    const never = new Promise<boolean>(() => undefined)
    const { test } = setUp()
    await tryTimes(test, 4)
    const stuck = makeStuck(test, never)
    void stuck.directory.users.verifyPassword(userOf(stuck), wrong)
    const after = stuck.restart()
    expect(await isRight(after)).toBe(false)
    expect(after.events().map((event) => event.action)).toContain('directory.locked-out')
  })
})

describe('a password change', () => {
  it('counts wrong current passwords of users and of admins, and is refused to a locked account', async () => {
    const { test } = setUp()
    const { users, admins } = test.directory
    const { num } = userOf(test)
    const next = new Secret('NewPass456')
    const proof = (current: Secret) => ({ kind: 'password', current }) as const
    for (let i = 0; i < 5; i++) {
      expect(await users.changePassword({ num, proof: proof(wrong), next, actor: 'x' })).toBe(
        'password-wrong',
      )
    }
    expect(await users.changePassword({ num, proof: proof(right), next, actor: 'x' })).toBe('account-locked')
    const change = { userID: '1000000001', next, callerUserID: '1000000001' }
    for (let i = 0; i < 5; i++) {
      expect(await admins.changePassword({ ...change, current: wrong })).toBe('password-wrong')
    }
    expect(await admins.changePassword({ ...change, current: new Secret('OpenIM@123') })).toBe(
      'account-locked',
    )
    expect(await admins.verifyPassword(admins.byAccount('chatAdmin'), new Secret('OpenIM@123'))).toBe(false)
  })
})

describe('how a try ended is told', () => {
  it('as wrong up to the one that locks the account, and as locked from then on, to the right one as well', async () => {
    const { clock, test } = setUp()
    const { users, admins } = test.directory
    const attempt = (password: Secret) => users.tryPassword(userOf(test), password)
    expect(await attempt(right)).toBe('right')
    for (let i = 0; i < 5; i++) expect(await attempt(wrong)).toBe('wrong')
    expect([await attempt(wrong), await attempt(right)]).toEqual(['locked', 'locked'])
    clock.advance(15 * minute)
    expect(await attempt(right)).toBe('right')
    const root = admins.byAccount('chatAdmin')
    for (let i = 0; i < 5; i++) expect(await admins.tryPassword(root, wrong)).toBe('wrong')
    expect(await admins.tryPassword(root, new Secret('OpenIM@123'))).toBe('locked')
  })

  it('of nobody as wrong, however often', async () => {
    const { test } = setUp()
    for (let i = 0; i < 7; i++) expect(await test.directory.users.tryPassword(null, right)).toBe('wrong')
  })
})

describe('wrong codes', () => {
  it('count together with wrong passwords', async () => {
    const { test } = setUp()
    const { codes } = test.directory
    await tryTimes(test, 3)
    for (let i = 0; i < 2; i++) codes.check({ to: '13800138000', purpose: 'reset', code: '0000' })
    expect(await isRight(test)).toBe(false)
    expect(codes.check({ to: '13800138000', purpose: 'reset', code: '4119' }).valid).toBe(false)
  })
})

describe('without a throttle', () => {
  it('nothing is counted and nothing is written', async () => {
    const { test } = setUp({ throttle: false })
    await tryTimes(test, 20)
    expect(await isRight(test)).toBe(true)
    expect(test.events().map((event) => event.action)).not.toContain('directory.locked-out')
  })
})

/** Reopens a directory so that comparing never ends: as if the desk were killed in the middle. */
function makeStuck(test: TestDirectory, never: Promise<boolean>): TestDirectory {
  return test.restart({ hashing: () => ({ hash: () => Promise.resolve(''), compare: () => never }) })
}
