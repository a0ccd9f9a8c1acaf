import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { importDirectory, keptRows } from '../kept-rows.ts'
import { fresh, ming, startYunhuBackend, type YunhuBackend } from './yunhu-backend.ts'

let backend: YunhuBackend
beforeEach(async () => {
  backend = await startYunhuBackend()
})
afterEach(() => backend.stop())

const fields = {
  actionName: 'getmsgcode',
  mbphone: ming.phone,
  codeid: 1 as unknown,
  checkcode: 'AC34K',
  msgfor: 0,
}
const answer = (msg: string): object => ({ actionName: 'getmsgcode', code: 0, msg })
const illegal = answer('请求不合法')
const wrongCaptcha = answer('图形验证码错误!')
const nobody = answer('账号不存在!')

const ask = async (values: object = {}): Promise<Record<string, unknown>> =>
  (await backend.post({ ...fields, codeid: backend.giveCaptcha(), ...values })).answer

describe('what is refused sends nothing', () => {
  test.each<[string, object, object]>([
    ['no phone', { mbphone: undefined }, illegal],
    ['no number of the picture', { codeid: undefined }, illegal],
    ['a number that is none', { codeid: 'one' }, illegal],
    ['nothing read', { checkcode: '' }, illegal],
    ['no purpose', { msgfor: undefined }, illegal],
    ['another purpose', { msgfor: 1 }, illegal],
    ['a picture read wrongly', { checkcode: 'AC34L' }, wrongCaptcha],
    ['a picture that was never shown', { codeid: 999 }, wrongCaptcha],
    ['a picture read wrongly, by nobody', { checkcode: 'x', mbphone: '1' }, wrongCaptcha],
    ['a phone that nobody has', { mbphone: '10000000000' }, nobody],
    ['a user who is disabled', { mbphone: '13600136000' }, nobody],
  ])('%s', async (_, values, expected) => {
    expect(await ask(values)).toEqual(expected)
    expect(backend.directory.outbox.list({ limit: 1 })).toEqual([])
    expect(JSON.stringify(keptRows(backend))).toContain('"directory_codes":[]')
  })

  test('two people with one phone', async () => {
    const twin = { appid: 'app-1001', uid: 7, account: 'twin', phone: ming.phone, password: 'x' }
    importDirectory(backend, { users: [twin] })
    expect(await ask()).toEqual(nobody)
    expect(backend.directory.outbox.list({ limit: 1 })).toEqual([])
  })
})

describe('a picture', () => {
  test('is read in small letters as well, and counts once', async () => {
    const codeid = backend.giveCaptcha()
    expect(await ask({ codeid, checkcode: 'ac34k' })).toMatchObject({ code: 1 })
    backend.clock.advance(60_000)
    expect(await ask({ codeid })).toEqual(wrongCaptcha)
  })

  test('may be named by text', async () => {
    expect(await ask({ codeid: String(backend.giveCaptcha()), msgfor: '0' })).toMatchObject({ code: 1 })
  })

  test('lives five minutes', async () => {
    const [early, late] = [backend.giveCaptcha(), backend.giveCaptcha()]
    backend.clock.advance(5 * 60_000 - 1)
    expect(await ask({ codeid: early })).toMatchObject({ code: 1 })
    backend.clock.advance(1)
    expect(await ask({ codeid: late })).toEqual(wrongCaptcha)
  })

  test('dies after five wrong tries, and not after four', async () => {
    const [four, five] = [backend.giveCaptcha(), backend.giveCaptcha()]
    for (let at = 0; at < 4; at++) await ask({ codeid: four, checkcode: 'x' })
    for (let at = 0; at < 5; at++) await ask({ codeid: five, checkcode: 'x' })
    expect(await ask({ codeid: five })).toEqual(wrongCaptcha)
    expect(await ask({ codeid: four })).toMatchObject({ code: 1 })
  })

  test('of a hundred at once that read it, one is heard', async () => {
    const codeid = backend.giveCaptcha()
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask({ codeid })))
    expect(answers.filter(({ code }) => code === 1)).toHaveLength(1)
    expect(backend.directory.outbox.list({ limit: 10 })).toHaveLength(1)
  })
})

test('a code is sent that resets the password, with the number of its message', async () => {
  const sent = await ask()
  expect(sent).toEqual({
    actionName: 'getmsgcode',
    code: 1,
    msg: '',
    data: { codeid: expect.any(Number) as unknown },
  })
  const { codeid } = sent['data'] as { codeid: number }
  const reset = { actionName: 'resetpwd', mbphone: ming.phone, codeid, upw: fresh, resettype: 0 }
  const msgcode = backend.sentCode()
  expect(msgcode).toMatch(/^\d{6}$/)
  expect((await backend.post({ ...reset, msgcode, codeid: codeid + 1 })).answer).toMatchObject({ code: 0 })
  expect((await backend.post({ ...reset, msgcode })).answer).toMatchObject({ code: 1 })
  expect(await backend.isPassword(fresh)).toBe(true)
})

test('a code lives ten minutes, and a new one voids it', async () => {
  const reset = { actionName: 'resetpwd', mbphone: ming.phone, upw: fresh, resettype: 0 }
  const get = async (): Promise<object> => ({
    codeid: ((await ask())['data'] as { codeid: number }).codeid,
    msgcode: backend.sentCode(),
  })
  const first = await get()
  backend.clock.advance(60_000)
  const second = await get()
  expect((await backend.post({ ...reset, ...first })).answer).toMatchObject({ msg: '验证码错误!' })
  backend.clock.advance(10 * 60_000)
  expect((await backend.post({ ...reset, ...second })).answer).toMatchObject({ msg: '验证码错误!' })
  const third = await get()
  expect((await backend.post({ ...reset, ...third })).answer).toMatchObject({ code: 1 })
})

test('one code a minute and five an hour are sent', async () => {
  const tooOften = answer('请求过于频繁!')
  expect(await ask()).toMatchObject({ code: 1 })
  expect(await ask()).toEqual(tooOften)
  for (let at = 0; at < 4; at++) {
    backend.clock.advance(60_000)
    expect(await ask()).toMatchObject({ code: 1 })
  }
  backend.clock.advance(60_000)
  expect(await ask()).toEqual(tooOften)
  expect(backend.directory.outbox.list({ limit: 10 })).toHaveLength(5)
})
