import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from '../../../src/main/store/sql.ts'
import { thresholds } from '../../../src/shared/model/thresholds.ts'
import { ming, send, startNobaseBackend, type Given, type NobaseBackend } from './nobase-backend.ts'

let backend: NobaseBackend
let failing = false
const hashes: string[] = []
beforeAll(async () => {
  backend = await startNobaseBackend({
    hashing: ({ hash, compare }) => ({
      hash(password) {
        hashes.push('hash')
        return hash(password)
      },
      compare(password, kept) {
        hashes.push('compare')
        return compare(password, kept)
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

test('of many changes at once with the same old password, one is made', async () => {
  const token = backend.userToken()
  const events = backend.actions().length
  const candidates = Array.from({ length: 12 }, (_, at) => `NewPass${String(at)}`)
  const answers = await Promise.all(candidates.map((newpass) => newPass({ ...account, newpass })))
  const done = answers.flatMap((answer, at) =>
    JSON.stringify(answer) === JSON.stringify(updated) ? [at] : [],
  )
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
