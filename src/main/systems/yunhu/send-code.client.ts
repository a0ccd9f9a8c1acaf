import type { Outcome } from '../../../shared/model/outcome.ts'
import type { Secret } from '../../../shared/model/secret.ts'
import type { ExchangeOptions } from '../exchange.ts'
import type { Preparation } from '../refusal.ts'
import type { Target } from '../target.ts'
import { performAction } from './perform-action.ts'
import { prepareAction } from './prepare-action.ts'
import { dataOf, numberOf } from './read-envelope.ts'
import type { YunhuSession } from './sign.ts'
import { actionNames, answers, ours } from './wire.ts'

/** Carries what `yunhu.sendCode` needs. */
export interface SendCodeInput {
  mbphone: string
  /** Holds the number of the picture, in digits. */
  codeid: string
  /** Holds what the picture shows. */
  checkcode: Secret
  /** Says what the code is for; only `0` is carried out. */
  msgfor: string
  session: YunhuSession
}

/** Puts the request together that `sendCode` would send, or says which rule stops it; sends nothing. */
export function prepareSendCode(input: SendCodeInput, target: Target): Preparation {
  return prepareAction(
    actionNames.sendCode,
    [
      { name: 'mbphone', kind: 'text', value: input.mbphone },
      { name: 'codeid', kind: 'int', value: input.codeid },
      { name: 'checkcode', kind: 'text', value: input.checkcode },
      { name: 'msgfor', kind: 'zero', value: input.msgfor },
    ],
    input.session,
    target,
  )
}

/** Has a code sent to a phone: sends one request at most; beside the outcome stands the number of the message. */
export async function sendCode(
  input: SendCodeInput,
  target: Target,
  options: ExchangeOptions = {},
): Promise<{ outcome: Outcome; codeid: string | null }> {
  const { outcome, envelope } = await performAction(
    'yunhu.sendCode',
    answers.sendCode,
    prepareSendCode(input, target),
    options,
    [input.session.userkey],
  )
  const codeid = outcome.status === 'succeeded' ? numberOf(dataOf(envelope)[ours.codeid]) : null
  return { outcome, codeid: codeid === null ? null : String(codeid) }
}
