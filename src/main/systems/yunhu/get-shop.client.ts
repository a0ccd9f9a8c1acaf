import type { Outcome } from '../../../shared/model/outcome.ts'
import type { ExchangeOptions } from '../exchange.ts'
import type { Preparation } from '../refusal.ts'
import type { Target } from '../target.ts'
import { performAction } from './perform-action.ts'
import { prepareAction } from './prepare-action.ts'
import type { YunhuSession } from './sign.ts'
import { actionNames, answers } from './wire.ts'

/** Puts the request together that `getShop` would send, or says which rule stops it; sends nothing. */
export function prepareGetShop(input: { session: YunhuSession }, target: Target): Preparation {
  return prepareAction(actionNames.getShop, [], input.session, target)
}

/** Asks for the shop: sends one request at most, and never fails but by its outcome. */
export async function getShop(
  input: { session: YunhuSession },
  target: Target,
  options: ExchangeOptions = {},
): Promise<Outcome> {
  const { outcome } = await performAction(
    'yunhu.getShop',
    answers.getShop,
    prepareGetShop(input, target),
    options,
    [input.session.userkey],
  )
  return outcome
}
