import { describe, expect, test } from 'vitest'
import { login } from '../../../src/main/systems/yunhu/login.client.ts'
import {
  resetPassword,
  type ResetPasswordInput,
} from '../../../src/main/systems/yunhu/reset-password.client.ts'
import { sendCode } from '../../../src/main/systems/yunhu/send-code.client.ts'
import { outcomeSchema, type OutcomeReason } from '../../../src/shared/model/outcome.ts'
import { Secret } from '../../../src/shared/model/secret.ts'
import { httpAnswer, startRawServer } from '../raw-server.ts'
import { aReset, signedOut } from './canary-inputs.ts'

const field = (rule: string): object => ({ document: '重置密码', section: 'json字段说明', rule })
const latchkey = { document: 'Latchkey', section: 'yunhu' }
const header = { document: 'RFC 9110', section: '5.5 Field Values' }
const empty = new Secret('')
const key = new Secret('userkey')

const refusals: [name: string, input: Partial<ResetPasswordInput>, reason: OutcomeReason, rule: object][] = [
  ['no phone', { mbphone: '' }, 'missing-parameter', field('mbphone 必选:是')],
  ['no number of the message', { codeid: '' }, 'missing-parameter', field('codeid 必选:是')],
  ['no code', { msgcode: empty }, 'missing-parameter', field('msgcode 必选:是')],
  ['no new password', { upw: empty }, 'missing-parameter', field('upw 必选:是')],
  ['no kind of reset', { resettype: '' }, 'missing-parameter', field('resettype 必选:是')],
  ['a number that is none', { codeid: 'one' }, 'malformed-parameter', field('codeid 类型:int')],
  ['a negative number', { codeid: '-1' }, 'malformed-parameter', field('codeid 类型:int')],
  ['a number past all counting', { codeid: '9'.repeat(16) }, 'malformed-parameter', field('codeid 类型:int')],
  ['a reset by e-mail', { resettype: '1' }, 'malformed-parameter', field('resettype:0')],
  ['a reset by name and password', { resettype: '2' }, 'malformed-parameter', field('resettype:0')],
  ['half a character', { upw: new Secret('123456\ud83d') }, 'malformed-parameter', latchkey],
  [
    'a token without its userkey',
    { session: { token: new Secret('token'), userkey: empty } },
    'missing-parameter',
    latchkey,
  ],
  [
    'a token with a line break',
    { session: { token: new Secret('a\r\nX-Evil: 1'), userkey: key } },
    'malformed-parameter',
    header,
  ],
  [
    'a token beyond Latin-1',
    { session: { token: new Secret('令牌'), userkey: key } },
    'malformed-parameter',
    header,
  ],
]

describe('what our own checks stop is refused with the rule behind it, and nothing is sent', () => {
  test.each(refusals)('%s', async (_, overrides, reason, rule) => {
    const server = await startRawServer(httpAnswer(200, '{}'))
    const { outcome, session } = await resetPassword(aReset(overrides).input, {
      baseUrl: server.url,
      allowHttp: false,
    })
    expect(outcome).toMatchObject({ status: 'refused', reason, rule, wire: null, exchange: null, drift: [] })
    expect(outcomeSchema.parse(outcome)).toEqual(outcome)
    expect(session).toBeNull()
    expect(server.connections()).toBe(0)
  })

  const session = signedOut
  const code = { mbphone: '18062639596', codeid: '1', checkcode: new Secret('x'), msgfor: '0', session }
  const signIn = { mbphone: '18062639596', upw: new Secret('x'), logintype: '0', session }
  test.each([
    ['a code for no phone', (to: string) => sendCode({ ...code, mbphone: '' }, target(to))],
    ['a code for no picture', (to: string) => sendCode({ ...code, codeid: '' }, target(to))],
    ['a code for an unread picture', (to: string) => sendCode({ ...code, checkcode: empty }, target(to))],
    ['a code for something else', (to: string) => sendCode({ ...code, msgfor: '1' }, target(to))],
    ['a sign-in of nobody', (to: string) => login({ ...signIn, mbphone: '' }, target(to))],
    ['a sign-in without a password', (to: string) => login({ ...signIn, upw: empty }, target(to))],
    ['a sign-in in another way', (to: string) => login({ ...signIn, logintype: '1' }, target(to))],
  ])('%s', async (_, call) => {
    const server = await startRawServer(httpAnswer(200, '{}'))
    expect((await call(server.url)).outcome).toMatchObject({ status: 'refused', exchange: null })
    expect(server.connections()).toBe(0)
  })

  function target(baseUrl: string): { baseUrl: string; allowHttp: boolean } {
    return { baseUrl, allowHttp: false }
  }
})
