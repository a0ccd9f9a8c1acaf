import { afterAll, beforeAll, expect, test } from 'vitest'
import { changePassword } from '../../../src/main/systems/openim/change-password.client.ts'
import { login, type LoginResult } from '../../../src/main/systems/openim/login.client.ts'
import type { PasswordEncoding } from '../../../src/main/systems/openim/wire.ts'
import { outcomeSchema, type Outcome } from '../../../src/shared/model/outcome.ts'
import { Secret } from '../../../src/shared/model/secret.ts'
import { findCanaries, makeCanary } from '../../support/canary.ts'
import { startBuiltInBackend, type BuiltInBackend } from '../built-in-backend.ts'

let backend: BuiltInBackend
beforeAll(async () => {
  // Many wrong passwords come from this table; the throttle has tests of its own.
  backend = await startBuiltInBackend({ throttle: false })
})
afterAll(() => backend.stop())

const target = () => ({ baseUrl: backend.url, allowHttp: false })
const operationID = '550e8400-e29b-41d4-a716-446655440104'

function signIn(
  account: string,
  password: string,
  passwordEncoding: PasswordEncoding = 'plain',
): Promise<LoginResult> {
  return login({ account, password: new Secret(password), passwordEncoding, operationID }, target())
}

function change(userID: string, current: string, next: string, token: Secret): Promise<Outcome> {
  const [currentPassword, newPassword] = [new Secret(current), new Secret(next)]
  return changePassword(
    { userID, currentPassword, newPassword, token, passwordEncoding: 'plain', operationID },
    target(),
  )
}

test('an admin signs in, changes the password, and the new one is in force, alone', async () => {
  const next = makeCanary('new password')
  const { outcome, token } = await signIn('chatAdmin', 'OpenIM@123')
  expect(outcome).toMatchObject({ status: 'succeeded', drift: [] })
  const changed = await change('1000000001', 'OpenIM@123', next.value, token ?? expect.fail())
  expect(changed).toMatchObject({
    operation: 'openim.changePassword',
    status: 'succeeded',
    reason: null,
    wire: { httpStatus: 200, code: 0, message: '' },
    drift: [],
    rule: null,
    exchange: {
      requestBody: '{"userID":"1000000001","currentPassword":"******","newPassword":"******"}',
      responseBody: '{"errCode":0,"errMsg":"","errDlt":"","data":{}}',
    },
  })
  expect(outcomeSchema.parse(changed)).toEqual(changed)
  expect(findCanaries('the outcome', JSON.stringify(changed), [next])).toEqual([])
  expect((await signIn('chatAdmin', 'OpenIM@123')).outcome).toMatchObject({
    status: 'rejected',
    reason: 'wrong-credentials',
    wire: { code: 20001, message: 'PasswordError' },
  })
  expect((await signIn('chatAdmin', next.value)).outcome.status).toBe('succeeded')
})

test('each refusal of the service is read as what it is', async () => {
  const token = backend.tokenOf('1000000002')
  const wrong = await change('1000000002', 'not it', 'OpenIM@456', token)
  expect(wrong).toMatchObject({
    status: 'rejected',
    reason: 'wrong-credentials',
    wire: { code: 500, message: 'password error' },
  })
  const nobody = await change('2000000000', 'OpenIM@123', 'OpenIM@456', token)
  expect(nobody).toMatchObject({ status: 'rejected', reason: 'account-not-found', wire: { code: 1004 } })
  const stranger = await change('1000000002', 'OpenIM@123', 'OpenIM@456', new Secret('A'.repeat(43)))
  expect(stranger).toMatchObject({ status: 'rejected', reason: 'token-invalid', wire: { code: 1507 } })
  backend.clock.advance(60_000)
  const late = await change('1000000002', 'OpenIM@123', 'OpenIM@456', token)
  expect(late).toMatchObject({ status: 'rejected', reason: 'token-invalid', wire: { code: 1501 } })
  expect((await signIn('nobody', 'OpenIM@123')).outcome).toMatchObject({
    status: 'rejected',
    reason: 'wrong-credentials',
  })
})

test('of two changes at once with one current password, one succeeds and the other is told so', async () => {
  const token = backend.tokenOf('1000000003')
  const outcomes = await Promise.all([
    change('1000000003', 'OpenIM@123', 'OpenIM@one', token),
    change('1000000003', 'OpenIM@123', 'OpenIM@two', token),
  ])
  expect(outcomes.map(({ status, reason }) => [status, reason]).toSorted()).toEqual([
    ['rejected', 'wrong-credentials'],
    ['succeeded', null],
  ])
  const inForce = outcomes[0].status === 'succeeded' ? 'OpenIM@one' : 'OpenIM@two'
  expect((await signIn('nightAdmin', inForce)).outcome.status).toBe('succeeded')
})

test('a backend that is down is unreachable, with the code of the operating system', async () => {
  const down = await startBuiltInBackend()
  const { url } = down
  await down.stop()
  const { outcome } = await login(
    { account: 'chatAdmin', password: new Secret('OpenIM@123'), passwordEncoding: 'plain', operationID },
    { baseUrl: url, allowHttp: false },
  )
  expect(outcome).toEqual({
    operation: 'openim.login',
    status: 'unreachable',
    reason: 'connection-failed',
    wire: null,
    drift: [],
    rule: null,
    exchange: null,
    failure: 'ECONNREFUSED',
  })
})
