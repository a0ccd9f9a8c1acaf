import { createHash } from 'node:crypto'
import type { DirectoryUser } from '../../../src/main/directory/users.ts'
import { Secret } from '../../../src/shared/model/secret.ts'
import { startBuiltInBackend, type BuiltInBackend } from '../built-in-backend.ts'
import { forgetWrongSecrets, importDirectory, passwordHashOf } from '../kept-rows.ts'

/** Holds the user that the tests are about, of the sample people. */
export const ming = { phone: '18062639596', uid: 20001, password: 'Courier123', nickname: '明记' } as const

/** Holds a password that nobody of the sample people has. */
export const fresh = 'Fresh-Pass~1'

/** Names the route of the company and the account set that the tests use. */
export const route = '/ErpServer/h5api/12116/st0908_1'

/** Carries the keys of somebody who is signed in. */
export interface Keys {
  token: string
  userkey: string
}

/** Says what of a request is not as it should be. */
export interface Wrong {
  keys?: Keys
  headers?: Record<string, string>
  path?: string
  method?: string
}

/** Holds the built-in backend with what tests of yunhu do to it and look at. */
export interface YunhuBackend extends BuiltInBackend {
  user(phone?: string): DirectoryUser
  /** Forgets wrong tries, and gives the user a code, by default 1 · 123456 for ever. */
  giveCode(code?: object): void
  setShop(status: 'open' | 'building' | 'closed' | 'expired'): void
  /** Signs a body in for the user, for so many milliseconds. */
  signIn(phone?: string, life?: number): Keys
  /** Gives a captcha whose answer is known. */
  giveCaptcha(answer?: string): number
  post(
    body: object | string | Uint8Array,
    wrong?: Wrong,
  ): Promise<{ status: number; answer: Record<string, unknown> }>
  isPassword(password: string, phone?: string): Promise<boolean>
  /** Gives the code that was sent last. */
  sentCode(): string
}

/** Signs bytes as the document says. */
export function sign(body: Uint8Array, keys?: Keys): string {
  const suffix = keys === undefined ? '' : `&key=${keys.userkey}${keys.token}`
  return createHash('md5').update('json=').update(body).update(suffix).digest('hex').toUpperCase()
}

/** Starts the built-in backend with the document's company and account set, and one password hashed already. */
export async function startYunhuBackend(
  options: Exclude<Parameters<typeof startBuiltInBackend>[0], undefined> = {},
): Promise<YunhuBackend> {
  const backend = await startBuiltInBackend(options)
  importDirectory(backend, { yunhu: { companyId: '12116', accountSet: 'st0908_1' } })
  const { users, tokens, captchas, outbox } = backend.directory
  const user = (phone: string = ming.phone): DirectoryUser => {
    const [found] = users.byPhone(phone)
    if (found === undefined) throw new Error(`no user ${phone}`)
    return found
  }
  await users.verifyPassword(user(), new Secret(ming.password))
  return {
    ...backend,
    user,
    giveCode(code = {}) {
      forgetWrongSecrets(backend)
      const usual = { to: ming.phone, codeid: 1, code: '123456', expiresAt: '2030-01-01T00:00:00.000Z' }
      importDirectory(backend, { codes: [{ ...usual, ...code }] })
    },
    setShop(status) {
      importDirectory(backend, { yunhu: { shop: { shopid: 1, shopname: 'Demo', status } } })
    },
    signIn(phone, life = 60_000) {
      const { token, userkey } = tokens.issueToUser(user(phone), life)
      return { token: token.reveal(), userkey: userkey.reveal() }
    },
    giveCaptcha: (answer = 'AC34K') => captchas.keep(answer),
    async post(body, { keys, headers = {}, path = route, method = 'POST' } = {}) {
      const text = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body)
      const bytes = Buffer.from(text as Uint8Array)
      const signed = { token: keys?.token ?? '', sign: sign(bytes, keys), 'Content-Type': 'application/json' }
      const response = await fetch(backend.url + path, {
        method,
        headers: { ...signed, ...headers },
        body: method === 'GET' ? null : bytes,
      })
      return { status: response.status, answer: (await response.json()) as Record<string, unknown> }
    },
    isPassword: (password, phone = ming.phone) =>
      backend.parts.hashing.compare(new Secret(password), passwordHashOf(backend, phone)),
    sentCode() {
      const [message] = outbox.list({ limit: 1 })
      return (message && outbox.codeOf(message.id)?.reveal()) ?? ''
    },
  }
}
