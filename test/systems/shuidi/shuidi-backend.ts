import { createHash } from 'node:crypto'
import { Secret } from '../../../src/shared/model/secret.ts'
import { startBuiltInBackend, type BuiltInBackend } from '../built-in-backend.ts'
import { forgetWrongSecrets, importDirectory, passwordHashOf } from '../kept-rows.ts'

/** Lists how a request can carry its parameters. */
export const ways = ['GET', 'POST', 'POST form'] as const

/** Carries parameters by name; what is undefined is left out, what is a list is given several times. */
export type Given = Readonly<Record<string, string | readonly string[] | undefined>>

/** Holds the user that the tests are about, of the sample people. */
export const wei = { phone: '18616503617', uid: '15629', password: 'OldPass456' } as const

/** Holds a password that nobody of the sample people has. */
export const fresh = 'Fresh-Pass~1'

const key = 'k3y of shuidi 密'

/** Holds the built-in backend with what tests of shuidi do to it and look at. */
export interface ShuidiBackend extends BuiltInBackend {
  /** Forgets wrong tries, and gives Wei a code, by default 4119 for ever. */
  giveCode(code?: object): void
  /** Gives the parameters of a reset that is right, with other values where some are given, and signs them. */
  reset(values?: Given, signing?: Signing): Given
  /** Does the same for asking for a code. */
  codeRequest(values?: Given, signing?: Signing): Given
  send(way: (typeof ways)[number], parameters: Given): Promise<{ status: number; answer: unknown }>
  isPassword(password: string, phone?: string): Promise<boolean>
  /** Gives the code that was sent last. */
  sentCode(): string
}

interface Signing {
  key?: string
  /** Says how many seconds after now the request claims to be made. */
  late?: number
  /** Changes values after they were signed. */
  after?: Given
}

/** Starts the built-in backend with a key for shuidi and one user's password hashed already. */
export async function startShuidiBackend(
  options: Exclude<Parameters<typeof startBuiltInBackend>[0], undefined> = {},
): Promise<ShuidiBackend> {
  const backend = await startBuiltInBackend(options)
  importDirectory(backend, { shuidi: { signKey: key } })
  const { users, outbox } = backend.directory
  await users.verifyPassword(users.byPhone(wei.phone)[0] ?? null, new Secret(wei.password))

  const signed = (values: Given, { key: secret = key, late = 0, after = {} }: Signing): Given => {
    const timestrap = String(Math.floor(backend.clock.now() / 1000) + late)
    const all: Given = { timestrap, ...values }
    const covered = [all['action'], all['phone'], all['uid'], all['timestrap'], secret]
    const sign_md5 = createHash('md5').update(covered.join(''), 'utf8').digest('hex')
    return { sign_md5, ...all, ...after }
  }
  return {
    ...backend,
    giveCode(code = {}) {
      forgetWrongSecrets(backend)
      importDirectory(backend, {
        codes: [{ to: wei.phone, code: '4119', expiresAt: '2030-01-01T00:00:00.000Z', ...code }],
      })
    },
    reset: (values = {}, signing = {}) =>
      signed(
        {
          action: 'find_password',
          phone: wei.phone,
          code: '4119',
          uid: wei.uid,
          new_password: fresh,
          ...values,
        },
        signing,
      ),
    codeRequest: (values = {}, signing = {}) =>
      signed({ action: 'get_verification_code', phone: wei.phone, type: '10004', ...values }, signing),
    async send(way, parameters) {
      const { action, ...rest } = parameters
      const inQuery = way === 'GET' ? parameters : way === 'POST' ? { action } : {}
      const inForm = way === 'POST' ? rest : parameters
      const url = `${backend.url}/user?${text(inQuery).toString()}`
      const response = await fetch(url, way === 'GET' ? {} : { method: 'POST', body: text(inForm) })
      return { status: response.status, answer: await response.json() }
    },
    isPassword: (password, phone = wei.phone) =>
      backend.parts.hashing.compare(new Secret(password), passwordHashOf(backend, phone)),
    sentCode() {
      const [message] = outbox.list({ limit: 1 })
      return (message && outbox.codeOf(message.id)?.reveal()) ?? ''
    },
  }
}

function text(parameters: Given): URLSearchParams {
  const pairs = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((one): [string, string] => [name, one]),
  )
  return new URLSearchParams(pairs)
}
