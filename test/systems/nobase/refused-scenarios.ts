import type { ApplicationChanges } from '../../../src/main/directory/applications.ts'
import { ming, type Given, type NobaseBackend } from './nobase-backend.ts'

/** Describes one request: what is set up before it, what differs from a right request, and the answer. */
export interface Scenario {
  row: string
  application?: ApplicationChanges
  disabled?: true
  given?: Given | ((backend: NobaseBackend) => Given)
  answer: [code: number, data: string]
}

/** Holds the paths of the two operations, and a right value for each. */
export const endpoints = {
  newPass: { path: '/api/user/new_pass', value: { newpass: 'NewPass123' } },
  updateSign: { path: '/api/user/update_sign', value: { newsign: '新的用户签名信息' } },
} as const
/** Names one of the two operations. */
export type Endpoint = keyof typeof endpoints

/** Holds the parameters that a right request has beside its value. */
export const account: Given = { appid: ming.appid, signature: 'sig-1001', user: ming.user, pass: ming.pass }
const noAccount: Given = { user: undefined, pass: undefined }
const on: ApplicationChanges = { tokenValidation: true }
const foreignToken = (backend: NobaseBackend): Given => ({
  ...noAccount,
  token: backend.userToken('18062639596'),
})
const expiredToken = (backend: NobaseBackend): Given => {
  const token = backend.userToken(ming.user, 1_000)
  backend.clock.advance(1_000)
  return { ...noAccount, token }
}
const revokedToken = (backend: NobaseBackend): Given => {
  const token = backend.userToken()
  backend.directory.tokens.revokeAllOf(backend.user().num, 'tester')
  return { ...noAccount, token }
}
const byToken = (token: string): Given => ({ ...noAccount, token })

const wrong: Scenario['answer'] = [404, '用户账号密码错误!']
const format: Scenario['answer'] = [405, '账号格式错误!']
const length: Scenario['answer'] = [405, '账号长度错误!']
const accountMissing: Scenario['answer'] = [204, '接口参数错误:user和pass为必填项']

/** Holds answers that several rows give. */
export const answers = { wrong, format, length, accountMissing }

/** Lists the rows that both documents share. */
const shared = (tokenInvalid: Scenario['answer']): Scenario[] => [
  { row: '1 no appid', given: { appid: undefined }, answer: [204, '接口参数错误:缺少appid'] },
  { row: '1 an empty appid', given: { appid: '' }, answer: [204, '接口参数错误:缺少appid'] },
  { row: '1 no signature', given: { signature: undefined }, answer: [204, '接口参数错误:缺少signature'] },
  { row: '1 an empty signature', given: { signature: '' }, answer: [204, '接口参数错误:缺少signature'] },
  { row: '2 an unknown appid', given: { appid: 'app-9999' }, answer: [404, '应用不存在!'] },
  { row: '2 an appid in capitals', given: { appid: 'APP-1001' }, answer: [404, '应用不存在!'] },
  { row: '2 an appid with a NUL', given: { appid: 'app-1001\0' }, answer: [404, '应用不存在!'] },
  { row: '3 a wrong signature', given: { signature: 'sig-1000' }, answer: [404, '应用签名错误!'] },
  {
    row: '3 the signature of another application',
    given: { signature: 'sig-1002' },
    answer: [404, '应用签名错误!'],
  },
  {
    row: '3 a signature with more behind it',
    given: { signature: 'sig-1001 ' },
    answer: [404, '应用签名错误!'],
  },
  {
    row: '4 a developer overdue by 3 days',
    application: { developerStatus: 'overdue', developerOverdueDays: 3 },
    answer: [404, '开发者账号已逾期(3天),请缴费后重试!'],
  },
  {
    row: '4 a developer overdue by 1,000 days',
    application: { developerStatus: 'overdue', developerOverdueDays: 1000 },
    answer: [404, '开发者账号已逾期(1000天),请缴费后重试!'],
  },
  {
    row: '5 a developer disabled',
    application: { developerStatus: 'disabled' },
    answer: [404, '开发者账号已被禁用!'],
  },
  {
    row: '6 an application under review',
    application: { status: 'reviewing' },
    answer: [404, '应用审核中!'],
  },
  { row: '6 an application stopped', application: { status: 'stopped' }, answer: [404, '应用已停用!'] },
  { row: '8 flag off, nobody', given: noAccount, answer: accountMissing },
  { row: '8 flag off, no pass', given: { pass: undefined }, answer: accountMissing },
  { row: '8 flag off, an empty pass', given: { pass: '' }, answer: accountMissing },
  { row: '8 flag off, no user', given: { user: undefined }, answer: accountMissing },
  {
    row: '8 flag off, a token alone',
    given: (backend) => byToken(backend.userToken()),
    answer: accountMissing,
  },
  {
    row: '9 a token that nobody issued',
    application: on,
    given: byToken('valid_user_token'),
    answer: tokenInvalid,
  },
  { row: '9 an expired token', application: on, given: expiredToken, answer: tokenInvalid },
  { row: '9 a revoked token', application: on, given: revokedToken, answer: tokenInvalid },
  {
    row: "9 an admin's token",
    application: on,
    given: (backend) => byToken(backend.tokenOf('1000000001').reveal()),
    answer: tokenInvalid,
  },
  { row: "9 another application's token", application: on, given: foreignToken, answer: tokenInvalid },
  {
    row: '9 a bad token beside a right account',
    application: on,
    given: { token: 'x' },
    answer: tokenInvalid,
  },
  { row: '10 letters in the account', given: { user: '1380013800a' }, answer: format },
  { row: '10 a sign before the account', given: { user: '+13800138000' }, answer: format },
  { row: '10 a line break behind the account', given: { user: '13800138000\n' }, answer: format },
  { row: '10 other digits in the account', given: { user: '１３８００１３８０００' }, answer: format },
  { row: '10 an account of 4 digits', given: { user: '1380' }, answer: length },
  { row: '10 an account of 21 digits', given: { user: '138001380001380013800' }, answer: length },
  {
    row: "10 the application's own limits",
    application: { accountLength: { min: 12, max: 13 } },
    answer: length,
  },
  { row: '11 an unknown account', given: { user: '13800138009' }, answer: wrong },
  {
    row: "11 another application's account",
    given: { user: '18062639596', pass: 'Courier123' },
    answer: wrong,
  },
  { row: '11 the wrong password', given: { pass: 'OldPass457' }, answer: wrong },
  { row: '11 the password in other case', given: { pass: 'oldpass456' }, answer: wrong },
  {
    row: '11 the password with more behind it',
    given: { pass: `OldPass456${'x'.repeat(80)}` },
    answer: wrong,
  },
  { row: '11 a password of 5,000 characters', given: { pass: 'x'.repeat(5_000) }, answer: wrong },
  {
    row: '11 before 12: the wrong password of a disabled user',
    disabled: true,
    given: { pass: 'x' },
    answer: wrong,
  },
  { row: '12 a disabled user', disabled: true, answer: [404, '用户账号已被禁用!'] },
  {
    row: '12 a disabled user by token',
    application: on,
    disabled: true,
    given: (backend) => byToken(backend.userToken()),
    answer: [404, '用户账号已被禁用!'],
  },
]

const newPassword = (newpass: string): Scenario => ({
  row: `13 the new password ${newpass.slice(0, 24)}`,
  given: { newpass },
  answer: [404, '新密码格式错误!'],
})

/** Lists what each operation refuses, by the rows of its table. */
export const scenarios: Record<Endpoint, Scenario[]> = {
  newPass: [
    ...shared([404, 'token无效或已过期!']),
    { row: '1 no newpass', given: { newpass: undefined }, answer: [204, '接口参数错误:缺少newpass'] },
    {
      row: '1 in the order of the document',
      given: { newpass: '', signature: '' },
      answer: [204, '接口参数错误:缺少newpass'],
    },
    {
      row: '7 the flag "allow password change" off',
      application: { allowPasswordChange: false },
      answer: [405, '当前管理员不允许用户修改密码'],
    },
    { row: '8 flag on, nobody', application: on, given: noAccount, answer: accountMissing },
    { row: '8 flag on, no pass', application: on, given: { pass: undefined }, answer: accountMissing },
    { row: '8 flag on, an empty token', application: on, given: byToken(''), answer: accountMissing },
    { row: '11 flag on, the wrong password', application: on, given: { pass: 'x' }, answer: wrong },
    ...['新密码abc', 'New-Pass1', 'NewPass 1', 'NewPass1\n', 'ＮewＰass１', 'NewP1', 'x'.repeat(33)].map(
      newPassword,
    ),
    {
      ...newPassword('New-Pass1'),
      row: '13 by token',
      application: on,
      given: (backend) => ({ ...byToken(backend.userToken()), newpass: 'New-Pass1' }),
    },
    {
      ...newPassword('x'.repeat(1025)),
      row: '13 longer than anybody hashes',
      application: { passwordLength: { min: 1, max: 5000 } },
    },
  ],
  updateSign: [
    ...shared([401, 'token无效或已过期!']),
    { row: '1 no newsign', given: { newsign: undefined }, answer: [204, '接口参数错误:缺少newsign'] },
    { row: '1 an empty newsign', given: { newsign: '' }, answer: [204, '接口参数错误:缺少newsign'] },
    { row: '1 a blank newsign', given: { newsign: ' \t\u3000' }, answer: [204, '接口参数错误:缺少newsign'] },
    {
      row: '8 flag on, nobody',
      application: on,
      given: noAccount,
      answer: [204, '接口参数错误:缺少token(用户令牌启用时需提供)!'],
    },
    {
      row: '8 flag on, an account alone',
      application: on,
      answer: [204, '接口参数错误:缺少token(用户令牌启用时需提供)!'],
    },
    {
      row: '8 flag on, an empty token',
      application: on,
      given: { token: '' },
      answer: [204, '接口参数错误:缺少token(用户令牌启用时需提供)!'],
    },
    {
      row: '8 flag off, a token beside the account',
      given: (backend) => ({ token: backend.userToken() }),
      answer: [204, '接口参数错误:token与user/pass不可同时传递'],
    },
    {
      row: '8 flag off, a token beside a user alone',
      given: (backend) => ({ token: backend.userToken(), pass: undefined }),
      answer: [204, '接口参数错误:token与user/pass不可同时传递'],
    },
    {
      row: '8 flag off, a token beside a password alone',
      given: (backend) => ({ token: backend.userToken(), user: undefined }),
      answer: [204, '接口参数错误:token与user/pass不可同时传递'],
    },
    {
      row: '8 flag off, a bad token beside the account',
      given: { token: 'x' },
      answer: [204, '接口参数错误:token与user/pass不可同时传递'],
    },
  ],
}
