import type { Outcome } from '../../../shared/model/outcome.ts'
import type { ExchangeOptions } from '../exchange.ts'
import type { Preparation } from '../refusal.ts'
import type { Target } from '../target.ts'
import { performAction } from './perform-action.ts'
import { prepareAction } from './prepare-action.ts'
import { dataOf, numberOf } from './read-envelope.ts'
import type { YunhuSession } from './sign.ts'
import { actionNames, answers, ours } from './wire.ts'

/** Carries a picture to be read by a person: its number in digits, and the address that shows it. */
export interface Captcha {
  codeid: string
  img: string
}

/** Puts the request together that `getCaptcha` would send, or says which rule stops it; sends nothing. */
export function prepareGetCaptcha(input: { session: YunhuSession }, target: Target): Preparation {
  return prepareAction(actionNames.getCaptcha, [], input.session, target)
}

/** Asks for a picture: sends one request at most; beside the outcome stands the picture, where one came. */
export async function getCaptcha(
  input: { session: YunhuSession },
  target: Target,
  options: ExchangeOptions = {},
): Promise<{ outcome: Outcome; captcha: Captcha | null }> {
  const { outcome, envelope } = await performAction(
    'yunhu.getCaptcha',
    answers.getCaptcha,
    prepareGetCaptcha(input, target),
    options,
    [input.session.userkey],
  )
  const { [ours.codeid]: id, img } = dataOf(envelope)
  const codeid = numberOf(id)
  const came = outcome.status === 'succeeded' && codeid !== null && typeof img === 'string'
  return { outcome, captcha: came ? { codeid: String(codeid), img } : null }
}
