import type { Outcome, RuleReference } from '../../../shared/model/outcome.ts'
import type { RuleText } from '../../../shared/model/rule-texts.ts'
import { Secret } from '../../../shared/model/secret.ts'
import type { RequestMethod } from '../callable.ts'
import type { ExchangeOptions } from '../exchange.ts'
import { perform } from '../perform.ts'
import type { Preparation } from '../refusal.ts'
import type { Target } from '../target.ts'
import type { Envelope } from '../verdict.ts'
import { isDigits, wellFormed, type Application, type ClientRule } from './client-rule.ts'
import { prepareNobase } from './prepare-nobase.ts'
import { readEnvelope } from './read-envelope.ts'
import { loginTable, paths, secretFields } from './wire.ts'

interface SignIn extends Application {
  user: string
  pass: Secret
}

/** Carries what `nobase.login` needs; sent as a form unless GET is asked for. */
export interface LoginInput extends SignIn {
  method?: RequestMethod | undefined
}

/** Carries the outcome of a sign-in and, beside it, the user's token where one came. */
export interface LoginResult {
  outcome: Outcome
  token: Secret | null
  /** Gives when the token ends (UTC), where the answer says so. */
  expiresAt: string | null
}

const rule = (text: RuleText): RuleReference => ({
  document: '用户登录接口文档',
  section: '请求参数',
  rule: text,
})

const present = (name: string, isGiven: (input: SignIn) => boolean): ClientRule<SignIn> => ({
  id: `${name}-present`,
  reason: 'missing-parameter',
  source: rule(`${name} 必选`),
  keeps: isGiven,
})

const loginRules: readonly ClientRule<SignIn>[] = [
  present('appid', ({ appid }) => appid !== ''),
  present('user', ({ user }) => user !== ''),
  present('pass', ({ pass }) => !pass.isEmpty),
  present('signature', ({ appSignature }) => !appSignature.isEmpty),
  {
    id: 'user-digits',
    reason: 'malformed-parameter',
    source: { document: '用户修改密码接口文档', section: '请求参数', rule: 'user 格式为纯数字' },
    keeps: ({ user }) => isDigits(user),
  },
  wellFormed('nobase.login', ({ appid, pass, appSignature }) => [appid, pass, appSignature]),
]

/** Puts the request together that `login` would send, or says which rule stops it; sends nothing. */
export function prepareLogin(input: LoginInput, target: Target): Preparation {
  const { appid, user, pass, appSignature } = input
  return prepareNobase(input, loginRules, target, {
    path: paths.login,
    parameters: { appid, user, pass, signature: appSignature },
  })
}

/** Signs a user in: sends one request at most, and never fails but by its outcome. */
export async function login(
  input: LoginInput,
  target: Target,
  options: ExchangeOptions = {},
): Promise<LoginResult> {
  const { outcome, envelope } = await perform(
    {
      operation: 'nobase.login',
      secretFields,
      read: (received) => readEnvelope(received, loginTable),
    },
    prepareLogin(input, target),
    options,
  )
  if (outcome.status !== 'succeeded') return { outcome, token: null, expiresAt: null }
  return { outcome, ...tokenOf(envelope) }
}

const lastSecond = Math.floor(8_640_000_000_000_000 / 1000)

function tokenOf(envelope: Envelope | null): Pick<LoginResult, 'token' | 'expiresAt'> {
  const data: unknown = envelope?.['data']
  const { token, token_dead: end } = (data ?? {}) as Record<string, unknown>
  const isTime = typeof end === 'number' && end > 0 && end <= lastSecond
  return {
    token: typeof token === 'string' && token !== '' ? new Secret(token) : null,
    expiresAt: isTime ? new Date(end * 1000).toISOString() : null,
  }
}
