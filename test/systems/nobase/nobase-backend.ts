import type { ApplicationChanges } from '../../../src/main/directory/applications.ts'
import type { DirectoryUser } from '../../../src/main/directory/users.ts'
import { sql } from '../../../src/main/store/sql.ts'
import { Secret } from '../../../src/shared/model/secret.ts'
import { startBuiltInBackend, type BuiltInBackend } from '../built-in-backend.ts'

/** Lists how a request can carry its parameters. */
export const ways = ['GET', 'POST form', 'POST query'] as const

/** Names how a request carries its parameters. */
export type Way = (typeof ways)[number]

/** Carries the parameters of a request; what is undefined is left out. */
export type Given = Readonly<Record<string, string | undefined>>

/** Holds the account and the password of the user that the tests are about. */
export const ming = { appid: 'app-1001', user: '13800138000', pass: 'OldPass456' } as const

/** Holds what the sample application is set to where a test says nothing else. */
const usual: ApplicationChanges = {
  status: 'normal',
  developerStatus: 'normal',
  developerOverdueDays: 0,
  allowPasswordChange: true,
  tokenValidation: false,
  accountLength: { min: 5, max: 20 },
  passwordLength: { min: 6, max: 32 },
}

type BackendOptions = Exclude<Parameters<typeof startBuiltInBackend>[0], undefined>

/** Holds the built-in backend with what tests of nobase do to it and look at. */
export interface NobaseBackend extends BuiltInBackend {
  /** Sets the sample application up as usual but for the changes. */
  setUp(changes?: ApplicationChanges): void
  user(account?: string): DirectoryUser
  setStatus(status: 'normal' | 'disabled', account?: string): void
  userToken(account?: string, life?: number): string
  /** Says whether a password is in force. */
  isPassword(password: string, account?: string): Promise<boolean>
  /** Puts the password in force that the tests begin with. */
  giveBackPassword(): Promise<void>
  /** Holds every row that a refused request must leave as it was; counters of wrong passwords are none of them. */
  rows(): unknown
}

/** Starts the built-in backend; the sample people's passwords are hashed already. */
export async function startNobaseBackend(options: BackendOptions = {}): Promise<NobaseBackend> {
  const backend = await startBuiltInBackend(options)
  const { applications, users, tokens } = backend.directory
  const all = backend.store.all(sql.selectFrom('directory_users').select(['appid', 'account']))
  const user = (account: string = ming.user): DirectoryUser => {
    const { appid = '' } = all.find((one) => one.account === account) ?? {}
    const found = users.byAccount(appid, account)
    if (found === null) throw new Error(`no user ${account}`)
    return found
  }
  for (const { account } of all) await users.verifyPassword(user(account), new Secret(ming.pass))
  return {
    ...backend,
    user,
    setUp(changes = {}) {
      const by = { actor: 'tester', reason: 'a test' }
      applications.update(ming.appid, { ...usual, ...changes }, by)
    },
    setStatus(status, account = ming.user) {
      const { num } = user(account)
      backend.store.run(sql.updateTable('directory_users').set({ status }).where('num', '=', num))
    },
    userToken: (account = ming.user, life = 60_000) => tokens.issueToUser(user(account), life).token.reveal(),
    isPassword: (password, account = ming.user) => users.verifyPassword(user(account), new Secret(password)),
    async giveBackPassword() {
      const { token } = tokens.issueToUser(user(), 60_000)
      const proof = { kind: 'token', token: token.reveal() } as const
      await users.changePassword({ num: user().num, proof, next: new Secret(ming.pass), actor: 'tester' })
    },
    rows: () => ({
      ...backend.state(),
      applications: backend.store.all(sql.selectFrom('directory_applications').selectAll().orderBy('appid')),
      users: backend.store.all(sql.selectFrom('directory_users').selectAll().orderBy('num')),
    }),
  }
}

/** Sends parameters in one of the ways, and gives the HTTP status and the answer. */
export async function send(
  url: string,
  way: Way,
  given: Given,
): Promise<{ status: number; answer: unknown }> {
  const values = Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const text = new URLSearchParams(values)
  const response =
    way === 'POST form'
      ? await fetch(url, { method: 'POST', body: text })
      : await fetch(`${url}?${text.toString()}`, { method: way === 'GET' ? 'GET' : 'POST' })
  return { status: response.status, answer: await response.json() }
}
