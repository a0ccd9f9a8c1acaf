import { describe, expect, test } from 'vitest'
import { login } from '../../../src/main/systems/nobase/login.client.ts'
import { newPass, prepareNewPass } from '../../../src/main/systems/nobase/new-pass.client.ts'
import { updateSign } from '../../../src/main/systems/nobase/update-sign.client.ts'
import { showRequest } from '../../../src/main/systems/show-request.ts'
import { Secret } from '../../../src/shared/model/secret.ts'
import { httpAnswer, startRawServer, type RawServer } from '../raw-server.ts'
import { aLogin, aNewPass, anUpdateSign } from './canary-inputs.ts'

function sent(server: RawServer): { line: string; type: string | undefined; body: string } {
  const [head = '', body = ''] = String(server.requests[0]).split('\r\n\r\n')
  const lines = head.split('\r\n')
  const type = lines.find((line) => line.startsWith('Content-Type: '))?.slice('Content-Type: '.length)
  return { line: lines[0] ?? '', type, body }
}

const fixed = { appSignature: new Secret('sig-1001'), pass: new Secret('OldPass456') }
const next = new Secret('NewPass123')
const token = new Secret('valid_user_token')
const nobody = { user: '', pass: new Secret('') }
const form = 'application/x-www-form-urlencoded'

describe('newPass goes as a form unless GET is asked for', () => {
  const withAccount = aNewPass({ ...fixed, newPassword: next }).input
  const withToken = aNewPass({ ...fixed, ...nobody, newPassword: next, token }).input
  const account = 'appid=app-1001&newpass=NewPass123&signature=sig-1001&user=13800138000&pass=OldPass456'
  const byToken = 'appid=app-1001&newpass=NewPass123&signature=sig-1001&token=valid_user_token'

  test.each([
    ['account and password', withAccount, 'POST /api/user/new_pass', form, account],
    [
      'account and password, POST by name',
      { ...withAccount, method: 'POST' as const },
      'POST /api/user/new_pass',
      form,
      account,
    ],
    ['a token', withToken, 'POST /api/user/new_pass', form, byToken],
    [
      'account and password by GET',
      { ...withAccount, method: 'GET' as const },
      `GET /api/user/new_pass?${account}`,
      undefined,
      '',
    ],
    [
      'a token by GET',
      { ...withToken, method: 'GET' as const },
      `GET /api/user/new_pass?${byToken}`,
      undefined,
      '',
    ],
  ])('%s', async (_, input, line, type, body) => {
    const server = await startRawServer(httpAnswer(200, '{}'))
    await newPass(input, { baseUrl: server.url, allowHttp: false })
    expect(sent(server)).toEqual({ line: `${line} HTTP/1.1`, type, body })
  })
})

test('a signature text reaches the wire whole, whatever is in it', async () => {
  const signText = '个人签名 & 更新=100%+?#\n😀'
  const server = await startRawServer(httpAnswer(200, '{}'))
  await updateSign(anUpdateSign({ signText, token }).input, { baseUrl: server.url, allowHttp: false })
  const { body } = sent(server)
  expect(body).toMatch(/^[\x21-\x7e]*$/)
  expect(Object.fromEntries(new URLSearchParams(body))).toMatchObject({
    newsign: signText,
    token: 'valid_user_token',
  })
  expect(new URLSearchParams(body).has('user')).toBe(false)
})

test('a sign-in sends its four parameters and nothing else', async () => {
  const server = await startRawServer(httpAnswer(200, '{}'))
  await login(aLogin(fixed).input, { baseUrl: `${server.url}/shop/`, allowHttp: false })
  expect(sent(server)).toEqual({
    line: 'POST /shop/api/user/login HTTP/1.1',
    type: form,
    body: 'appid=app-1001&user=13800138000&pass=OldPass456&signature=sig-1001',
  })
})

test.each(['GET', 'POST'] as const)('a dry run by %s shows the request without its secrets', (method) => {
  const input = aNewPass({ ...fixed, newPassword: next, token, method }).input
  const { request } = prepareNewPass(input, { baseUrl: 'http://127.0.0.1:10009', allowHttp: false })
  const masked = 'appid=app-1001&newpass=******&signature=******&token=******&user=13800138000&pass=******'
  expect(request && showRequest(request)).toMatchObject(
    method === 'GET'
      ? { url: `http://127.0.0.1:10009/api/user/new_pass?${masked}`, body: null }
      : { url: 'http://127.0.0.1:10009/api/user/new_pass', body: masked },
  )
})
