import { entryLimits } from '../../../shared/model/entry-limits.ts'
import type { Outcome, RuleReference } from '../../../shared/model/outcome.ts'
import { Secret } from '../../../shared/model/secret.ts'
import type { ExchangeOptions } from '../exchange.ts'
import { perform } from '../perform.ts'
import { prepareRequest } from '../prepare-request.ts'
import { refused, type Preparation } from '../refusal.ts'
import type { Target } from '../target.ts'
import { readEnvelope } from './read-envelope.ts'
import { wirePassword } from './wire-password.ts'
import { loginTable, ours, paths, secretFields, type PasswordEncoding } from './wire.ts'

/** Carries what `openim.login` needs; the password as typed. */
export interface LoginInput {
  account: string
  password: Secret
  passwordEncoding: PasswordEncoding
  /** Traces the request; a fresh UUID for each. */
  operationID: string
}

/** Says by which userID the backend knows an admin, and by which name. */
export interface SignedInAdmin {
  userID: string
  nickname: string
}

/** Carries the outcome of a sign-in and, beside it, the admin's token and who they are, where that came. */
export interface LoginResult {
  outcome: Outcome
  token: Secret | null
  admin: SignedInAdmin | null
}

const presence = (name: string): RuleReference => ({
  document: 'Latchkey',
  section: 'openim.login',
  rule: `${name} is not empty.`,
})

/** Puts the request together that `login` would send, or says which rule stops it; sends nothing. */
export function prepareLogin(input: LoginInput, target: Target): Preparation {
  if (input.account === '') return refused('missing-parameter', presence('account'))
  if (input.password.isEmpty) return refused('missing-parameter', presence('password'))
  return prepareRequest(target, {
    method: 'POST',
    path: paths.login,
    query: {},
    headers: { operationID: input.operationID },
    body: {
      encoding: 'json',
      values: {
        account: input.account,
        password: wirePassword(input.password, input.passwordEncoding),
        version: ours.version,
      },
    },
  })
}

/** Signs an admin in: sends one request at most, and never fails but by its outcome. */
export async function login(
  input: LoginInput,
  target: Target,
  options: ExchangeOptions = {},
): Promise<LoginResult> {
  const { outcome, envelope } = await perform(
    {
      operation: 'openim.login',
      secretFields,
      read: (received) => readEnvelope(received, loginTable, ['adminToken', 'adminUserID']),
    },
    prepareLogin(input, target),
    { ...options, alsoSecret: [input.password] },
  )
  if (outcome.status !== 'succeeded') return { outcome, token: null, admin: null }
  const data = envelope?.['data']
  return { outcome, token: adminToken(data), admin: signedInAdmin(data) }
}

function signedInAdmin(data: unknown): SignedInAdmin | null {
  if (typeof data !== 'object' || data === null || !('adminUserID' in data)) return null
  const { adminUserID: userID } = data
  if (typeof userID !== 'string' || userID === '' || userID.length > entryLimits.name) return null
  const nickname = 'nickname' in data && typeof data.nickname === 'string' ? data.nickname : ''
  return { userID, nickname: nickname.slice(0, entryLimits.name) }
}

function adminToken(data: unknown): Secret | null {
  if (typeof data !== 'object' || data === null || !('adminToken' in data)) return null
  return typeof data.adminToken === 'string' && data.adminToken !== '' ? new Secret(data.adminToken) : null
}
