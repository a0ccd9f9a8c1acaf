import { describe, expect, it, vi } from 'vitest'
import { directoryAdminRows } from '../../src/main/store/built-in/directory-admins.ts'
import { directoryUserRows } from '../../src/main/store/built-in/directory-users.ts'
import type { PasswordHashing } from '../../src/shared/model/ports.ts'
import { Secret } from '../../src/shared/model/secret.ts'
import { createFixedClock } from '../support/fixed-clock.ts'
import { bytesOf, sampleDocument } from './sample-document.ts'
import { cheapHashing, makeTestDirectory, type TestDirectory } from './test-directory.ts'

const setUp = () => {
  const made = { hashes: 0, compares: 0, atOnce: 0, most: 0 }
  const hashing = (pepper: (password: Secret) => string): PasswordHashing => {
    const inner = cheapHashing(pepper)
    return {
      compare(password, hash) {
        made.compares++
        return inner.compare(password, hash)
      },
      async hash(password) {
        made.hashes++
        made.most = Math.max(made.most, ++made.atOnce)
        await new Promise((resolve) => setImmediate(resolve))
        made.atOnce--
        return inner.hash(password)
      },
    }
  }
  const test = makeTestDirectory({ clock: createFixedClock(), hashing })
  const users = Array.from({ length: 30 }, (_, at) => ({
    appid: 'app-1001',
    account: `person${String(at)}`,
    password: `Password${String(at)}`,
  }))
  const document = { ...sampleDocument(), users, tokens: [] }
  expect(test.directory.documents.import(bytesOf(document), { actor: 'test' }).ok).toBe(true)
  return { test, made }
}
const unhashed = ({ store }: TestDirectory): number => {
  const rows = directoryUserRows(store)
  let count = directoryAdminRows(store).nextUnhashed('') === undefined ? 0 : 1
  for (let num = rows.nextUnhashed(0); num !== undefined; num = rows.nextUnhashed(num)) count++
  return count
}
const eventually = { timeout: 10_000, interval: 20 }

describe('the hashing of imported passwords in the background', () => {
  it('turns every one into its hash, one at a time, and each is still right', async () => {
    const { test, made } = setUp()
    expect(unhashed(test)).toBe(31)
    test.directory.backgroundHashing.start()
    await vi.waitFor(() => {
      expect(unhashed(test)).toBe(0)
    }, eventually)
    expect(made).toMatchObject({ hashes: 31, most: 1 })
    const { users } = test.directory
    const user = users.byAccount('app-1001', 'person29')
    expect(await users.verifyPassword(user, new Secret('Password29'))).toBe(true)
    await test.directory.backgroundHashing.stop()
  })

  it('leaves the rest where it is stopped, and goes on where it begins again', async () => {
    const { test } = setUp()
    const { backgroundHashing } = test.directory
    backgroundHashing.start()
    await vi.waitFor(() => {
      expect(unhashed(test)).toBeLessThan(31)
    }, eventually)
    await backgroundHashing.stop()
    const left = unhashed(test)
    await backgroundHashing.stop()
    expect(unhashed(test)).toBe(left)
    backgroundHashing.start()
    await vi.waitFor(() => {
      expect(unhashed(test)).toBe(0)
    }, eventually)
    await backgroundHashing.stop()
  })

  it('gives way to a first use, which takes one hash and judges rightly', async () => {
    const { test, made } = setUp()
    const { users } = test.directory
    const user = users.byAccount('app-1001', 'person7')
    expect(await users.verifyPassword(user, new Secret('Password8'))).toBe(false)
    expect(made.hashes).toBe(1)
    expect(await users.verifyPassword(user, new Secret('Password7'))).toBe(true)
    expect(made.hashes).toBe(1)
  })

  it('is judged once for many first uses at once, by the hash of one of them', async () => {
    const { test } = setUp()
    const { users } = test.directory
    const user = users.byAccount('app-1001', 'person7')
    const tries = [0, 1, 2, 3].map((at) => new Secret(at === 2 ? 'Password8' : 'Password7'))
    const results = await Promise.all(tries.map((password) => users.verifyPassword(user, password)))
    expect(results).toEqual([true, true, false, true])
  })
})

describe('somebody whom a document gives no password', () => {
  const withNobody = () => {
    const { test, made } = setUp()
    const users = [{ appid: 'app-1001', account: '13700137000' }]
    const admins = [{ userID: '1000000009', account: 'quiet' }]
    const document = { ...sampleDocument(), users, admins, tokens: [] }
    expect(test.directory.documents.import(bytesOf(document), { actor: 'test' }).ok).toBe(true)
    return { test, made }
  }

  it('leaves nothing to be hashed', () => {
    const { test } = withNobody()
    expect(unhashed(test)).toBe(31)
  })

  it('costs as many hashes as a wrong password, and nothing opens the account', async () => {
    const { test, made } = withNobody()
    const { users, admins } = test.directory
    const user = users.byAccount('app-1001', '13700137000')
    for (const text of ['Password1', 'none']) {
      expect(await users.verifyPassword(user, new Secret(text))).toBe(false)
      expect(await admins.verifyPassword(admins.byAccount('quiet'), new Secret(text))).toBe(false)
    }
    expect(made).toMatchObject({ hashes: 0, compares: 4 })
    const change = { userID: '1000000009', next: new Secret('NewPass456'), callerUserID: '1000000009' }
    expect(await admins.changePassword({ ...change, current: new Secret('none') })).toBe('password-wrong')
  })

  it('gets one by a token, and it is in force', async () => {
    const { test } = withNobody()
    const { users, tokens } = test.directory
    const user = users.byAccount('app-1001', '13700137000')
    if (user === null) throw new Error('no user')
    const token = tokens.issueToUser(user, 60_000).token.reveal()
    const next = new Secret('NewPass456')
    const change = { num: user.num, proof: { kind: 'token', token }, next, actor: 'x' } as const
    expect(await users.changePassword(change)).toBe('changed')
    expect(await users.verifyPassword(user, next)).toBe(true)
  })
})
