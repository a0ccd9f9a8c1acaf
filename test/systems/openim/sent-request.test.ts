import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { changePassword } from '../../../src/main/systems/openim/change-password.client.ts'
import { login } from '../../../src/main/systems/openim/login.client.ts'
import { Secret } from '../../../src/shared/model/secret.ts'
import { asCanary, findCanaries } from '../../support/canary.ts'
import { httpAnswer, startRawServer, type RawServer } from '../raw-server.ts'
import { aChange } from './a-change.ts'

const md5 = (text: string): string => createHash('md5').update(text).digest('hex')

function sent(server: RawServer): { head: string[]; body: unknown } {
  const [head = '', body = ''] = String(server.requests[0]).split('\r\n\r\n')
  return { head: head.split('\r\n'), body: JSON.parse(body) as unknown }
}

test('a change is sent as the document writes it', async () => {
  const server = await startRawServer(httpAnswer(200, '{}'))
  const { input } = aChange({ token: new Secret('tökén') })
  await changePassword(input, { baseUrl: server.url, allowHttp: false })
  const { head, body } = sent(server)
  expect(head[0]).toBe('POST /account/change_password HTTP/1.1')
  expect(head).toContain(`operationID: ${input.operationID}`)
  expect(head).toContain('Content-Type: application/json')
  expect(server.requests[0]?.toString('latin1')).toContain('token: tökén\r\n')
  expect(body).toEqual({
    userID: input.userID,
    currentPassword: input.currentPassword.reveal(),
    newPassword: input.newPassword.reveal(),
  })
})

test('with md5-hex the passwords go as the hex of their MD5, and neither form is kept', async () => {
  const server = await startRawServer((socket, request) => httpAnswer(200, request)(socket, request))
  const { input, canaries } = aChange({ passwordEncoding: 'md5-hex' })
  const outcome = await changePassword(input, { baseUrl: server.url, allowHttp: false })
  const [current, next] = [md5(input.currentPassword.reveal()), md5(input.newPassword.reveal())]
  expect(sent(server).body).toMatchObject({ currentPassword: current, newPassword: next })
  const watched = [
    ...canaries,
    asCanary('digest of the current', current),
    asCanary('digest of the new', next),
  ]
  expect(findCanaries('the outcome', JSON.stringify(outcome), watched)).toEqual([])
})

const signedIn = {
  adminAccount: 'chatAdmin',
  adminToken: 'eyJhbGciOiJIUzI1NiJ9.e30.abc-_"é',
  nickname: 'Root',
  faceURL: '',
  level: 100,
  adminUserID: '1000000001',
  imUserID: 'imAdmin',
  imToken: 'im-token-12345',
}

test('a sign-in gives the token beside the outcome, and the outcome holds none', async () => {
  const server = await startRawServer(
    httpAnswer(
      200,
      JSON.stringify({ errCode: 0, errMsg: '', errDlt: '', data: signedIn, again: signedIn.adminToken }),
    ),
  )
  const { outcome, token } = await login(
    { account: 'chatAdmin', password: new Secret('OpenIM@123'), passwordEncoding: 'plain', operationID: 'a' },
    { baseUrl: server.url, allowHttp: false },
  )
  expect(sent(server).body).toEqual({ account: 'chatAdmin', password: 'OpenIM@123', version: 'latchkey' })
  expect(outcome).toMatchObject({ operation: 'openim.login', status: 'succeeded', drift: [] })
  expect(token?.reveal()).toBe(signedIn.adminToken)
  const watched = [asCanary('admin token', signedIn.adminToken), asCanary('im token', signedIn.imToken)]
  expect(findCanaries('the result', JSON.stringify({ outcome, token }), watched)).toEqual([])
  expect(outcome.exchange?.responseBody).toContain('"nickname":"Root"')
})

test('new tokens are hidden as well where the answer cannot be read', async () => {
  const server = await startRawServer(
    httpAnswer(200, `{"data":{"imToken": "im-token-12345","adminToken":"half-of-a-tok`),
  )
  const { outcome, token } = await login(
    { account: 'chatAdmin', password: new Secret('OpenIM@123'), passwordEncoding: 'plain', operationID: 'a' },
    { baseUrl: server.url, allowHttp: false },
  )
  expect(outcome).toMatchObject({ status: 'unknown', reason: 'protocol-mismatch' })
  expect(outcome.exchange?.responseBody).toBe('{"data":{"imToken": "******","adminToken":"******')
  expect(token).toBeNull()
})

test.each([
  [20001, 'PasswordError'],
  [20002, 'AccountNotFound'],
])('a sign-in answered %i says no more than wrong credentials', async (errCode, errMsg) => {
  const server = await startRawServer(httpAnswer(200, JSON.stringify({ errCode, errMsg, errDlt: '' })))
  const { outcome } = await login(
    { account: 'chatAdmin', password: new Secret('OpenIM@123'), passwordEncoding: 'plain', operationID: 'a' },
    { baseUrl: server.url, allowHttp: false },
  )
  expect(outcome).toMatchObject({ status: 'rejected', reason: 'wrong-credentials' })
})

test('a sign-in without its data succeeds with drift, and gives no token', async () => {
  const server = await startRawServer(httpAnswer(200, '{"errCode":0,"errMsg":"","errDlt":"","data":{}}'))
  const { outcome, token } = await login(
    { account: 'chatAdmin', password: new Secret('OpenIM@123'), passwordEncoding: 'plain', operationID: 'a' },
    { baseUrl: server.url, allowHttp: false },
  )
  expect(outcome).toMatchObject({
    status: 'succeeded',
    drift: [
      { expected: 'data.adminToken: string', got: 'data.adminToken: absent' },
      { expected: 'data.adminUserID: string', got: 'data.adminUserID: absent' },
    ],
  })
  expect(token).toBeNull()
})
