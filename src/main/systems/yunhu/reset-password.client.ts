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

/** Carries what `yunhu.resetPassword` needs; the target's base URL ends with the company and the account set. */
export interface ResetPasswordInput {
  mbphone: string
  /** Holds the number of the message that brought the code, in digits. */
  codeid: string
  msgcode: Secret
  upw: Secret
  /** Says how the user is proven; only `0`, by phone and code, is carried out. */
  resettype: string
  session: YunhuSession
}

/** Puts the request together that `resetPassword` would send, or says which rule stops it; sends nothing. */
export function prepareResetPassword(input: ResetPasswordInput, target: Target): Preparation {
  return prepareAction(
    actionNames.resetPassword,
    [
      { name: 'mbphone', kind: 'text', value: input.mbphone },
      { name: 'codeid', kind: 'int', value: input.codeid },
      { name: 'msgcode', kind: 'text', value: input.msgcode },
      { name: 'upw', kind: 'text', value: input.upw },
      { name: 'resettype', kind: 'zero', value: input.resettype },
    ],
    input.session,
    target,
  )
}

/**
 * Resets a password (重置密码): sends one request at most, and never fails but by its outcome. Beside it stand the
 * keys that replace those held so far, where some came.
 */
export async function resetPassword(
  input: ResetPasswordInput,
  target: Target,
  options: ExchangeOptions = {},
): Promise<{ outcome: Outcome; session: YunhuSession | null }> {
  const performed = await performAction(
    'yunhu.resetPassword',
    answers.resetPassword,
    prepareResetPassword(input, target),
    options,
    [input.session.userkey],
  )
  return { outcome: performed.outcome, session: sessionOf(performed) }
}
