import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { login } from '../../../src/main/systems/nobase/login.client.ts'
import { newPass } from '../../../src/main/systems/nobase/new-pass.client.ts'
import { updateSign } from '../../../src/main/systems/nobase/update-sign.client.ts'
import { calls } from '../../../src/main/systems/calls.ts'
import { Secret } from '../../../src/shared/model/secret.ts'
import { asCanary, findCanaries } from '../../support/canary.ts'
import { ming, startNobaseBackend, type NobaseBackend } from './nobase-backend.ts'

let backend: NobaseBackend
beforeAll(async () => {
  backend = await startNobaseBackend()
})
afterAll(() => backend.stop())

const none = new Secret('')
const flags = { tokenValidation: null, allowPasswordChange: null }
const application = { appid: ming.appid, appSignature: new Secret('sig-1001'), ...flags }

describe.each(['GET', 'POST'] as const)('by %s', (method) => {
  test('a user signs in, changes the text and the password by token, and the old token is over', async () => {
    backend.setUp({ tokenValidation: true })
    const target = { baseUrl: backend.url, allowHttp: false }
    const signIn = (password: string) =>
      login({ ...application, user: ming.user, pass: new Secret(password), method }, target)
    const first = await signIn(ming.pass)
    expect(first.outcome).toMatchObject({ operation: 'nobase.login', status: 'succeeded', drift: [] })
    const token = first.token ?? none
    const byToken = { ...application, user: '', pass: none, token, method }

    const signed = await updateSign({ ...byToken, signText: `签名 by ${method}` }, target)
    expect(signed).toMatchObject({
      status: 'succeeded',
      reason: null,
      drift: [],
      wire: { code: 200, message: '更新成功' },
    })
    expect(backend.user().signText).toBe(`签名 by ${method}`)

    const next = new Secret(`NewPass${method}`)
    const changed = await newPass({ ...byToken, newPassword: next }, target)
    expect(changed).toMatchObject({ status: 'succeeded', reason: null, drift: [] })
    const repeated = await newPass({ ...byToken, newPassword: next }, target)
    expect(repeated).toMatchObject({ status: 'rejected', reason: 'token-invalid', wire: { code: 404 } })
    expect(await updateSign({ ...byToken, signText: 'x' }, target)).toMatchObject({
      status: 'rejected',
      reason: 'token-invalid',
      wire: { code: 401 },
    })
    expect((await signIn(ming.pass)).outcome).toMatchObject({
      status: 'rejected',
      reason: 'wrong-credentials',
    })

    const back = {
      ...application,
      user: ming.user,
      pass: next,
      token: none,
      newPassword: new Secret(ming.pass),
      method,
    }
    expect(await newPass(back, target)).toMatchObject({ status: 'succeeded' })
    const secrets = [
      asCanary('token', token.reveal()),
      asCanary('next', next.reveal()),
      asCanary('signature', 'sig-1001'),
      asCanary('old', ming.pass),
    ]
    const printed =
      inspect({ first, signed, changed, repeated }, { depth: null }) +
      JSON.stringify({ first, signed, changed, repeated })
    expect(findCanaries('the outcomes', printed, secrets)).toEqual([])
  })
})

describe('called by name, with values by the wire’s own names', () => {
  const credentials = { appid: ming.appid, signature: 'sig-1001' }
  const run = async (
    operation: 'nobase.newPass' | 'nobase.updateSign' | 'nobase.login',
    params: object,
    more = {},
  ) => {
    const ready = calls[operation].ready({
      params,
      credentials: { ...credentials, ...more },
      method: 'POST',
    })
    if (Array.isArray(ready)) return ready
    return ready.run({ baseUrl: backend.url, allowHttp: false }, {})
  }

  test('each operation reaches the service', async () => {
    backend.setUp()
    const account = { user: ming.user, pass: ming.pass }
    expect(await run('nobase.login', account)).toMatchObject({ status: 'succeeded' })
    expect(await run('nobase.updateSign', { ...account, newsign: 'a' })).toMatchObject({
      status: 'succeeded',
    })
    expect(await run('nobase.newPass', { ...account, newpass: ming.pass })).toMatchObject({
      status: 'succeeded',
    })
  })

  test('the flag makes the client refuse what it forbids', async () => {
    const params = { token: 'some-token', newpass: 'NewPass123' }
    expect(await run('nobase.newPass', params, { tokenValidation: false })).toMatchObject({
      status: 'refused',
      reason: 'missing-parameter',
    })
    const account = { user: ming.user, pass: ming.pass, newsign: 'a' }
    expect(await run('nobase.updateSign', account, { tokenValidation: true })).toMatchObject({
      status: 'refused',
      reason: 'token-missing',
    })
  })

  test('the flag that forbids the change makes the client refuse it', async () => {
    const params = { user: ming.user, pass: ming.pass, newpass: 'NewPass123' }
    const before = backend.rows()
    const served = backend.served.length
    expect(await run('nobase.newPass', params, { allowPasswordChange: false })).toMatchObject({
      status: 'refused',
      reason: 'change-not-allowed',
    })
    expect(backend.served).toHaveLength(served)
    expect(backend.rows()).toEqual(before)
  })

  test('a flag that is no flag is a mistake', async () => {
    expect(await run('nobase.newPass', {}, { tokenValidation: 'on' })).toEqual([
      { part: 'credentials', message: 'tokenValidation has to be true or false' },
    ])
  })
})
