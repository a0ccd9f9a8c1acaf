import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from '../../../src/main/store/sql.ts'
import { thresholds } from '../../../src/shared/model/thresholds.ts'
import { importDirectory, keptRows } from '../kept-rows.ts'
import { fresh, ming, startYunhuBackend, type YunhuBackend } from './yunhu-backend.ts'

let backend: YunhuBackend
beforeAll(async () => {
  backend = await startYunhuBackend()
})
beforeEach(() => {
  backend.store.run(sql.deleteFrom('directory_codes'))
  backend.giveCode()
})
afterAll(() => backend.stop())

const right = {
  actionName: 'resetpwd',
  mbphone: ming.phone,
  codeid: 1,
  msgcode: '123456',
  upw: fresh,
  resettype: 0 as unknown,
}
const answer = (msg: string): object => ({ actionName: 'resetpwd', code: 0, msg })
const illegal = answer('请求不合法')
const wrongCode = answer('验证码错误!')
const disabled = answer('账号已被禁用!')
const badFormat = answer('密码格式不对!')

const shown = (value: unknown): string =>
  value === undefined ? 'absent' : JSON.stringify(value).slice(0, 20)

type Case = [row: string, fields: object | (() => object), answer: object]
const refused: Case[] = [
  ...(['mbphone', 'msgcode', 'upw'] as const).flatMap((name) =>
    [undefined, '', null, 5, ['x'], { a: 1 }, 'x'.repeat(1025), 'half \ud83d'].map((value): Case => [
      `1 ${name} is ${shown(value)}`,
      { [name]: value },
      illegal,
    ]),
  ),
  ...[undefined, null, '', 'one', -1, 1.5, '1.0', ' 1', [1], 2 ** 60].map((codeid): Case => [
    `1 codeid is ${shown(codeid)}`,
    { codeid },
    illegal,
  ]),
  ...[undefined, null, '', 1, 2, '1', '2', false, [0], '0x0'].map((resettype): Case => [
    `1 resettype is ${shown(resettype)}`,
    { resettype },
    illegal,
  ]),
  ['1 before 2: another kind, a wrong code', { resettype: 1, msgcode: '1' }, illegal],

  ['2 a wrong code', { msgcode: '123457' }, wrongCode],
  ['2 the code with more behind it', { msgcode: '1234567' }, wrongCode],
  ['2 the number of another message', { codeid: 2 }, wrongCode],
  ['2 the code of another phone', { mbphone: '13700137000' }, wrongCode],
  ['2 a phone that nobody has', { mbphone: '10000000000' }, wrongCode],
  [
    '2 a code that ran out',
    () => {
      backend.giveCode({ expiresAt: new Date(backend.clock.now()).toISOString() })
      return {}
    },
    wrongCode,
  ],
  [
    '2 a code for a phone that nobody has',
    () => {
      backend.giveCode({ to: '10000000000' })
      return { mbphone: '10000000000' }
    },
    wrongCode,
  ],
  ['2 before 4: a wrong code, a bad password', { msgcode: '1', upw: 'x' }, wrongCode],
  [
    '3 a user who is disabled',
    () => {
      backend.giveCode({ to: '13600136000' })
      return { mbphone: '13600136000' }
    },
    disabled,
  ],
  ...['12345', 'a'.repeat(33), 'with blank', '密码密码密码', 'pässword', 'pass\nword'].map((upw): Case => [
    `4 the password ${JSON.stringify(upw)}`,
    { upw },
    badFormat,
  ]),
]

describe('what is refused is answered by the first row that fails, and changes nothing', () => {
  test.each(refused)('%s', async (_, given, expected) => {
    const fields = typeof given === 'function' ? (given as () => object)() : given
    const before = keptRows(backend)
    expect(await backend.post({ ...right, ...fields })).toEqual({ status: 200, answer: expected })
    expect(keptRows(backend)).toEqual(before)
    expect(await backend.isPassword(ming.password)).toBe(true)
  })
})

test.each([
  ['by a number', {}],
  ['by text', { codeid: '1', resettype: '0' }],
])('a password is reset, %s, and the user gets new keys', async (_, fields) => {
  const own = await startYunhuBackend()
  const old = own.signIn()
  const others = own.signIn('13700137000')
  own.giveCode()
  const count = own.actions().length
  const { status, answer: done } = await own.post({ ...right, ...fields })
  expect(status).toBe(200)
  expect(done).toEqual({
    actionName: 'resetpwd',
    code: 1,
    msg: '',
    data: {
      userid: ming.uid,
      username: ming.phone,
      userkey: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
      token: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/) as unknown,
      nickname: ming.nickname,
      usermode: 1,
      userimg: '',
      mbphone: ming.phone,
      sex: '',
    },
  })
  const keys = done['data'] as { token: string; userkey: string }
  expect(keys.userkey).not.toBe(old.userkey)
  expect(await own.isPassword(fresh)).toBe(true)
  expect(await own.isPassword(ming.password)).toBe(false)
  const shop = { actionName: 'getshop' }
  expect((await own.post(shop, { keys: old })).answer).toMatchObject({ code: 6 })
  expect((await own.post(shop, { keys: others })).answer).toMatchObject({ code: 1 })
  expect((await own.post(shop, { keys })).answer).toMatchObject({ code: 1 })
  expect(own.actions().slice(count)).toContain('directory.user-password-reset')
  own.clock.advance(thresholds.yunhuTokenLife - 1)
  expect((await own.post(shop, { keys })).answer).toMatchObject({ code: 1 })
  own.clock.advance(1)
  expect((await own.post(shop, { keys })).answer).toMatchObject({ code: 5 })
  await own.stop()
})

test('a code outlives a password of a bad format, and is used up by the change', async () => {
  const own = await startYunhuBackend()
  own.giveCode()
  expect((await own.post({ ...right, upw: 'short' })).answer).toEqual(badFormat)
  expect((await own.post(right)).answer).toMatchObject({ code: 1 })
  expect((await own.post({ ...right, upw: 'Other-Pass1' })).answer).toEqual(wrongCode)
  expect(await own.isPassword(fresh)).toBe(true)
  await own.stop()
})

test('of a hundred at once with one code, one is made', async () => {
  const own = await startYunhuBackend()
  own.giveCode()
  const candidates = Array.from({ length: 100 }, (_, at) => `Pass-${String(at)}-race`)
  const answers = await Promise.all(candidates.map(async (upw) => (await own.post({ ...right, upw })).answer))
  expect(answers.filter(({ code }) => code === 1)).toHaveLength(1)
  expect(answers.filter(({ msg }) => msg === '验证码错误!')).toHaveLength(99)
  expect(await own.isPassword(candidates[answers.findIndex(({ code }) => code === 1)] ?? '')).toBe(true)
  expect(own.actions().filter((action) => action === 'directory.user-password-reset')).toHaveLength(1)
  await own.stop()
})

test('two people with one phone are nobody', async () => {
  const own = await startYunhuBackend()
  const twin = { appid: 'app-1001', uid: 7, account: 'twin', phone: ming.phone, password: 'x' }
  importDirectory(own, { users: [twin] })
  own.giveCode()
  expect((await own.post(right)).answer).toEqual(wrongCode)
  expect(await own.isPassword(ming.password)).toBe(true)
  await own.stop()
})

test('five wrong tries end a code, and lock the account without saying so', async () => {
  const own = await startYunhuBackend()
  own.giveCode()
  for (let at = 0; at < 5; at++) await own.post({ ...right, msgcode: '000000' })
  expect((await own.post(right)).answer).toEqual(wrongCode)
  importDirectory(own, { codes: [{ to: ming.phone, codeid: 2, code: '222222' }] })
  expect((await own.post({ ...right, codeid: 2, msgcode: '222222' })).answer).toEqual(wrongCode)
  expect(own.directory.users.lockedUntil(own.user().num)).not.toBeNull()
  expect(await own.isPassword(ming.password)).toBe(true)
  own.giveCode({ codeid: 3, code: '333333' })
  expect((await own.post({ ...right, codeid: 3, msgcode: '333333' })).answer).toMatchObject({ code: 1 })
  await own.stop()
})

test('a storage that fails is answered without a detail, and changes nothing', async () => {
  const failing = await startYunhuBackend({
    appendEvent: (append) => (entry) => {
      if (entry.action === 'directory.user-password-reset') throw new Error('disk full at /secret/path')
      return append(entry)
    },
  })
  failing.giveCode()
  const before = keptRows(failing)
  expect((await failing.post(right)).answer).toEqual(answer('操作失败:数据库操作异常'))
  expect(keptRows(failing)).toEqual(before)
  expect(failing.failures).toHaveLength(1)
  await failing.stop()
})

test('where the password is changed and no token can be issued, the answer is no failure, and brings no keys', async () => {
  let full = false
  const failing = await startYunhuBackend({
    appendEvent: (append) => (entry) => {
      if (full && entry.action === 'directory.token-issued') throw new Error('disk full')
      return append(entry)
    },
  })
  failing.giveCode()
  full = true
  expect((await failing.post(right)).answer).toEqual({ actionName: 'resetpwd', code: 1, msg: '', data: {} })
  expect(await failing.isPassword(fresh)).toBe(true)
  await failing.stop()
})
