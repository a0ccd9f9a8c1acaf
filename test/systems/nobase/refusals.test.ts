import { describe, expect, test } from 'vitest'
import { login, type LoginInput } from '../../../src/main/systems/nobase/login.client.ts'
import { newPass, type NewPassInput } from '../../../src/main/systems/nobase/new-pass.client.ts'
import { updateSign, type UpdateSignInput } from '../../../src/main/systems/nobase/update-sign.client.ts'
import { outcomeSchema, type Outcome, type OutcomeReason } from '../../../src/shared/model/outcome.ts'
import { Secret } from '../../../src/shared/model/secret.ts'
import type { Target } from '../../../src/main/systems/target.ts'
import { httpAnswer, startRawServer } from '../raw-server.ts'
import { aLogin, aNewPass, anUpdateSign } from './canary-inputs.ts'

const none = new Secret('')
const some = new Secret('something')
const byToken = { user: '', pass: none, token: some }
const byAccount = { user: '13800138000', pass: some, token: none }
const byNothing = { user: '', pass: none, token: none }
const both = { ...byAccount, token: some }
const on = { tokenValidation: true }
const off = { tokenValidation: false }

type Refused<Input> = [name: string, input: Partial<Input>, reason: OutcomeReason, section: string]

const parameters = '请求参数'
const choice = '注意事项 1. 参数选择规则'
const allowed = '注意事项 4. 改密权限与状态校验'
const format = '注意事项 2. 新密码格式要求'

const newPassRefusals: Refused<NewPassInput>[] = [
  ['no appid', { appid: '' }, 'missing-parameter', parameters],
  ['no new password', { newPassword: none }, 'missing-parameter', parameters],
  ['no application signature', { appSignature: none }, 'missing-parameter', parameters],
  ['a change that is not allowed', { allowPasswordChange: false }, 'change-not-allowed', allowed],
  ['nobody', byNothing, 'missing-parameter', choice],
  ['nobody, with the flag on', { ...byNothing, ...on }, 'missing-parameter', choice],
  ['a token alone, with the flag off', { ...byToken, ...off }, 'missing-parameter', choice],
  ['a user without a password', { pass: none }, 'missing-parameter', choice],
  ['a password without a user', { user: '' }, 'missing-parameter', choice],
  ['a token with half of an account', { token: some, pass: none }, 'missing-parameter', parameters],
  ['an account that is no number', { user: 'ming@example.com' }, 'malformed-parameter', parameters],
  ['an account in other digits', { user: '１３８００１３８０００' }, 'malformed-parameter', parameters],
  ['Chinese in the new password', { newPassword: new Secret('新密码abc') }, 'password-format', format],
  ['a mark in the new password', { newPassword: new Secret('New-Pass1') }, 'password-format', format],
  [
    'a line break behind the new password',
    { newPassword: new Secret('NewPass1\n') },
    'password-format',
    format,
  ],
  ['half a character', { pass: new Secret('pass\ud83d') }, 'malformed-parameter', 'nobase.newPass'],
]

const updateSignRefusals: Refused<UpdateSignInput>[] = [
  ['no appid', { appid: '' }, 'missing-parameter', parameters],
  ['no signature text', { signText: '' }, 'missing-parameter', parameters],
  ['a blank signature text', { signText: ' \t\u3000' }, 'missing-parameter', parameters],
  ['no application signature', { appSignature: none }, 'missing-parameter', parameters],
  ['a token with an account', both, 'malformed-parameter', choice],
  ['a token with an account, with the flag on', { ...both, ...on }, 'malformed-parameter', choice],
  ['a token with half of an account', { token: some, user: '1' }, 'malformed-parameter', choice],
  ['an account, with the flag on', { ...byAccount, ...on }, 'token-missing', choice],
  ['nobody, with the flag on', { ...byNothing, ...on }, 'token-missing', choice],
  ['a token, with the flag off', { ...byToken, ...off }, 'missing-parameter', choice],
  ['nobody, with the flag off', { ...byNothing, ...off }, 'missing-parameter', choice],
  ['nobody', byNothing, 'missing-parameter', parameters],
  ['an account that is no number', { ...byAccount, user: 'ming' }, 'malformed-parameter', parameters],
  ['half a character', { signText: '\udc00' }, 'malformed-parameter', 'nobase.updateSign'],
]

const loginRefusals: Refused<LoginInput>[] = [
  ['no appid', { appid: '' }, 'missing-parameter', parameters],
  ['no user', { user: '' }, 'missing-parameter', parameters],
  ['no password', { pass: none }, 'missing-parameter', parameters],
  ['no application signature', { appSignature: none }, 'missing-parameter', parameters],
  ['an account that is no number', { user: '1e5' }, 'malformed-parameter', parameters],
  ['half a character', { pass: new Secret('\ud83d') }, 'malformed-parameter', 'nobase.login'],
]

async function expectRefusal(
  send: (target: Target) => Promise<Outcome>,
  reason: OutcomeReason,
  section: string,
  document: string,
): Promise<void> {
  const server = await startRawServer(httpAnswer(200, '{}'))
  const outcome = await send({ baseUrl: server.url, allowHttp: false })
  const named = section.startsWith('nobase.') ? 'Latchkey' : document
  expect(outcome).toMatchObject({ status: 'refused', reason, rule: { document: named, section } })
  expect(outcome).toMatchObject({ wire: null, exchange: null, drift: [] })
  expect(outcome.rule?.rule).not.toBe('')
  expect(outcomeSchema.parse(outcome)).toEqual(outcome)
  expect(server.connections()).toBe(0)
}

describe('what our own checks stop is refused with the document and the rule, and nothing is sent', () => {
  const methods = ['POST', 'GET'] as const
  const each = <Input>(cases: Refused<Input>[]) =>
    cases.flatMap(([name, input, reason, section]) =>
      methods.map((method) => ({ name, input, reason, section, method })),
    )

  test.each(each(newPassRefusals))('newPass by $method: $name', ({ input, method, reason, section }) =>
    expectRefusal(
      (target) => newPass(aNewPass({ ...input, method }).input, target),
      reason,
      section,
      '用户修改密码接口文档',
    ),
  )

  test.each(each(updateSignRefusals))('updateSign by $method: $name', ({ input, method, reason, section }) =>
    expectRefusal(
      (target) => updateSign(anUpdateSign({ ...input, method }).input, target),
      reason,
      section,
      '用户更新签名接口文档',
    ),
  )

  test.each(each(loginRefusals))('login by $method: $name', ({ name, input, method, reason, section }) =>
    expectRefusal(
      async (target) => (await login(aLogin({ ...input, method }).input, target)).outcome,
      reason,
      section,
      name === 'an account that is no number' ? '用户修改密码接口文档' : '用户登录接口文档',
    ),
  )
})

describe('what the documents allow is sent', () => {
  test.each([
    ['an account', byAccount],
    ['an account, with the flag on', { ...byAccount, ...on }],
    ['an account, with the flag off', { ...byAccount, ...off }],
    ['a token', byToken],
    ['a token, with the flag on', { ...byToken, ...on }],
    ['both', both],
    ['both, with the flag on', { ...both, ...on }],
    ['both, with the flag off', { ...both, ...off }],
  ])('newPass with %s', async (_, input) => {
    const server = await startRawServer(httpAnswer(200, '{}'))
    await newPass(aNewPass(input).input, { baseUrl: server.url, allowHttp: false })
    expect(server.requests).toHaveLength(1)
  })

  test.each([
    ['an account', byAccount],
    ['an account, with the flag off', { ...byAccount, ...off }],
    ['a token', byToken],
    ['a token, with the flag on', { ...byToken, ...on }],
    ['a text of 65,000 characters', { ...byToken, signText: '签'.repeat(65_000) }],
  ])('updateSign with %s', async (_, input) => {
    const server = await startRawServer(httpAnswer(200, '{}'))
    await updateSign(anUpdateSign(input).input, { baseUrl: server.url, allowHttp: false })
    expect(server.requests).toHaveLength(1)
  })
})

test.each([
  ['http://root@127.0.0.1', 'malformed-parameter'],
  ['http://127.0.0.1/#x', 'malformed-parameter'],
  ['http://203.0.113.7', 'malformed-parameter'],
])('the base URL %s is refused', async (baseUrl, reason) => {
  const outcome = await newPass(aNewPass().input, { baseUrl, allowHttp: false })
  expect(outcome).toMatchObject({ status: 'refused', reason, exchange: null })
})
