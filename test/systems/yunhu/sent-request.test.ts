import { expect, test } from 'vitest'
import type { Outcome } from '../../../src/shared/model/outcome.ts'
import { showRequest } from '../../../src/main/systems/show-request.ts'
import type { Target } from '../../../src/main/systems/target.ts'
import { getCaptcha } from '../../../src/main/systems/yunhu/get-captcha.client.ts'
import { getShop } from '../../../src/main/systems/yunhu/get-shop.client.ts'
import { login } from '../../../src/main/systems/yunhu/login.client.ts'
import { prepareResetPassword, resetPassword } from '../../../src/main/systems/yunhu/reset-password.client.ts'
import { sendCode } from '../../../src/main/systems/yunhu/send-code.client.ts'
import { Secret } from '../../../src/shared/model/secret.ts'
import { asCanary, findCanaries } from '../../support/canary.ts'
import { httpAnswer, startRawServer, type RawServer } from '../raw-server.ts'
import { aReset, signedOut } from './canary-inputs.ts'

const keys = {
  userkey: new Secret('ed0113fe20eda14cd178dcceb986e932'),
  token: new Secret('d1381caefec66ccc06e06d4ab5d2da23'),
}
const reset = aReset({ msgcode: new Secret('123456'), upw: new Secret('123456'), session: signedOut }).input
const at = ({ url }: RawServer): Target => ({
  baseUrl: `${url}/ErpServer/h5api/12116/st0908_1/`,
  allowHttp: false,
})

function sent(server: RawServer): { head: string[]; body: string } {
  const [head = '', body = ''] = String(server.requests[0]).split('\r\n\r\n')
  return { head: head.split('\r\n'), body }
}

test('a reset is sent as the document writes it', async () => {
  const server = await startRawServer(httpAnswer(200, '{}'))
  await resetPassword(reset, at(server))
  const { head, body } = sent(server)
  expect(head[0]).toBe('POST /ErpServer/h5api/12116/st0908_1 HTTP/1.1')
  expect(head).toContain('Content-Type: application/json')
  expect(head).toContain('token: ')
  expect(head).toContain('sign: 8BFDCA8248B85F468DBCD505652FE341')
  expect(body).toBe(
    '{"actionName":"resetpwd","mbphone":"18062639596","codeid":1,"msgcode":"123456","upw":"123456","resettype":0}',
  )
})

test('signed in, the token goes along and signs with the userkey, which stays here', async () => {
  const server = await startRawServer(httpAnswer(200, '{}'))
  await resetPassword({ ...reset, session: keys }, at(server))
  const { head } = sent(server)
  expect(head).toContain('token: d1381caefec66ccc06e06d4ab5d2da23')
  expect(head).toContain('sign: 8B019F02B99B1A6D085C29132C409513')
  expect(String(server.requests[0])).not.toContain('ed0113fe20eda14cd178dcceb986e932')
})

const session = signedOut
test.each<[string, (target: Target) => Promise<unknown>, string]>([
  ['a picture', (target) => getCaptcha({ session }, target), '{"actionName":"getcode"}'],
  ['the shop', (target) => getShop({ session }, target), '{"actionName":"getshop"}'],
  [
    'a code',
    (target) =>
      sendCode(
        { mbphone: '18062639596', codeid: '1', checkcode: new Secret('123456'), msgfor: '0', session },
        target,
      ),
    '{"actionName":"getmsgcode","mbphone":"18062639596","codeid":1,"checkcode":"123456","msgfor":0}',
  ],
  [
    'a sign-in',
    (target) => login({ mbphone: '18062639596', upw: new Secret('123456'), logintype: '0', session }, target),
    '{"actionName":"login","logintype":0,"mbphone":"18062639596","upw":"123456"}',
  ],
])('%s is asked for as the sample code does', async (_, call, body) => {
  const server = await startRawServer(httpAnswer(200, '{}'))
  await call(at(server))
  expect(sent(server).body).toBe(body)
})

test('a dry run shows the request without its secrets, and the signature is one of them', () => {
  const { request } = prepareResetPassword(
    { ...reset, session: keys },
    { baseUrl: 'http://127.0.0.1/ErpServer/h5api/1/a', allowHttp: false },
  )
  expect(request && showRequest(request)).toMatchObject({
    headers: { token: '******', sign: '******' },
    body: '{"actionName":"resetpwd","mbphone":"18062639596","codeid":1,"msgcode":"******","upw":"******","resettype":0}',
  })
})

const user = {
  userid: 1,
  username: '18062639596',
  userkey: 'ed0113fe20eda14cd178dcceb986e932',
  token: 'd1381caefec66ccc06e06d4ab5d2da23',
  nickname: '明记',
  usermode: 1,
  userimg: '',
  mbphone: '18062639596',
  sex: '男',
}
const secrets = [asCanary('userkey', user.userkey), asCanary('token', user.token)]

test.each([
  ['a reset', (target: Target) => resetPassword(reset, target)],
  [
    'a sign-in',
    (target: Target) => login({ mbphone: '1', upw: new Secret('123456'), logintype: '0', session }, target),
  ],
])('%s gives the new keys beside the outcome, which holds none of them', async (_, call) => {
  const server = await startRawServer(
    httpAnswer(200, JSON.stringify({ code: 1, msg: '', data: user, again: [user.token, user.userkey] })),
  )
  const result = await call(at(server))
  expect(result.outcome).toMatchObject({ status: 'succeeded', drift: [] })
  expect(result.session?.token.reveal()).toBe(user.token)
  expect(result.session?.userkey.reveal()).toBe(user.userkey)
  expect(findCanaries('the result', JSON.stringify(result), secrets)).toEqual([])
})

const answered = async (answer: object): Promise<{ outcome: Outcome; session: unknown }> =>
  resetPassword(reset, at(await startRawServer(httpAnswer(200, JSON.stringify(answer)))))

test('a success without its data succeeds with drift, and the keys stay as they were', async () => {
  for (const data of [{}, { ...user, token: '' }, { ...user, userkey: undefined }, { ...user, token: 5 }]) {
    const { outcome, session: none } = await answered({ code: 1, msg: '', data })
    expect(outcome.status).toBe('succeeded')
    expect(outcome.drift).not.toEqual([])
    expect(none).toBeNull()
  }
  expect((await answered({ code: 1, msg: '' })).outcome.drift).toEqual([
    { expected: 'data: object', got: 'data: absent' },
  ])
})

test('a refusal brings no keys, whatever stands in its data', async () => {
  expect((await answered({ code: 0, msg: '请求不合法', data: user })).session).toBeNull()
  expect((await answered({ code: 1, msg: '请求不合法', data: user })).session).toBeNull()
})

test('numbers may come as text, and text as the document has it', async () => {
  const asText = { ...user, userid: '1', usermode: '1' }
  expect((await answered({ code: '1', msg: '', data: asText })).outcome).toMatchObject({
    status: 'succeeded',
    drift: [],
    wire: { code: '1' },
  })
})

test('a picture and a message give their numbers', async () => {
  const data = { codeid: '17', img: 'data:image/png;base64,AAAA' }
  const server = await startRawServer(httpAnswer(200, JSON.stringify({ code: 1, msg: '', data })))
  expect((await getCaptcha({ session }, at(server))).captcha).toEqual(data)
  const code = { mbphone: '1', codeid: '17', checkcode: new Secret('x'), msgfor: '0', session }
  expect((await sendCode(code, at(server))).codeid).toBe('17')
})

test('the signature is explained, with its digest only where nothing can be found from it', async () => {
  const server = await startRawServer(httpAnswer(200, '{}'))
  const { outcome: secret } = await resetPassword({ ...reset, session: keys }, at(server))
  expect(secret.signature).toEqual({
    kind: 'digest',
    name: 'sign',
    letters: 'upper',
    rule: 'json={body}&key={userkey}{token}',
    assumed: false,
    preImage:
      'json={"actionName":"resetpwd","mbphone":"18062639596","codeid":1,"msgcode":"******","upw":"******","resettype":0}&key=******',
    digest: null,
  })
  const kept = JSON.stringify(secret)
  expect(kept).not.toContain('8B019F02B99B1A6D085C29132C409513')
  expect(kept).not.toContain(keys.userkey.reveal())
  const { outcome: open } = await getCaptcha({ session: signedOut }, at(server))
  expect(open.signature).toMatchObject({
    rule: 'json={body}',
    preImage: 'json={"actionName":"getcode"}',
    digest: '468D7A8C62248FA578FC1F84DDFBDC33',
  })
})
