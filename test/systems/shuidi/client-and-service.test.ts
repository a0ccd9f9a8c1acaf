import { dirname } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { findPassword } from '../../../src/main/systems/shuidi/find-password.client.ts'
import { sendCode } from '../../../src/main/systems/shuidi/send-code.client.ts'
import { Secret } from '../../../src/shared/model/secret.ts'
import { asCanary, findCanaries, findCanariesInFolder } from '../../support/canary.ts'
import { importDirectory } from '../kept-rows.ts'
import { fresh, startShuidiBackend, wei, type ShuidiBackend } from './shuidi-backend.ts'

let backend: ShuidiBackend
beforeAll(async () => {
  backend = await startShuidiBackend()
})
beforeEach(() => {
  backend.giveCode()
})
afterAll(() => backend.stop())

const signing = (template = '') => ({
  key: backend.directory.settings.shuidi().signKey,
  template,
  now: backend.clock.now(),
})
const target = () => ({ baseUrl: backend.url, allowHttp: false })
const input = () => ({
  ...signing(),
  phone: wei.phone,
  code: new Secret('4119'),
  uid: wei.uid,
  newPassword: new Secret(fresh),
  method: 'GET' as const,
})

test.each([
  ['signature-invalid', () => ({ key: new Secret('another') })],
  ['account-not-found', () => ({ uid: '1' })],
  ['code-invalid', () => ({ code: new Secret('0000') })],
  ['password-format', () => ({ newPassword: new Secret('short') })],
] as const)('the service answers, and the client reads, %s', async (reason, overrides) => {
  for (const method of ['GET', 'POST'] as const) {
    const outcome = await findPassword({ ...input(), method, ...overrides() }, target())
    expect(outcome).toMatchObject({ status: 'rejected', reason, drift: [] })
  }
})

test.each(['GET', 'POST'] as const)(
  'by %s a code is asked for, arrives, and replaces the password',
  async (method) => {
    backend.clock.advance(60_000)
    expect(await sendCode({ ...signing(), phone: wei.phone, method }, target())).toMatchObject({
      status: 'succeeded',
      drift: [],
    })
    expect(await sendCode({ ...signing(), phone: wei.phone, method }, target())).toMatchObject({
      status: 'rejected',
      reason: 'rate-limited',
    })
    const next = `${fresh}-${method}`
    const code = new Secret(backend.sentCode())
    const outcome = await findPassword({ ...input(), method, code, newPassword: new Secret(next) }, target())
    expect(outcome).toMatchObject({ status: 'succeeded', reason: null, drift: [] })
    expect(await backend.isPassword(next)).toBe(true)
    const secrets = [
      asCanary('password', next),
      asCanary('code', code.reveal()),
      asCanary('key', signing().key.reveal()),
    ]
    expect(findCanaries('the outcome', JSON.stringify(outcome), secrets)).toEqual([])
  },
)

test('another template of the settings is the rule from the next request on', async () => {
  const template = '{key}:{code}:{new_password}:{timestrap}'
  importDirectory(backend, { shuidi: { template } })
  expect(await findPassword(input(), target())).toMatchObject({ reason: 'signature-invalid' })
  expect(await findPassword({ ...input(), ...signing(template) }, target())).toMatchObject({
    status: 'succeeded',
  })
  importDirectory(backend, { shuidi: { template: '{phone} without the key' } })
  expect(await findPassword({ ...input(), ...signing(template) }, target())).toMatchObject({
    reason: 'signature-invalid',
  })
  importDirectory(backend, { shuidi: { template: 'assumed' } })
  expect(await findPassword(input(), target())).toMatchObject({ reason: 'code-invalid' })
})

test('no secret is found in the store, and none in the live list of requests', () => {
  const secrets = [asCanary('password', fresh), asCanary('key', signing().key.reveal())]
  expect(findCanaries('the requests', JSON.stringify(backend.served), secrets)).toEqual([])
  expect(findCanariesInFolder(dirname(backend.store.path), secrets)).toEqual([])
})
