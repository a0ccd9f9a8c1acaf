import { sql } from '../../../src/main/store/sql.ts'
import type { ServedRule } from '../../../src/shared/model/served-rules.ts'
import { importDirectory } from '../kept-rows.ts'
import { failingStorage, type RuledScenario } from '../ruled-scenario.ts'
import { fresh, ming, startYunhuBackend, type Wrong, type YunhuBackend } from './yunhu-backend.ts'

const storage = failingStorage('directory.user-password-reset')
const reset = {
  ...{ actionName: 'resetpwd', mbphone: ming.phone, codeid: 1, msgcode: '123456', upw: fresh },
  resettype: 0,
}
const login = { actionName: 'login', logintype: 0, mbphone: ming.phone, upw: ming.password }
const askCode = { actionName: 'getmsgcode', mbphone: ming.phone, checkcode: 'AC34K', msgfor: 0 }
const disabled = '13600136000'
const twin = { appid: 'app-1001', uid: 7, account: 'twin', phone: ming.phone, password: 'x' }

interface Request {
  body?: object | string
  wrong?: Wrong
}
type Make = (backend: YunhuBackend) => Request | Promise<Request>

const row = (
  name: string,
  rule: ServedRule,
  [actionName, code, msg]: [actionName: string | null, code: number, msg: string],
  make: Make,
): RuledScenario<YunhuBackend> => ({
  row: name,
  rule,
  answer: { ...(actionName === null ? {} : { actionName }), code, msg },
  send: async (backend) => {
    const { body = reset, wrong } = await make(backend)
    return (await backend.post(body, wrong)).answer
  },
})
const illegal = '请求不合法'
const wrongCode = '验证码错误!'
const wrongLogin = '手机号或密码错误!'
const noAccount = '账号不存在!'
const code = (backend: YunhuBackend, values: object = {}): Request => ({
  body: { ...askCode, codeid: backend.giveCaptcha(), ...values },
})
const tryWrongly = async (backend: YunhuBackend, times: number): Promise<void> => {
  for (let tries = 0; tries < times; tries++) await backend.post({ ...reset, msgcode: '000000' })
}
const askOften = async (backend: YunhuBackend, times: number, wait: number): Promise<Request> => {
  for (let sent = 0; sent < times; sent++) {
    await backend.post(code(backend).body ?? {})
    backend.clock.advance(wait)
  }
  return code(backend)
}
const withTwin =
  (make: Make): Make =>
  (backend) => {
    importDirectory(backend, { users: [twin] })
    return make(backend)
  }
const expiredKeys = (backend: YunhuBackend): Request => {
  const keys = backend.signIn(ming.phone, 1_000)
  backend.clock.advance(1_000)
  return { wrong: { keys } }
}

/** Starts the backend that the scenarios are sent to. */
export const startYunhu = (): Promise<YunhuBackend> => startYunhuBackend(storage)

/** Undoes what a scenario left behind, and gives the user a code. */
export function prepareYunhu(backend: YunhuBackend): void {
  storage.fails = false
  const { store } = backend
  store.run(sql.deleteFrom('directory_users').where('account', '=', twin.account))
  store.run(sql.deleteFrom('directory_outbox'))
  store.run(sql.deleteFrom('directory_codes'))
  backend.setShop('open')
  backend.giveCode()
}

/** Lists requests to yunhu by the rule that answers them. */
export const yunhuScenarios: RuledScenario<YunhuBackend>[] = [
  row('another company', 'yunhu.path-unknown', [null, 0, illegal], () => ({
    wrong: { path: '/ErpServer/h5api/1/st0908_1' },
  })),
  row('by GET', 'yunhu.method-other', [null, 0, illegal], () => ({ wrong: { method: 'GET' } })),
  row('a token that nobody has', 'yunhu.token-unknown', [null, 6, '超时或未登录!'], () => ({
    wrong: { keys: { token: 'A'.repeat(43), userkey: 'x' } },
  })),
  row("an admin's token", 'yunhu.token-unknown', [null, 6, '超时或未登录!'], (backend) => ({
    wrong: { keys: { token: backend.tokenOf('1000000001').reveal(), userkey: 'x' } },
  })),
  row('a token that ran out', 'yunhu.token-expired', [null, 5, '请重新登录!'], expiredKeys),
  row('another signature', 'yunhu.signature', [null, 7, '签名不正确!'], () => ({
    wrong: { headers: { sign: 'X' } },
  })),
  row('no JSON', 'yunhu.body-not-json', [null, 0, illegal], () => ({ body: '[]' })),
  row('no action', 'yunhu.no-such-action', [null, 0, illegal], () => ({ body: '{}' })),
  row('another action', 'yunhu.no-such-action', ['logout', 0, illegal], () => ({
    body: { actionName: 'logout' },
  })),
  ...(
    [
      ['building', 2, '店铺未上线!'],
      ['closed', 3, '店铺已关闭!'],
      ['expired', 4, '店铺已到期!'],
    ] as const
  ).map(([status, number, msg]) =>
    row(`a shop that is ${status}`, `yunhu.shop-${status}`, ['login', number, msg], (backend) => {
      backend.setShop(status)
      return { body: login }
    }),
  ),
  row('no code', 'yunhu.parameter-missing', ['resetpwd', 0, illegal], () => ({
    body: { ...reset, msgcode: '' },
  })),
  row('nothing read', 'yunhu.parameter-missing', ['getmsgcode', 0, illegal], (backend) =>
    code(backend, { checkcode: '' }),
  ),
  row('no password', 'yunhu.parameter-missing', ['login', 0, illegal], () => ({
    body: { ...login, upw: 1 },
  })),
  row('another resettype', 'yunhu.kind-other', ['resetpwd', 0, illegal], () => ({
    body: { ...reset, resettype: 1 },
  })),
  row('another msgfor', 'yunhu.kind-other', ['getmsgcode', 0, illegal], (backend) =>
    code(backend, { msgfor: 1 }),
  ),
  row('no logintype', 'yunhu.kind-other', ['login', 0, illegal], () => ({
    body: { ...login, logintype: undefined },
  })),
  row('a picture read wrongly', 'yunhu.captcha', ['getmsgcode', 0, '图形验证码错误!'], (backend) =>
    code(backend, { checkcode: 'AC34L' }),
  ),
  row('a code for nobody', 'yunhu.account-unknown', ['getmsgcode', 0, noAccount], (backend) =>
    code(backend, { mbphone: '10000000000' }),
  ),
  row('a sign-in of nobody', 'yunhu.account-unknown', ['login', 0, wrongLogin], () => ({
    body: { ...login, mbphone: '10000000000' },
  })),
  row('a reset of nobody', 'yunhu.account-unknown', ['resetpwd', 0, wrongCode], () => ({
    body: { ...reset, mbphone: '10000000000' },
  })),
  row('a code for two', 'yunhu.two-accounts', ['getmsgcode', 0, noAccount], withTwin(code)),
  row(
    'a sign-in of two',
    'yunhu.two-accounts',
    ['login', 0, wrongLogin],
    withTwin(() => ({ body: login })),
  ),
  row(
    'a reset of two',
    'yunhu.two-accounts',
    ['resetpwd', 0, wrongCode],
    withTwin(() => ({})),
  ),
  row('a wrong password', 'yunhu.password-wrong', ['login', 0, wrongLogin], () => ({
    body: { ...login, upw: 'x' },
  })),
  row(
    'the right password of a locked account',
    'yunhu.account-locked',
    ['login', 0, wrongLogin],
    async (backend) => {
      await tryWrongly(backend, 5)
      return { body: login }
    },
  ),
  row(
    'a code for a user who is disabled',
    'yunhu.account-disabled',
    ['getmsgcode', 0, noAccount],
    (backend) => code(backend, { mbphone: disabled }),
  ),
  row(
    'a reset of one who is disabled',
    'yunhu.account-disabled',
    ['resetpwd', 0, '账号已被禁用!'],
    (backend) => {
      importDirectory(backend, { codes: [{ to: disabled, codeid: 9, code: '999999' }] })
      return { body: { ...reset, mbphone: disabled, codeid: 9, msgcode: '999999' } }
    },
  ),
  row('a code where none was sent', 'yunhu.code-missing', ['resetpwd', 0, wrongCode], (backend) => {
    backend.store.run(sql.deleteFrom('directory_codes'))
    return {}
  }),
  row('a code that ran out', 'yunhu.code-expired', ['resetpwd', 0, wrongCode], (backend) => {
    backend.giveCode({ expiresAt: new Date(backend.clock.now()).toISOString() })
    return {}
  }),
  row(
    'a code after five wrong tries',
    'yunhu.code-tried-out',
    ['resetpwd', 0, wrongCode],
    async (backend) => {
      await tryWrongly(backend, 4)
      // A right password clears the count of the account, and not that of the code.
      await backend.post(login)
      await tryWrongly(backend, 1)
      return {}
    },
  ),
  row("another message's number", 'yunhu.code-of-another', ['resetpwd', 0, wrongCode], () => ({
    body: { ...reset, codeid: 2 },
  })),
  row('a wrong code', 'yunhu.code-wrong', ['resetpwd', 0, wrongCode], () => ({
    body: { ...reset, msgcode: '000000' },
  })),
  row(
    'the right code of a locked account',
    'yunhu.code-locked',
    ['resetpwd', 0, wrongCode],
    async (backend) => {
      await tryWrongly(backend, 5)
      return {}
    },
  ),
  row('a password with a blank', 'yunhu.password-format', ['resetpwd', 0, '密码格式不对!'], () => ({
    body: { ...reset, upw: 'with blank' },
  })),
  row('a second code at once', 'yunhu.too-soon', ['getmsgcode', 0, '请求过于频繁!'], (backend) =>
    askOften(backend, 1, 1_000),
  ),
  row('a sixth code in an hour', 'yunhu.too-many', ['getmsgcode', 0, '请求过于频繁!'], (backend) =>
    askOften(backend, 5, 60_000),
  ),
  row('a storage that fails', 'yunhu.storage-failed', ['resetpwd', 0, '操作失败:数据库操作异常'], () => {
    storage.fails = true
    return {}
  }),
  {
    row: 'the shop',
    rule: 'yunhu.done',
    answer: {
      ...{ actionName: 'getshop', code: 1, msg: '' },
      data: { shopid: 1, shopname: 'Demo', shoplogo: '', status: 'open' },
    },
    send: async (backend) => (await backend.post({ actionName: 'getshop' })).answer,
  },
]
