import type { Outcome } from '../../../shared/model/outcome.ts'
import type { Secret } from '../../../shared/model/secret.ts'
import type { ExchangeOptions } from '../exchange.ts'
import type { Preparation } from '../refusal.ts'
import type { Target } from '../target.ts'
import { performAction } from './perform-action.ts'
import { prepareAction } from './prepare-action.ts'
import { sessionOf } from './session-of.ts'
import type { YunhuSession } from './sign.ts'
import { actionNames, answers } from './wire.ts'

/** Carries what `yunhu.login` needs. */
export interface LoginInput {
  mbphone: string
  upw: Secret
  /** Says how the user signs in; only `0`, by phone and password, is carried out. */
  logintype: string
  session: YunhuSession
}

/** Puts the request together that `login` would send, or says which rule stops it; sends nothing. */
export function prepareLogin(input: LoginInput, target: Target): Preparation {
  return prepareAction(
    actionNames.login,
    [
      { name: 'logintype', kind: 'zero', value: input.logintype },
      { name: 'mbphone', kind: 'text', value: input.mbphone },
      { name: 'upw', kind: 'text', value: input.upw },
    ],
    input.session,
    target,
  )
}

/** Signs a user in: sends one request at most; beside the outcome stand the keys that came. */
export async function login(
  input: LoginInput,
  target: Target,
  options: ExchangeOptions = {},
): Promise<{ outcome: Outcome; session: YunhuSession | null }> {
  const performed = await performAction('yunhu.login', answers.login, prepareLogin(input, target), options, [
    input.session.userkey,
  ])
  return { outcome: performed.outcome, session: sessionOf(performed) }
}
