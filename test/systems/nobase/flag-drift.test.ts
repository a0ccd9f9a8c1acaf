import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ApplicationChanges } from '../../../src/main/directory/applications.ts'
import { withFlagDrift, type ConsoleFlags } from '../../../src/main/systems/nobase/flag-drift.ts'
import { calls } from '../../../src/main/systems/calls.ts'
import type { Verdict } from '../../../src/main/systems/verdict.ts'
import type { Drift, Outcome } from '../../../src/shared/model/outcome.ts'
import { Secret } from '../../../src/shared/model/secret.ts'
import { ming, startNobaseBackend, type NobaseBackend } from './nobase-backend.ts'

let backend: NobaseBackend
beforeAll(async () => {
  backend = await startNobaseBackend()
})
beforeEach(() => backend.giveBackPassword())
afterAll(() => backend.stop())

type Flag = 'tokenValidation' | 'allowPasswordChange'

const differs = (flag: Flag, recorded: boolean): Drift => ({
  expected: `flag ${flag}: ${String(recorded)}`,
  got: `flag ${flag}: ${String(!recorded)}`,
})
const account = { user: ming.user, pass: ming.pass }
const byToken = (): object => ({ token: backend.userToken() })
const newPass = (proof: object) => ({ newpass: ming.pass, ...proof })
const updateSign = (proof: object) => ({ newsign: 'a', ...proof })

/** Calls an operation with flags that are recorded, at a console that is set to others. */
async function call(
  operation: 'nobase.newPass' | 'nobase.updateSign',
  params: object,
  recorded: Partial<Record<Flag, boolean>>,
  set: ApplicationChanges,
): Promise<Outcome> {
  backend.setUp(set)
  const credentials = { appid: ming.appid, signature: 'sig-1001', ...recorded }
  const ready = calls[operation].ready({ params, credentials, method: 'POST' })
  if (Array.isArray(ready)) throw new Error('not taken')
  return ready.run({ baseUrl: backend.url, allowHttp: false }, {})
}

describe('an answer that contradicts what is recorded of the console names the flag', () => {
  test('a change that is said not to be allowed', async () => {
    const set = { allowPasswordChange: false }
    expect(await call('nobase.newPass', newPass(account), { allowPasswordChange: true }, set)).toMatchObject({
      status: 'rejected',
      reason: 'change-not-allowed',
      drift: [differs('allowPasswordChange', true)],
    })
  })

  test('a token that is not enough where tokens were said to be', async () => {
    const set = { tokenValidation: false }
    const recorded = { tokenValidation: true }
    const expected = { status: 'rejected', drift: [differs('tokenValidation', true)] }
    expect(await call('nobase.newPass', newPass(byToken()), recorded, set)).toMatchObject(expected)
    expect(await call('nobase.updateSign', updateSign(byToken()), recorded, set)).toMatchObject(expected)
  })

  test('a token that is asked for, or judged, where none was said to be', async () => {
    const set = { tokenValidation: true }
    const recorded = { tokenValidation: false }
    expect(await call('nobase.updateSign', updateSign(account), recorded, set)).toMatchObject({
      status: 'rejected',
      reason: 'token-missing',
      drift: [differs('tokenValidation', false)],
    })
    const withStale = newPass({ ...account, token: 'a-stale-token' })
    expect(await call('nobase.newPass', withStale, recorded, set)).toMatchObject({
      status: 'rejected',
      reason: 'token-invalid',
      drift: [differs('tokenValidation', false)],
    })
  })
})

describe('nothing is said of a flag', () => {
  const agreeing = { tokenValidation: true, allowPasswordChange: true }

  test('that is as it is recorded', async () => {
    for (const proof of [byToken(), account]) {
      const outcome = await call('nobase.newPass', newPass(proof), agreeing, agreeing)
      expect(outcome).toMatchObject({ status: 'succeeded', drift: [] })
    }
    const bad = await call('nobase.newPass', newPass({ token: 'a-stale-token' }), agreeing, agreeing)
    expect(bad).toMatchObject({ status: 'rejected', reason: 'token-invalid', drift: [] })
    const outcome = await call(
      'nobase.updateSign',
      updateSign(byToken()),
      { tokenValidation: true },
      agreeing,
    )
    expect(outcome).toMatchObject({ status: 'succeeded', drift: [] })
  })

  test('that nobody recorded', async () => {
    for (const set of [{ allowPasswordChange: false }, { tokenValidation: false }]) {
      expect((await call('nobase.newPass', newPass(byToken()), {}, set)).drift).toEqual([])
    }
    const set = { tokenValidation: true }
    expect((await call('nobase.updateSign', updateSign(account), {}, set)).drift).toEqual([])
  })

  test('by an answer that is about something else, or that says nothing for certain', async () => {
    const recorded = { tokenValidation: false, allowPasswordChange: true }
    const wrong = newPass({ ...account, pass: 'wrong' })
    const set = { tokenValidation: true }
    expect((await call('nobase.newPass', wrong, recorded, set)).drift).toEqual([])
    const proof = { user: '', pass: new Secret(''), token: new Secret('t'), tokenValidation: false }
    const open: Verdict = {
      status: 'unknown',
      reason: 'protocol-mismatch',
      code: 405,
      message: '当前管理员不允许用户修改密码',
      drift: [],
    }
    expect(withFlagDrift('newPass', open, recorded, proof).drift).toEqual([])
  })
})

test('a success shows which flags are on, and contradicts a record that says otherwise', () => {
  const off: ConsoleFlags = { tokenValidation: false, allowPasswordChange: false }
  const done: Verdict = { status: 'succeeded', reason: null, code: 200, message: '更新成功', drift: [] }
  const none = new Secret('')
  const token = { user: '', pass: none, token: new Secret('t'), tokenValidation: false }
  const password = { user: ming.user, pass: new Secret('p'), token: none, tokenValidation: false }
  expect(withFlagDrift('newPass', done, off, token).drift).toEqual([
    differs('tokenValidation', false),
    differs('allowPasswordChange', false),
  ])
  expect(withFlagDrift('newPass', done, off, password).drift).toEqual([differs('allowPasswordChange', false)])
  expect(withFlagDrift('updateSign', done, off, token).drift).toEqual([differs('tokenValidation', false)])
  expect(withFlagDrift('updateSign', done, off, password).drift).toEqual([])
  const on: ConsoleFlags = { tokenValidation: true, allowPasswordChange: true }
  expect(withFlagDrift('updateSign', done, on, password).drift).toEqual([differs('tokenValidation', true)])
})
