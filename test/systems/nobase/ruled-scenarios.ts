import type { ApplicationChanges } from '../../../src/main/directory/applications.ts'
import type { ServedRule } from '../../../src/shared/model/served-rules.ts'
import { forgetWrongSecrets } from '../kept-rows.ts'
import { failingStorage, type RuledScenario } from '../ruled-scenario.ts'
import { ming, send, startNobaseBackend, type Given, type NobaseBackend } from './nobase-backend.ts'
import { account, endpoints } from './refused-scenarios.ts'

const storage = failingStorage('directory.sign-text-changed')
const operations = { ...endpoints, login: { path: '/api/user/login', value: {} } } as const
const byToken = (token: string): Given => ({ user: undefined, pass: undefined, token })

interface Request {
  operation: keyof typeof operations
  application?: ApplicationChanges
  before?: (backend: NobaseBackend) => Promise<void> | void
  given?: Given | ((backend: NobaseBackend) => Given)
}

const ask = async (backend: NobaseBackend, { operation, ...request }: Request): Promise<object> => {
  backend.setUp(request.application)
  await request.before?.(backend)
  const given = typeof request.given === 'function' ? request.given(backend) : request.given
  const { path, value } = operations[operation]
  return (await send(backend.url + path, 'POST form', { ...account, ...value, ...given })).answer as object
}
const row = (
  name: string,
  rule: ServedRule,
  [code, data]: [code: number, data: string],
  request: Request,
): RuledScenario<NobaseBackend> => ({
  row: `${name} (${request.operation})`,
  rule,
  answer: { code, msg: code === 200 ? 'success' : 'fail', data },
  send: (backend) => ask(backend, request),
})

const on: ApplicationChanges = { tokenValidation: true }
const wrong: [number, string] = [404, '用户账号密码错误!']
const badToken: [number, string] = [404, 'token无效或已过期!']
const badFormat: [number, string] = [404, '新密码格式错误!']
const lock = async (backend: NobaseBackend): Promise<void> => {
  for (let tries = 0; tries < 5; tries++) await backend.isPassword('wrong')
}
const expired = (backend: NobaseBackend): Given => {
  const token = backend.userToken(ming.user, 1_000)
  backend.clock.advance(1_000)
  return byToken(token)
}
const ended = (backend: NobaseBackend): Given => {
  const token = backend.userToken()
  backend.directory.tokens.revokeAllOf(backend.user().num, 'tester')
  return byToken(token)
}

/** Starts the backend that the scenarios are sent to. */
export const startNobase = (): Promise<NobaseBackend> => startNobaseBackend(storage)

/** Undoes what a scenario left behind. */
export function prepareNobase(backend: NobaseBackend): void {
  storage.fails = false
  forgetWrongSecrets(backend)
  backend.setStatus('normal')
}

/** Lists requests to nobase by the rule that answers them. */
export const nobaseScenarios: RuledScenario<NobaseBackend>[] = [
  row('no appid', 'nobase.parameter-missing', [204, '接口参数错误:缺少appid'], {
    operation: 'newPass',
    given: { appid: '' },
  }),
  row('a blank newsign', 'nobase.parameter-missing', [204, '接口参数错误:缺少newsign'], {
    operation: 'updateSign',
    given: { newsign: ' ' },
  }),
  row('no password', 'nobase.parameter-missing', [204, '接口参数错误:缺少pass'], {
    operation: 'login',
    given: { pass: undefined },
  }),
  row('an unknown appid', 'nobase.application-unknown', [404, '应用不存在!'], {
    operation: 'newPass',
    given: { appid: 'app-9999' },
  }),
  row("another application's signature", 'nobase.application-signature', [404, '应用签名错误!'], {
    operation: 'login',
    given: { signature: 'sig-1002' },
  }),
  row('a developer overdue', 'nobase.developer-overdue', [404, '开发者账号已逾期(3天),请缴费后重试!'], {
    operation: 'updateSign',
    application: { developerStatus: 'overdue', developerOverdueDays: 3 },
  }),
  row('a developer disabled', 'nobase.developer-disabled', [404, '开发者账号已被禁用!'], {
    operation: 'newPass',
    application: { developerStatus: 'disabled' },
  }),
  row('under review', 'nobase.application-reviewing', [404, '应用审核中!'], {
    operation: 'newPass',
    application: { status: 'reviewing' },
  }),
  row('stopped', 'nobase.application-stopped', [404, '应用已停用!'], {
    operation: 'login',
    application: { status: 'stopped' },
  }),
  row('the flag off', 'nobase.change-not-allowed', [405, '当前管理员不允许用户修改密码'], {
    operation: 'newPass',
    application: { allowPasswordChange: false },
  }),
  ...(['newPass', 'updateSign'] as const).map((operation) =>
    row('no pass', 'nobase.account-missing', [204, '接口参数错误:user和pass为必填项'], {
      operation,
      given: { pass: undefined },
    }),
  ),
  row('an account alone', 'nobase.token-missing', [204, '接口参数错误:缺少token(用户令牌启用时需提供)!'], {
    operation: 'updateSign',
    application: on,
  }),
  row(
    'a token beside the account',
    'nobase.token-with-account',
    [204, '接口参数错误:token与user/pass不可同时传递'],
    { operation: 'updateSign', given: { token: 'x' } },
  ),
  row('a token that nobody issued', 'nobase.token-unknown', badToken, {
    operation: 'newPass',
    application: on,
    given: byToken('valid_user_token'),
  }),
  row('a token that was ended', 'nobase.token-unknown', [401, badToken[1]], {
    operation: 'updateSign',
    application: on,
    given: ended,
  }),
  row('a token that ran out', 'nobase.token-expired', badToken, {
    operation: 'newPass',
    application: on,
    given: expired,
  }),
  row("an admin's token", 'nobase.token-of-another', badToken, {
    operation: 'newPass',
    application: on,
    given: (backend) => byToken(backend.tokenOf('1000000001').reveal()),
  }),
  row("another application's token", 'nobase.token-of-another', [401, badToken[1]], {
    operation: 'updateSign',
    application: on,
    given: (backend) => byToken(backend.userToken('18062639596')),
  }),
  row('letters', 'nobase.account-format', [405, '账号格式错误!'], {
    operation: 'newPass',
    given: { user: 'ming' },
  }),
  row('four digits', 'nobase.account-length', [405, '账号长度错误!'], {
    operation: 'login',
    given: { user: '1380' },
  }),
  ...(['newPass', 'updateSign', 'login'] as const).flatMap((operation) => [
    row('an account that nobody has', 'nobase.account-unknown', wrong, {
      operation,
      given: { user: '13800138009' },
    }),
    row('a wrong password', 'nobase.password-wrong', wrong, { operation, given: { pass: 'x' } }),
    row('the right password of a locked account', 'nobase.account-locked', wrong, {
      operation,
      before: lock,
    }),
  ]),
  row('a bad new password of nobody', 'nobase.account-unknown', wrong, {
    operation: 'newPass',
    given: { user: '13800138009', newpass: '!' },
  }),
  row('a bad new password, a wrong one of now', 'nobase.password-wrong', wrong, {
    operation: 'newPass',
    given: { pass: 'x', newpass: '!' },
  }),
  row('a bad new password of a locked account', 'nobase.account-locked', wrong, {
    operation: 'newPass',
    before: lock,
    given: { newpass: '!' },
  }),
  ...(['newPass', 'updateSign', 'login'] as const).map((operation) =>
    row('a user who is disabled', 'nobase.user-disabled', [404, '用户账号已被禁用!'], {
      operation,
      before: (backend) => {
        backend.setStatus('disabled')
      },
    }),
  ),
  row('a new password with a mark', 'nobase.new-password-characters', badFormat, {
    operation: 'newPass',
    given: { newpass: 'New-Pass1' },
  }),
  row('a new password of five', 'nobase.new-password-length', badFormat, {
    operation: 'newPass',
    given: { newpass: 'NewP1' },
  }),
  row('a storage that fails', 'nobase.storage-failed', [405, '更新失败:数据库操作异常'], {
    operation: 'updateSign',
    before: () => {
      storage.fails = true
    },
  }),
  row('a signature', 'nobase.done', [200, '更新成功'], { operation: 'updateSign' }),
  row('a change to the same password', 'nobase.done', [200, '更新成功'], {
    operation: 'newPass',
    given: { newpass: ming.pass },
  }),
]
