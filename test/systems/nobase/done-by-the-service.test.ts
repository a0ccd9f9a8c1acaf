import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { thresholds } from '../../../src/shared/model/thresholds.ts'
import {
  ming,
  send,
  startNobaseBackend,
  ways,
  type Given,
  type NobaseBackend,
  type Way,
} from './nobase-backend.ts'

let backend: NobaseBackend
beforeAll(async () => {
  backend = await startNobaseBackend()
})
afterAll(() => backend.stop())
beforeEach(async () => {
  backend.setUp()
  await backend.giveBackPassword()
})

const application: Given = { appid: ming.appid, signature: 'sig-1001' }
const account: Given = { ...application, user: ming.user, pass: ming.pass }
const updated = { status: 200, answer: { code: 200, msg: 'success', data: '更新成功' } }

const newPass = (way: Way, given: Given): ReturnType<typeof send> =>
  send(`${backend.url}/api/user/new_pass`, way, { newpass: 'NewPass123', ...given })
const updateSign = (way: Way, given: Given): ReturnType<typeof send> =>
  send(`${backend.url}/api/user/update_sign`, way, given)
const login = (way: Way, given: Given = account): ReturnType<typeof send> =>
  send(`${backend.url}/api/user/login`, way, given)

const holderOf = (token: string): string => backend.directory.tokens.holderOf(token).kind

describe.each(ways)('newPass by %s', (way) => {
  const proofs: [name: string, tokenValidation: boolean, given: () => Given][] = [
    ['by account and password', false, () => account],
    [
      'by account and password, a token beside them ignored',
      false,
      () => ({ ...account, token: 'nonsense' }),
    ],
    ['by account and password, with the flag on', true, () => account],
    ['by token', true, () => ({ ...application, token: backend.userToken() })],
    [
      'by token, a wrong account beside it ignored',
      true,
      () => ({ ...application, user: 'x', pass: 'y', token: backend.userToken() }),
    ],
  ]
  test.each(proofs)(
    '%s, changes the password, ends every token of the user and nobody else’s',
    async (_, tokenValidation, given) => {
      backend.setUp({ tokenValidation })
      const parameters = given()
      const tokens = [backend.userToken(), backend.userToken()]
      const others = backend.userToken('13900139000')
      const events = backend.actions().length
      expect(await newPass(way, parameters)).toEqual(updated)
      expect(await backend.isPassword('NewPass123')).toBe(true)
      expect(await backend.isPassword(ming.pass)).toBe(false)
      expect(tokens.map(holderOf)).toEqual(['unknown', 'unknown'])
      expect(holderOf(others)).toBe('user')
      expect(await backend.isPassword('OldPass456', '13900139000')).toBe(true)
      expect(backend.actions().slice(events)).toEqual(['directory.user-password-changed'])
      expect(await newPass(way, parameters)).toMatchObject({ answer: { code: 404 } })
    },
  )

  test.each(['NewP12', 'x'.repeat(32), '123456', 'ABCDEF'])('the new password may be %s', async (newpass) => {
    expect(await newPass(way, { ...account, newpass })).toEqual(updated)
    expect(await backend.isPassword(newpass)).toBe(true)
  })
})

describe.each(ways)('updateSign by %s', (way) => {
  test.each([
    ['account and password', false, () => account],
    ['token', true, () => ({ ...application, token: backend.userToken() })],
    [
      'token, an account beside it ignored',
      true,
      () => ({ ...application, user: 'x', pass: 'y', token: backend.userToken() }),
    ],
  ] as [string, boolean, () => Given][])(
    'by %s, changes the text and nothing else',
    async (_, tokenValidation, given) => {
      backend.setUp({ tokenValidation })
      const token = backend.userToken()
      const parameters = given()
      const events = backend.actions().length
      const signText = `个人签名 ${way} & 100%+?#<b>\n😀\0'"--`
      expect(await updateSign(way, { ...parameters, newsign: signText })).toEqual(updated)
      expect(backend.user().signText).toBe(signText)
      expect(backend.user('13900139000').signText).toBe('')
      expect(await backend.isPassword(ming.pass)).toBe(true)
      expect(holderOf(token)).toBe('user')
      expect(backend.actions().slice(events)).toEqual(['directory.sign-text-changed'])
    },
  )
})

test('a signature text longer than 200 characters is taken', async () => {
  const newsign = '签'.repeat(5_000)
  expect(await updateSign('POST form', { ...account, newsign })).toEqual(updated)
  expect(backend.user().signText).toBe(newsign)
})

describe.each(ways)('login by %s', (way) => {
  test('gives a token of 7 days that opens newPass', async () => {
    const { status, answer } = await login(way)
    const end = Math.floor((backend.clock.now() + thresholds.nobaseTokenLife) / 1000)
    expect({ status, answer }).toEqual({
      status: 200,
      answer: { code: 200, msg: 'success', data: { token: expect.any(String) as string, token_dead: end } },
    })
    const { token } = (answer as { data: { token: string } }).data
    expect(JSON.stringify(backend.rows())).not.toContain(token)
    expect(backend.actions().at(-1)).toBe('directory.token-issued')
    backend.setUp({ tokenValidation: true })
    expect(await newPass(way, { ...application, token })).toEqual(updated)
    expect(holderOf(token)).toBe('unknown')
  })

  test.each([
    ['no pass', { pass: '' }, 204, '接口参数错误:缺少pass'],
    ['no user', { user: undefined }, 204, '接口参数错误:缺少user'],
    ['a wrong application signature', { signature: 'x' }, 404, '应用签名错误!'],
    ['an unknown application', { appid: 'x' }, 404, '应用不存在!'],
    ['an account of letters', { user: 'ming' }, 405, '账号格式错误!'],
    ['a short account', { user: '1' }, 405, '账号长度错误!'],
    ['an unknown account', { user: '13800138009' }, 404, '用户账号密码错误!'],
    ['a wrong password', { pass: 'x' }, 404, '用户账号密码错误!'],
  ])('%s issues no token', async (_, given, code, data) => {
    const before = backend.rows()
    expect(await login(way, { ...account, ...given })).toEqual({
      status: 200,
      answer: { code, msg: 'fail', data },
    })
    expect(backend.rows()).toEqual(before)
  })

  test('a disabled user gets no token', async () => {
    backend.setStatus('disabled')
    const before = backend.rows()
    expect(await login(way)).toMatchObject({ answer: { code: 404, data: '用户账号已被禁用!' } })
    expect(backend.rows()).toEqual(before)
    backend.setStatus('normal')
  })
})

test('flags take effect with the next request', async () => {
  const change = (newpass: string, pass: string): Promise<unknown> =>
    newPass('POST form', { ...account, pass, newpass }).then(
      ({ answer }) => (answer as { code: number }).code,
    )
  expect(await change('FirstPass1', ming.pass)).toBe(200)
  backend.setUp({ allowPasswordChange: false })
  expect(await change('SecondPass1', 'FirstPass1')).toBe(405)
  backend.setUp()
  expect(await change('SecondPass1', 'FirstPass1')).toBe(200)
  expect(await updateSign('GET', { ...application, newsign: 'a', token: backend.userToken() })).toMatchObject(
    { answer: { code: 204 } },
  )
  backend.setUp({ tokenValidation: true })
  expect(await updateSign('GET', { ...application, newsign: 'a', token: backend.userToken() })).toEqual(
    updated,
  )
})

describe('how parameters are read', () => {
  const post = async (query: Given, form: string): Promise<unknown> => {
    const url = `${backend.url}/api/user/update_sign?${new URLSearchParams(query as Record<string, string>).toString()}`
    const response = await fetch(url, { method: 'POST', body: form })
    return response.json()
  }
  const query = { ...account, newsign: 'from the query' }

  test.each([
    ['the form wins over the query', 'newsign=from+the+form', 'from the form'],
    ['the query stands where the form is silent', 'unknown=1', 'from the query'],
    ['a form in another encoding counts as silent', '{"newsign":"from JSON"}', 'from the query'],
  ])('%s', async (_, form, signText) => {
    expect(await post(query, form)).toEqual(updated.answer)
    expect(backend.user().signText).toBe(signText)
  })

  test('an empty value of the form wins as well', async () => {
    const before = backend.rows()
    expect(await post(query, 'newsign=')).toMatchObject({ code: 204, data: '接口参数错误:缺少newsign' })
    expect(backend.rows()).toEqual(before)
  })

  test('a GET request has no form', async () => {
    const before = backend.rows()
    expect(await updateSign('GET', { ...account, pass: 'x', newsign: 'a' })).toMatchObject({
      answer: { code: 404 },
    })
    expect(backend.rows()).toEqual(before)
  })

  test.each(['HEAD', 'PUT', 'DELETE', 'PATCH'])('%s changes nothing', async (method) => {
    const before = backend.rows()
    const text = new URLSearchParams(query as Record<string, string>).toString()
    const response = await fetch(`${backend.url}/api/user/update_sign?${text}`, { method })
    expect(response.status).toBe(404)
    expect(backend.rows()).toEqual(before)
  })

  test('a form over 64 KiB is not read', async () => {
    const before = backend.rows()
    const response = await fetch(`${backend.url}/api/user/update_sign`, {
      method: 'POST',
      body: `newsign=${'x'.repeat(65_536)}`,
    })
    expect(response.status).toBe(413)
    expect(backend.rows()).toEqual(before)
  })
})
