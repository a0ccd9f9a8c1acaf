import { Secret } from '../../../src/shared/model/secret.ts'
import { startBuiltInBackend, type BuiltInBackend } from '../built-in-backend.ts'
import { forgetWrongSecrets } from '../kept-rows.ts'
import { failingStorage, type RuledScenario } from '../ruled-scenario.ts'
import { giveUserToken } from './user-token.ts'

const storage = failingStorage('directory.admin-password-changed')
const root = '1000000001'
const right = { userID: root, currentPassword: 'OpenIM@123', newPassword: 'OpenIM@456' }
const signIn = { account: 'chatAdmin', password: 'OpenIM@123', version: '1' }

const post = async (url: string, body: unknown, headers: Record<string, string>): Promise<object> => {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return (await (await fetch(url, { method: 'POST', headers, body: text })).json()) as object
}
const change =
  (body: unknown = right, token: (backend: BuiltInBackend) => string = (backend) => ofRoot(backend)) =>
  (backend: BuiltInBackend): Promise<object> =>
    post(`${backend.url}/account/change_password`, body, { operationID: '1', token: token(backend) })
const login =
  (body: unknown = signIn) =>
  (backend: BuiltInBackend): Promise<object> =>
    post(`${backend.url}/account/login`, body, {})
const ofRoot = (backend: BuiltInBackend, life?: number): string => backend.tokenOf(root, life).reveal()
const expired = (backend: BuiltInBackend): string => {
  const token = ofRoot(backend, 1_000)
  backend.clock.advance(1_000)
  return token
}
const locked =
  (send: (backend: BuiltInBackend) => Promise<object>) =>
  async (backend: BuiltInBackend): Promise<object> => {
    const { admins } = backend.directory
    const admin = admins.byUserID(root)
    for (let tries = 0; tries < 5; tries++) await admins.verifyPassword(admin, new Secret('x'))
    return send(backend)
  }
const argument = (errDlt: string): object => ({ errCode: 1001, errMsg: 'ArgsError', errDlt })
const other = (errCode: number, errMsg: string, errDlt = ''): object => ({ errCode, errMsg, errDlt })
const wrong = other(500, 'ServerInternalError', 'password error')

/** Starts the backend that the scenarios are sent to. */
export const startOpenim = (): Promise<BuiltInBackend> => startBuiltInBackend(storage)

/** Undoes what a scenario left behind. */
export function prepareOpenim(backend: BuiltInBackend): void {
  storage.fails = false
  forgetWrongSecrets(backend)
}

/** Lists requests to openim by the rule that answers them. */
export const openimScenarios: RuledScenario<BuiltInBackend>[] = [
  {
    row: 'no operationID',
    rule: 'openim.operation-id-missing',
    answer: argument('header must have operationID'),
    send: (backend) =>
      post(`${backend.url}/account/change_password`, right, { token: backend.tokenOf(root).reveal() }),
  },
  {
    row: 'no token',
    rule: 'openim.token-missing',
    answer: argument('token is empty'),
    send: change(right, () => ''),
  },
  {
    row: 'an expired token',
    rule: 'openim.token-expired',
    answer: other(1501, 'TokenExpiredError'),
    send: change(right, expired),
  },
  {
    row: 'a malformed token',
    rule: 'openim.token-malformed',
    answer: other(1503, 'TokenMalformedError'),
    send: change(right, () => 'eyJhbGciOi...'),
  },
  {
    row: 'an unknown token',
    rule: 'openim.token-unknown',
    answer: other(1507, 'TokenNotExistError'),
    send: change(right, () => 'A'.repeat(43)),
  },
  {
    row: 'the token of a user',
    rule: 'openim.token-of-user',
    answer: argument('token type error'),
    send: change(right, giveUserToken),
  },
  ...[change('{'), login('{')].map((send) => ({
    row: 'no JSON',
    rule: 'openim.body-not-json' as const,
    answer: argument('body is not a JSON object'),
    send,
  })),
  {
    row: 'no userID',
    rule: 'openim.user-id-empty',
    answer: argument('userID is empty'),
    send: change({ ...right, userID: '' }),
  },
  {
    row: 'a number for a password',
    rule: 'openim.current-password-empty',
    answer: argument('currentPassword is empty'),
    send: change({ ...right, currentPassword: 1 }),
  },
  {
    row: 'a new password that is too long',
    rule: 'openim.new-password-empty',
    answer: argument('newPassword is empty'),
    send: change({ ...right, newPassword: 'x'.repeat(1025) }),
  },
  {
    row: 'equal passwords',
    rule: 'openim.passwords-equal',
    answer: argument('currentPassword is equal to newPassword'),
    send: change({ ...right, newPassword: right.currentPassword }),
  },
  {
    row: 'no such admin',
    rule: 'openim.admin-unknown',
    answer: other(1004, 'RecordNotFoundError'),
    send: change({ ...right, userID: 'chatAdmin' }),
  },
  {
    row: 'a wrong password',
    rule: 'openim.password-wrong',
    answer: wrong,
    send: change({ ...right, currentPassword: 'x' }),
  },
  {
    row: 'the right password of a locked account',
    rule: 'openim.account-locked',
    answer: wrong,
    send: locked(change()),
  },
  {
    row: 'no account',
    rule: 'openim.account-empty',
    answer: argument('account is empty'),
    send: login({ password: 'x' }),
  },
  {
    row: 'no password',
    rule: 'openim.password-empty',
    answer: argument('password is empty'),
    send: login({ account: 'chatAdmin' }),
  },
  {
    row: 'an account that nobody has',
    rule: 'openim.account-unknown',
    answer: other(20002, 'AccountNotFound'),
    send: login({ ...signIn, account: 'nobody' }),
  },
  {
    row: 'a sign-in with a wrong password',
    rule: 'openim.password-wrong',
    answer: other(20001, 'PasswordError'),
    send: login({ ...signIn, password: 'x' }),
  },
  {
    row: 'a sign-in to a locked account',
    rule: 'openim.account-locked',
    answer: other(20001, 'PasswordError'),
    send: locked(login()),
  },
  {
    row: 'a storage that fails',
    rule: 'openim.storage-failed',
    answer: other(500, 'ServerInternalError'),
    send: (backend) => {
      storage.fails = true
      return change()(backend)
    },
  },
  {
    row: 'a change',
    rule: 'openim.done',
    answer: { errCode: 0, errMsg: '', errDlt: '', data: {} },
    send: change({ userID: '1000000002', currentPassword: 'OpenIM@123', newPassword: 'OpenIM@456' }),
  },
]
