import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { importDirectory, keptRows } from '../kept-rows.ts'
import { fresh, startShuidiBackend, ways, wei, type Given, type ShuidiBackend } from './shuidi-backend.ts'

let backend: ShuidiBackend
beforeEach(async () => {
  backend = await startShuidiBackend()
})
afterEach(() => backend.stop())

const illegal = { status: 15007, message: '违法请求!', data: [] }
const nobody = { status: 15009, message: '这个账户不存在!', data: [] }
const wrongCode = { status: 15010, message: '验证码错误!', data: [] }
const tooOften = { status: 15007, message: '请求过于频繁!', data: [] }
const sent = { status: 0, message: '验证码已发送', data: {} }

const refused: [name: string, given: () => Given, answer: object][] = [
  ['no phone', () => backend.codeRequest({ phone: undefined }), illegal],
  ['no type', () => backend.codeRequest({ type: undefined }), illegal],
  ['a code for something else', () => backend.codeRequest({ type: '10001' }), illegal],
  ['no signature', () => ({ ...backend.codeRequest(), sign_md5: undefined }), illegal],
  ['a wrong signature', () => backend.codeRequest({}, { key: 'x' }), illegal],
  [
    'a signature of another action',
    () =>
      backend.codeRequest(
        { action: 'find_password' },
        {
          after: { action: 'get_verification_code' },
        },
      ),
    illegal,
  ],
  ['too late', () => backend.codeRequest({}, { late: -301 }), illegal],
  ['a phone that nobody has', () => backend.codeRequest({ phone: '10000000000' }), nobody],
  ['a user who is disabled', () => backend.codeRequest({ phone: '13600136000' }), nobody],
]

describe.each(ways)('by %s', (way) => {
  test.each(refused)('%s: nothing is sent', async (_, given, answer) => {
    const before = keptRows(backend)
    expect(await backend.send(way, given())).toEqual({ status: 200, answer })
    expect(keptRows(backend)).toEqual(before)
  })

  test('a code is sent that replaces the password once', async () => {
    expect(await backend.send(way, backend.codeRequest())).toEqual({ status: 200, answer: sent })
    const code = backend.sentCode()
    expect(code).toMatch(/^\d{6}$/)
    expect(JSON.stringify(keptRows(backend))).not.toContain(code)
    expect((await backend.send(way, backend.reset({ code }))).answer).toMatchObject({ status: 0 })
    expect(await backend.isPassword(fresh)).toBe(true)
    expect((await backend.send(way, backend.reset({ code }))).answer).toEqual(wrongCode)
  })
})

test('a code lives ten minutes', async () => {
  await backend.send('GET', backend.codeRequest())
  const code = backend.sentCode()
  backend.clock.advance(10 * 60_000)
  expect((await backend.send('GET', backend.reset({ code }))).answer).toEqual(wrongCode)
  expect(await backend.isPassword(wei.password)).toBe(true)
})

test('a new code voids the old one', async () => {
  await backend.send('GET', backend.codeRequest())
  const old = backend.sentCode()
  backend.clock.advance(60_000)
  await backend.send('GET', backend.codeRequest())
  const code = backend.sentCode()
  if (old !== code)
    expect((await backend.send('GET', backend.reset({ code: old }))).answer).toEqual(wrongCode)
  expect((await backend.send('GET', backend.reset({ code }))).answer).toMatchObject({ status: 0 })
})

test('one code a minute and five an hour are sent', async () => {
  const ask = async (): Promise<unknown> => (await backend.send('GET', backend.codeRequest())).answer
  expect(await ask()).toEqual(sent)
  expect(await ask()).toEqual(tooOften)
  backend.clock.advance(59_999)
  expect(await ask()).toEqual(tooOften)
  for (let at = 0; at < 4; at++) {
    backend.clock.advance(60_000)
    expect(await ask()).toEqual(sent)
  }
  backend.clock.advance(60_000)
  expect(await ask()).toEqual(tooOften)
  expect(backend.directory.outbox.list({ limit: 10 })).toHaveLength(5)
})

test('two people with one phone get no code', async () => {
  const twin = { appid: 'app-1002', uid: 7, account: 'twin', phone: wei.phone, password: 'x' }
  importDirectory(backend, { users: [twin] })
  expect((await backend.send('GET', backend.codeRequest())).answer).toEqual(nobody)
  expect(backend.directory.outbox.list({ limit: 10 })).toEqual([])
})
