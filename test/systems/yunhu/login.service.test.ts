import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { forgetWrongSecrets, importDirectory, keptRows } from '../kept-rows.ts'
import { ming, startYunhuBackend, type YunhuBackend } from './yunhu-backend.ts'

let backend: YunhuBackend
beforeAll(async () => {
  backend = await startYunhuBackend()
  await backend.post({ ...right, mbphone: '13600136000' })
})
beforeEach(() => {
  forgetWrongSecrets(backend)
})
afterAll(() => backend.stop())

const right = { actionName: 'login', logintype: 0, mbphone: ming.phone, upw: ming.password }
const answer = (msg: string): object => ({ actionName: 'login', code: 0, msg })
const illegal = answer('请求不合法')
const wrong = answer('手机号或密码错误!')

const refused: [name: string, fields: object, answer: object][] = [
  ['no phone', { mbphone: undefined }, illegal],
  ['no password', { upw: '' }, illegal],
  ['a number as password', { upw: 123456 }, illegal],
  ['no kind of sign-in', { logintype: undefined }, illegal],
  ['another kind of sign-in', { logintype: 1 }, illegal],
  ['a wrong password', { upw: 'Courier124' }, wrong],
  ['the right password in other case', { upw: 'courier123' }, wrong],
  ['a phone that nobody has', { mbphone: '10000000000' }, wrong],
  ['a user who is disabled, with a wrong password', { mbphone: '13600136000', upw: 'x' }, wrong],
  ['a user who is disabled, with the right one', { mbphone: '13600136000' }, answer('账号已被禁用!')],
]

describe('what is refused is answered by the first check that fails, and gives no token', () => {
  test.each(refused)('%s', async (_, fields, expected) => {
    const before = keptRows(backend)
    expect(await backend.post({ ...right, ...fields })).toEqual({ status: 200, answer: expected })
    expect(keptRows(backend)).toEqual(before)
  })
})

test('a user signs in, and the keys that come sign the next request', async () => {
  const { answer: done } = await backend.post(right)
  expect(done).toMatchObject({
    actionName: 'login',
    code: 1,
    msg: '',
    data: { userid: ming.uid, nickname: ming.nickname, mbphone: ming.phone },
  })
  const keys = done['data'] as { token: string; userkey: string }
  expect((await backend.post({ actionName: 'getshop' }, { keys })).answer).toMatchObject({ code: 1 })
  const again = (await backend.post(right, { keys })).answer['data'] as typeof keys
  expect(again.token).not.toBe(keys.token)
  expect(again.userkey).not.toBe(keys.userkey)
  expect(JSON.stringify(keptRows(backend))).not.toContain(again.token)
  expect(JSON.stringify(keptRows(backend))).not.toContain(again.userkey)
})

test('after five wrong passwords even the right one is wrong, until the lock ends', async () => {
  for (let at = 0; at < 5; at++) expect((await backend.post({ ...right, upw: 'x' })).answer).toEqual(wrong)
  expect((await backend.post(right)).answer).toEqual(wrong)
  backend.clock.advance(15 * 60_000)
  expect((await backend.post(right)).answer).toMatchObject({ code: 1 })
})

test('two people with one phone are nobody', async () => {
  const own = await startYunhuBackend()
  const twin = { appid: 'app-1001', uid: 7, account: 'twin', phone: ming.phone, password: ming.password }
  importDirectory(own, { users: [twin] })
  expect((await own.post(right)).answer).toEqual(wrong)
  await own.stop()
})

test('an unknown phone is compared like a known one', async () => {
  const compared: (string | null)[] = []
  const watched = await startYunhuBackend({
    hashing: (hashing) => ({
      hash: (password) => hashing.hash(password),
      compare: (password, hash) => {
        compared.push(hash)
        return hashing.compare(password, hash)
      },
    }),
  })
  compared.length = 0
  await watched.post({ ...right, mbphone: '10000000000' })
  await watched.post(right)
  expect(compared).toEqual([null, expect.stringMatching(/^\$2/)])
  await watched.stop()
})
