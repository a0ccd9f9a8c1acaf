import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from '../../../src/main/store/sql.ts'
import { thresholds } from '../../../src/shared/model/thresholds.ts'
import { ming, send, startNobaseBackend, type Given, type NobaseBackend } from './nobase-backend.ts'

let backend: NobaseBackend
let failing = false
const hashes: string[] = []
/** Holds a hash back, after it is made, until the promise that this gives is kept. */
let hold: (kind: 'hash' | 'compare') => Promise<void> = () => Promise.resolve()
beforeAll(async () => {
  backend = await startNobaseBackend({
    hashing: ({ hash, compare }) => ({
      async hash(password) {
        hashes.push('hash')
        const made = await hash(password)
        await hold('hash')
        return made
      },
      async compare(password, kept) {
        hashes.push('compare')
        const matches = await compare(password, kept)
        await hold('compare')
        return matches
      },
    }),
    appendEvent: (append) => (entry) => {
      if (failing) throw new Error('disk full at /secret/place')
      return append(entry)
    },
  })
})
afterAll(() => backend.stop())
beforeEach(async () => {
  failing = false
  hold = () => Promise.resolve()
  // Ends the lock that another test may have earned.
  backend.clock.advance(thresholds.secretWindow)
  backend.setUp()
  await backend.giveBackPassword()
})

const application: Given = { appid: ming.appid, signature: 'sig-1001' }
const account: Given = { ...application, user: ming.user, pass: ming.pass }
const newPass = async (given: Given): Promise<unknown> =>
  (await send(`${backend.url}/api/user/new_pass`, 'POST form', given)).answer
const updated = { code: 200, msg: 'success', data: '更新成功' }
const isUpdated = (answer: unknown): boolean => JSON.stringify(answer) === JSON.stringify(updated)

const isLive = ({ state }: { state: string }): boolean => state === 'live'

/** Holds every hash of one kind back until so many of them are made. */
function holdUntil(kind: 'hash' | 'compare', count: number): void {
  const meeting = Promise.withResolvers<undefined>()
  let made = 0
  hold = async (one) => {
    if (one !== kind) return
    if (++made === count) meeting.resolve(undefined)
    await meeting.promise
  }
}

test('of many changes at once with the same old password, one is made', async () => {
  const token = backend.userToken()
  const events = backend.actions().length
  const candidates = Array.from({ length: 12 }, (_, at) => `NewPass${String(at)}`)
  const answers = await Promise.all(candidates.map((newpass) => newPass({ ...account, newpass })))
  const done = answers.flatMap((answer, at) => (isUpdated(answer) ? [at] : []))
  expect(done).toHaveLength(1)
  const refused = answers.filter((_, at) => at !== done[0])
  expect(refused).toEqual(refused.map(() => ({ code: 404, msg: 'fail', data: '用户账号密码错误!' })))
  expect(
    backend
      .actions()
      .slice(events)
      .filter((action) => action === 'directory.user-password-changed'),
  ).toHaveLength(1)
  expect(backend.directory.tokens.holderOf(token).kind).toBe('unknown')
  // The others may have locked the account, for a while.
  backend.clock.advance(thresholds.secretWindow)
  expect(await backend.isPassword(candidates[done[0] ?? -1] ?? '')).toBe(true)
})

describe('a token is good for one change', () => {
  const invalid = { code: 404, msg: 'fail', data: 'token无效或已过期!' }

  test('of many at once with it, of which all passed the first look, one is made', async () => {
    backend.setUp({ tokenValidation: true })
    const token = backend.userToken()
    const events = backend.actions().length
    const candidates = Array.from({ length: 12 }, (_, at) => `ByToken${String(at)}`)
    holdUntil('hash', candidates.length)
    const answers = await Promise.all(
      candidates.map((newpass) => newPass({ ...application, token, newpass })),
    )
    const done = answers.flatMap((answer, at) => (isUpdated(answer) ? [at] : []))
    expect(done).toHaveLength(1)
    const refused = answers.filter((_, at) => at !== done[0])
    expect(refused).toEqual(refused.map(() => invalid))
    expect(backend.actions().slice(events)).toEqual(['directory.user-password-changed'])
    const inForce = await Promise.all(candidates.map((password) => backend.isPassword(password)))
    expect(inForce.flatMap((is, at) => (is ? [at] : []))).toEqual(done)
  })

  test.each([
    ['is revoked', () => backend.directory.tokens.revokeAllOf(backend.user().num, 'tester')],
    ['runs out', () => backend.clock.advance(61_000)],
  ])('and for none where it %s while the new password is hashed', async (_, end) => {
    backend.setUp({ tokenValidation: true })
    const token = backend.userToken()
    hold = () => {
      end()
      return Promise.resolve()
    }
    expect(await newPass({ ...application, token, newpass: 'NewPass123' })).toEqual(invalid)
    hold = () => Promise.resolve()
    expect(await backend.isPassword('NewPass123')).toBe(false)
    expect(await backend.isPassword(ming.pass)).toBe(true)
  })
})

describe('a password that is replaced while it is compared opens nothing any more', () => {
  test.each([
    ['login', '/api/user/login', {}],
    ['updateSign', '/api/user/update_sign', { newsign: 'written too late' }],
  ])('%s', async (_, path, value) => {
    const before = backend.user().signText
    let isFirst = true
    hold = async (kind) => {
      if (kind !== 'compare' || !isFirst) return
      isFirst = false
      const change = { ...account, newpass: 'NewPass123' }
      expect(await newPass(change)).toEqual(updated)
    }
    const { answer } = await send(backend.url + path, 'POST form', { ...account, ...value })
    expect(answer).toEqual({ code: 404, msg: 'fail', data: '用户账号密码错误!' })
    expect(backend.directory.tokens.ofUser(backend.user().num, 100).filter(isLive)).toEqual([])
    expect(backend.user().signText).toBe(before)
  })
})

describe('14 a storage that fails is answered as the document says, and changes nothing', () => {
  const failed = { code: 405, msg: 'fail', data: '更新失败:数据库操作异常' }

  test.each([
    ['newPass', '/api/user/new_pass', { newpass: 'NewPass123' }],
    ['updateSign', '/api/user/update_sign', { newsign: '新' }],
    ['login', '/api/user/login', {}],
  ])('%s', async (_, path, value) => {
    const token = backend.userToken()
    for (const way of ['GET', 'POST form'] as const) {
      const before = backend.rows()
      const heard = backend.failures.length
      failing = true
      const result = await send(backend.url + path, way, { ...account, ...value })
      failing = false
      expect(result).toEqual({ status: 200, answer: failed })
      expect(backend.rows()).toEqual(before)
      expect(backend.failures.slice(heard)).toHaveLength(1)
      expect(backend.directory.tokens.holderOf(token).kind).toBe('user')
    }
  })

  test('also where an application was edited from outside: its flags are not believed', async () => {
    backend.setUp({ allowPasswordChange: false })
    const set = (allow: 0 | 1): number =>
      backend.store.run(
        sql
          .updateTable('directory_applications')
          .set({ allow_password_change: allow })
          .where('appid', '=', ming.appid),
      )
    set(1)
    const before = backend.rows()
    expect(await newPass({ ...account, newpass: 'NewPass123' })).toEqual(failed)
    expect(backend.rows()).toEqual(before)
    set(0)
    expect(await newPass({ ...account, newpass: 'NewPass123' })).toMatchObject({
      data: '当前管理员不允许用户修改密码',
    })
  })
})

test('after five wrong passwords the right one gets the same answer, and the user keeps the old one', async () => {
  const wrong = { code: 404, msg: 'fail', data: '用户账号密码错误!' }
  for (let at = 0; at < 5; at++)
    expect(await newPass({ ...account, pass: 'x', newpass: 'NewPass123' })).toEqual(wrong)
  const before = backend.rows()
  expect(await newPass({ ...account, newpass: 'NewPass123' })).toEqual(wrong)
  expect(backend.rows()).toEqual(before)
  expect(backend.directory.users.lockedUntil(backend.user().num)).not.toBeNull()
  const other = { ...account, user: '13900139000', newpass: 'NewPass123' }
  expect(await newPass(other)).toEqual(updated)
})

describe('what a request costs in hashes: an account that is not there as much as a wrong password', () => {
  const change = { ...account, newpass: 'NewPass123' }
  test.each([
    ['a change', change, ['compare', 'hash']],
    ['a wrong password', { ...change, pass: 'x' }, ['compare']],
    ['an unknown account', { ...change, user: '13800138009' }, ['compare']],
    ['a wrong password with a bad new one', { ...change, pass: 'x', newpass: '-' }, ['compare']],
    ['an unknown account with a bad new one', { ...change, user: '13800138009', newpass: '-' }, ['compare']],
    ['a wrong signature', { ...change, signature: 'x' }, []],
  ])('%s', async (_, given, cost) => {
    const from = hashes.length
    await newPass(given)
    expect(hashes.slice(from)).toEqual(cost)
  })
})
