import { sql } from '../../../src/main/store/sql.ts'
import { Secret } from '../../../src/shared/model/secret.ts'
import type { ServedRule } from '../../../src/shared/model/served-rules.ts'
import { forgetWrongSecrets, importDirectory } from '../kept-rows.ts'
import { failingStorage, type RuledScenario } from '../ruled-scenario.ts'
import { startShuidiBackend, wei, type Given, type ShuidiBackend } from './shuidi-backend.ts'

const storage = failingStorage('directory.user-password-reset')
const illegal = { status: 15007, message: '违法请求!', data: [] }
const nobody = { status: 15009, message: '这个账户不存在!', data: [] }
const wrongCode = { status: 15010, message: '验证码错误!', data: [] }
const tooOften = { status: 15007, message: '请求过于频繁!', data: [] }

const row = (
  name: string,
  rule: ServedRule,
  answer: object,
  given: (backend: ShuidiBackend) => Given | Promise<Given>,
): RuledScenario<ShuidiBackend> => ({
  row: name,
  rule,
  answer,
  send: async (backend) => (await backend.send('POST form', await given(backend))).answer as object,
})
const tryWrongly = async (backend: ShuidiBackend, times: number): Promise<void> => {
  for (let tries = 0; tries < times; tries++) await backend.send('GET', backend.reset({ code: '0000' }))
}
const askOften = async (backend: ShuidiBackend, times: number, wait: number): Promise<Given> => {
  for (let sent = 0; sent < times; sent++) {
    await backend.send('GET', backend.codeRequest())
    backend.clock.advance(wait)
  }
  return backend.codeRequest()
}
const twin = { appid: 'app-1002', uid: 7, account: 'twin', phone: wei.phone, password: 'x' }

/** Starts the backend that the scenarios are sent to. */
export const startShuidi = (): Promise<ShuidiBackend> => startShuidiBackend(storage)

/** Undoes what a scenario left behind, and gives the user a code. */
export function prepareShuidi(backend: ShuidiBackend): void {
  storage.fails = false
  const { store } = backend
  store.run(sql.deleteFrom('directory_users').where('account', '=', twin.account))
  store.run(sql.deleteFrom('directory_outbox'))
  store.run(sql.deleteFrom('directory_codes'))
  backend.directory.settings.setShuidi({ template: '' }, 'tester')
  backend.giveCode()
}

/** Lists requests to shuidi by the rule that answers them. */
export const shuidiScenarios: RuledScenario<ShuidiBackend>[] = [
  row('no action', 'shuidi.no-such-action', { error: 'no such action' }, () => ({})),
  ...['phone', 'code', 'uid', 'new_password', 'timestrap', 'sign_md5'].map((name) =>
    row(`no ${name}`, 'shuidi.parameter-missing', illegal, (backend) => ({
      ...backend.reset(),
      [name]: undefined,
    })),
  ),
  row('no type', 'shuidi.parameter-missing', illegal, (backend) => backend.codeRequest({ type: undefined })),
  row('another type', 'shuidi.purpose-other', illegal, (backend) => backend.codeRequest({ type: '10001' })),
  row('a time in milliseconds', 'shuidi.time-unreadable', illegal, (backend) =>
    backend.reset({ timestrap: String(backend.clock.now()) }),
  ),
  row('301 seconds ago', 'shuidi.time-off', illegal, (backend) => backend.reset({}, { late: -301 })),
  row('in 301 seconds', 'shuidi.time-off', illegal, (backend) => backend.codeRequest({}, { late: 301 })),
  row('a template that names no key', 'shuidi.template-unusable', illegal, (backend) => {
    backend.directory.settings.setShuidi({ template: '{phone}' }, 'tester')
    return backend.reset()
  }),
  row('signed with another key', 'shuidi.signature', illegal, (backend) =>
    backend.reset({}, { key: 'another' }),
  ),
  row('a code asked for with another key', 'shuidi.signature', illegal, (backend) =>
    backend.codeRequest({}, { key: 'another' }),
  ),
  row('a phone that nobody has', 'shuidi.no-such-account', nobody, (backend) =>
    backend.reset({ phone: '10000000000' }),
  ),
  row('a code for a phone that nobody has', 'shuidi.no-such-account', nobody, (backend) =>
    backend.codeRequest({ phone: '10000000000' }),
  ),
  row('a phone that two have', 'shuidi.two-accounts', nobody, (backend) => {
    importDirectory(backend, { users: [twin] })
    return backend.reset()
  }),
  row('a code for a phone that two have', 'shuidi.two-accounts', nobody, (backend) => {
    importDirectory(backend, { users: [twin] })
    return backend.codeRequest()
  }),
  row('the uid of somebody else', 'shuidi.uid-of-another', nobody, (backend) => backend.reset({ uid: '1' })),
  row('a user who is disabled', 'shuidi.account-disabled', nobody, (backend) =>
    backend.reset({ phone: '13600136000', uid: '20003' }),
  ),
  row('a code for a user who is disabled', 'shuidi.account-disabled', nobody, (backend) =>
    backend.codeRequest({ phone: '13600136000' }),
  ),
  row('a code where none was sent', 'shuidi.code-missing', wrongCode, (backend) => {
    backend.store.run(sql.deleteFrom('directory_codes'))
    return backend.reset()
  }),
  row('a code that ran out', 'shuidi.code-expired', wrongCode, (backend) => {
    backend.giveCode({ expiresAt: new Date(backend.clock.now()).toISOString() })
    return backend.reset()
  }),
  row('a code after five wrong tries', 'shuidi.code-tried-out', wrongCode, async (backend) => {
    await tryWrongly(backend, 4)
    // A right password clears the count of the account, and not that of the code.
    const { users } = backend.directory
    await users.verifyPassword(users.byPhone(wei.phone)[0] ?? null, new Secret(wei.password))
    await tryWrongly(backend, 1)
    return backend.reset()
  }),
  row('a code that was made for another user', 'shuidi.code-of-another', wrongCode, async (backend) => {
    await backend.send('GET', backend.codeRequest())
    const code = backend.sentCode()
    const other = backend.directory.users.byPhone('13800138000')[0]?.num ?? 0
    backend.store.run(sql.updateTable('directory_codes').set({ user_num: other }))
    return backend.reset({ code })
  }),
  row('a wrong code', 'shuidi.code-wrong', wrongCode, (backend) => backend.reset({ code: '4118' })),
  row('the right code of a locked account', 'shuidi.code-locked', wrongCode, async (backend) => {
    await tryWrongly(backend, 5)
    importDirectory(backend, { codes: [{ to: wei.phone, code: '5555' }] })
    return backend.reset({ code: '5555' })
  }),
  row(
    'a password with a blank',
    'shuidi.password-format',
    { status: 15008, message: '密码格式不对!', data: [] },
    (backend) => backend.reset({ new_password: 'with blank' }),
  ),
  row('a second code at once', 'shuidi.too-soon', tooOften, (backend) => askOften(backend, 1, 1_000)),
  row('a sixth code in an hour', 'shuidi.too-many', tooOften, (backend) => askOften(backend, 5, 60_000)),
  row(
    'a storage that fails',
    'shuidi.storage-failed',
    { status: 500, message: '服务器内部错误!', data: [] },
    (backend) => {
      storage.fails = true
      return backend.reset()
    },
  ),
  row(
    'a code that is asked for',
    'shuidi.done',
    { status: 0, message: '验证码已发送', data: {} },
    (backend) => {
      forgetWrongSecrets(backend)
      return backend.codeRequest()
    },
  ),
  row(
    'a reset to the same password',
    'shuidi.done',
    { status: 0, message: '您的密码已经更改', data: { msg: '您已成功退出登陆' } },
    (backend) => backend.reset({ new_password: wei.password }),
  ),
]
