import { dirname } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { getCaptcha } from '../../../src/main/systems/yunhu/get-captcha.client.ts'
import { getShop } from '../../../src/main/systems/yunhu/get-shop.client.ts'
import { login } from '../../../src/main/systems/yunhu/login.client.ts'
import { resetPassword } from '../../../src/main/systems/yunhu/reset-password.client.ts'
import { sendCode } from '../../../src/main/systems/yunhu/send-code.client.ts'
import type { YunhuSession } from '../../../src/main/systems/yunhu/sign.ts'
import type { Outcome } from '../../../src/shared/model/outcome.ts'
import { Secret } from '../../../src/shared/model/secret.ts'
import { asCanary, findCanaries, findCanariesInFolder } from '../../support/canary.ts'
import { signedOut } from './canary-inputs.ts'
import { fresh, ming, route, startYunhuBackend, type YunhuBackend } from './yunhu-backend.ts'

let backend: YunhuBackend
beforeAll(async () => {
  backend = await startYunhuBackend()
})
beforeEach(() => {
  backend.setShop('open')
  backend.giveCode()
})
afterAll(() => backend.stop())

const target = () => ({ baseUrl: backend.url + route, allowHttp: false })
const secret = (text: string) => new Secret(text)
const session = signedOut
const reset = (more: object = {}) =>
  resetPassword(
    {
      mbphone: ming.phone,
      codeid: '1',
      msgcode: secret('123456'),
      upw: secret(fresh),
      resettype: '0',
      session,
      ...more,
    },
    target(),
  )
const signIn = (more: object = {}) =>
  login({ mbphone: ming.phone, upw: secret(ming.password), logintype: '0', session, ...more }, target())
const askCode = (more: object = {}) =>
  sendCode(
    {
      mbphone: ming.phone,
      codeid: String(backend.giveCaptcha()),
      checkcode: secret('AC34K'),
      msgfor: '0',
      session,
      ...more,
    },
    target(),
  )
const keys = (token: string): YunhuSession => ({ token: secret(token), userkey: secret('x'.repeat(32)) })

const refusals: [reason: Outcome['reason'], call: () => Promise<{ outcome: Outcome }>][] = [
  ['code-invalid', () => reset({ msgcode: secret('000000') })],
  ['password-format', () => reset({ upw: secret('short') })],
  ['malformed-parameter', () => reset({ upw: secret('x'.repeat(1025)) })],
  ['wrong-credentials', () => signIn({ upw: secret('wrong') })],
  ['captcha-invalid', () => askCode({ checkcode: secret('x') })],
  ['account-not-found', () => askCode({ mbphone: '10000000000' })],
  ['token-invalid', () => reset({ session: keys('A'.repeat(43)) })],
  ['signature-invalid', () => reset({ session: keys(backend.signIn().token) })],
  [
    'token-invalid',
    () => {
      const { token } = backend.signIn(ming.phone, 1)
      backend.clock.advance(1)
      return reset({ session: keys(token) })
    },
  ],
  ...(['building', 'closed', 'expired'] as const).map((status): (typeof refusals)[number] => [
    'shop-unavailable',
    () => {
      backend.setShop(status)
      return reset()
    },
  ]),
]

test.each(refusals)('the service answers, and the client reads, %s', async (reason, call) => {
  const { outcome } = await call()
  expect(outcome).toMatchObject({ status: 'rejected', reason, drift: [] })
  expect(await backend.isPassword(ming.password)).toBe(true)
})

test('another company is no place to call', async () => {
  const elsewhere = { baseUrl: `${backend.url}/ErpServer/h5api/1/a`, allowHttp: false }
  expect(await getShop({ session }, elsewhere)).toMatchObject({ reason: 'malformed-parameter' })
})

test('from the picture to the new password, and on with the new keys', async () => {
  const picture = await getCaptcha({ session }, target())
  expect(picture.outcome).toMatchObject({ status: 'succeeded', drift: [] })
  expect(picture.captcha?.img).toMatch(/^data:image\/svg\+xml;base64,/)
  expect(picture.captcha?.codeid).toMatch(/^\d+$/)

  const sent = await askCode()
  expect(sent.outcome).toMatchObject({ status: 'succeeded', drift: [] })
  expect(await askCode()).toMatchObject({
    outcome: { status: 'rejected', reason: 'rate-limited' },
    codeid: null,
  })

  const msgcode = secret(backend.sentCode())
  const done = await reset({ codeid: sent.codeid ?? '', msgcode })
  expect(done.outcome).toMatchObject({ status: 'succeeded', reason: null, drift: [] })
  expect(await backend.isPassword(fresh)).toBe(true)

  const again = await signIn({ upw: secret(fresh), session: done.session ?? session })
  expect(again.outcome).toMatchObject({ status: 'succeeded', drift: [] })
  expect(await getShop({ session: again.session ?? session }, target())).toMatchObject({
    status: 'succeeded',
    drift: [],
  })

  const secrets = [
    asCanary('password', fresh),
    asCanary('code', msgcode.reveal()),
    asCanary('token', again.session?.token.reveal() ?? ''),
    asCanary('userkey', again.session?.userkey.reveal() ?? ''),
  ]
  const kept = JSON.stringify([picture, sent, done, again, backend.served])
  expect(findCanaries('the outcomes', kept, secrets)).toEqual([])
  // The six digits of a code are found by chance in bytes of this size.
  const inStore = secrets.filter(({ label }) => label !== 'code')
  expect(findCanariesInFolder(dirname(backend.store.path), inStore)).toEqual([])
})
