import { describe, expect, test } from 'vitest'
import {
  changePassword,
  prepareChangePassword,
  type ChangePasswordInput,
} from '../../../src/main/systems/openim/change-password.client.ts'
import { changePasswordRules } from '../../../src/main/systems/openim/change-password-rules.ts'
import { login } from '../../../src/main/systems/openim/login.client.ts'
import { showRequest } from '../../../src/main/systems/show-request.ts'
import type { Target } from '../../../src/main/systems/target.ts'
import { ruleCheckSchema } from '../../../src/shared/contract/admins.ts'
import { outcomeSchema, type OutcomeReason } from '../../../src/shared/model/outcome.ts'
import { Secret } from '../../../src/shared/model/secret.ts'
import { httpAnswer, startRawServer } from '../raw-server.ts'
import { aChange } from './a-change.ts'

const same = new Secret('OpenIM@123')
const document = '修改管理员密码'
const constraints = '3. 请求参数 · 字段约束'

const refusals: [
  name: string,
  input: Partial<ChangePasswordInput>,
  reason: OutcomeReason,
  rule: { document: string; section: string },
][] = [
  ['an empty userID', { userID: '' }, 'missing-parameter', { document, section: constraints }],
  [
    'an empty current password',
    { currentPassword: new Secret('') },
    'missing-parameter',
    { document, section: constraints },
  ],
  [
    'an empty new password',
    { newPassword: new Secret('') },
    'missing-parameter',
    { document, section: constraints },
  ],
  [
    'equal passwords',
    { currentPassword: same, newPassword: new Secret('OpenIM@123') },
    'same-password',
    { document, section: constraints },
  ],
  [
    '1,025 characters',
    { newPassword: new Secret('密'.repeat(1025)) },
    'malformed-parameter',
    { document: 'Latchkey', section: 'openim.changePassword' },
  ],
  [
    'half a character',
    { newPassword: new Secret('OpenIM@\ud83d') },
    'malformed-parameter',
    { document: 'Latchkey', section: 'openim.changePassword' },
  ],
  [
    'no token',
    { token: new Secret('') },
    'token-missing',
    { document, section: '3. 请求参数 · Header 参数' },
  ],
  [
    'a token with a line break',
    { token: new Secret('abc\r\nX-Evil: 1') },
    'malformed-parameter',
    { document: 'RFC 9110', section: '5.5 Field Values' },
  ],
  [
    'a token beyond Latin-1',
    { token: new Secret('令牌') },
    'malformed-parameter',
    { document: 'RFC 9110', section: '5.5 Field Values' },
  ],
  [
    'a token with a NUL',
    { token: new Secret('abc\0def') },
    'malformed-parameter',
    { document: 'RFC 9110', section: '5.5 Field Values' },
  ],
]

const addresses: [name: string, target: (port: number) => Target, section: string][] = [
  ['a user name', (port) => at(`http://root@127.0.0.1:${String(port)}`), '4.2.4 Deprecation of userinfo'],
  ['an empty user name', (port) => at(`http://@127.0.0.1:${String(port)}`), '4.2.4 Deprecation of userinfo'],
  [
    'user and password',
    (port) => at(`http://root:pw@127.0.0.1:${String(port)}`),
    '4.2.4 Deprecation of userinfo',
  ],
  ['a fragment', (port) => at(`http://127.0.0.1:${String(port)}/#x`), '4.2.5 Fragment Identifiers'],
  ['an empty fragment', (port) => at(`http://127.0.0.1:${String(port)}/#`), '4.2.5 Fragment Identifiers'],
  ['a query', (port) => at(`http://127.0.0.1:${String(port)}/?a=1`), '3.4 Query'],
  ['no scheme', (port) => at(`127.0.0.1:${String(port)}`), '4.3 Absolute URI'],
  ['a scheme of files', () => at('file:///etc/passwd'), '4.3 Absolute URI'],
  ['nothing', () => at(''), '4.3 Absolute URI'],
  ['http:// beyond this machine, without consent', () => at('http://203.0.113.7'), 'Backends'],
  ['http:// to a name that only begins like loopback', () => at('http://127.0.0.1.example.com'), 'Backends'],
]

function at(baseUrl: string): Target {
  return { baseUrl, allowHttp: false }
}

describe('what our own checks stop is refused with the rule behind it, and nothing is sent', () => {
  test.each(refusals)('%s', async (_, overrides, reason, rule) => {
    const server = await startRawServer(httpAnswer(200, '{}'))
    const outcome = await changePassword(aChange(overrides).input, at(server.url))
    expect(outcome).toMatchObject({ status: 'refused', reason, rule, wire: null, exchange: null, drift: [] })
    expect(outcomeSchema.parse(outcome)).toEqual(outcome)
    expect(server.connections()).toBe(0)
  })

  test.each(addresses)('a base URL with %s', async (_, target, section) => {
    const server = await startRawServer(httpAnswer(200, '{}'))
    const outcome = await changePassword(aChange().input, target(server.port))
    expect(outcome).toMatchObject({ status: 'refused', reason: 'malformed-parameter', rule: { section } })
    expect(server.connections()).toBe(0)
  })

  test.each([
    ['account', { account: '', password: new Secret('x') }],
    ['password', { account: 'chatAdmin', password: new Secret('') }],
  ])('a sign-in without %s', async (_, given) => {
    const server = await startRawServer(httpAnswer(200, '{}'))
    const { outcome, token } = await login(
      { ...given, passwordEncoding: 'plain', operationID: 'a' },
      at(server.url),
    )
    expect(outcome).toMatchObject({ status: 'refused', reason: 'missing-parameter' })
    expect(token).toBeNull()
    expect(server.connections()).toBe(0)
  })
})

test('http:// beyond this machine is prepared with consent', () => {
  const { request } = prepareChangePassword(aChange().input, {
    baseUrl: 'http://203.0.113.7/im/',
    allowHttp: true,
  })
  expect(request?.url).toBe('http://203.0.113.7/im/account/change_password')
})

test('1,024 characters are as many as a password may have, counted as people count them', () => {
  const prepare = (password: string) =>
    prepareChangePassword(aChange({ newPassword: new Secret(password) }).input, at('http://127.0.0.1'))
  expect(prepare('😀'.repeat(1024)).refusal).toBeNull()
  expect(prepare('😀'.repeat(1025)).refusal?.reason).toBe('malformed-parameter')
})

test('every rule of a change has the shape that the page shows', () => {
  for (const { id, source } of changePasswordRules) {
    expect(ruleCheckSchema.parse({ id, ok: true, severity: 'stops', source }).source).toEqual(source)
  }
})

test('a dry run shows the request that would be sent, without its secrets', () => {
  const { request } = prepareChangePassword(
    aChange({ currentPassword: new Secret('OpenIM@123'), newPassword: new Secret('1000000001') }).input,
    at('http://127.0.0.1:10009'),
  )
  expect(request && showRequest(request)).toEqual({
    method: 'POST',
    url: 'http://127.0.0.1:10009/account/change_password',
    headers: {
      operationID: '550e8400-e29b-41d4-a716-446655440104',
      token: '******',
      'Content-Type': 'application/json',
    },
    body: '{"userID":"******","currentPassword":"******","newPassword":"******"}',
  })
})
