import type { Outcome } from '../../../shared/model/outcome.ts'
import type { RequestMethod } from '../callable.ts'
import type { ExchangeOptions } from '../exchange.ts'
import { perform } from '../perform.ts'
import type { Preparation } from '../refusal.ts'
import type { Target } from '../target.ts'
import { withFlagDrift } from './flag-drift.ts'
import { prepareNobase } from './prepare-nobase.ts'
import { readEnvelope } from './read-envelope.ts'
import { updateSignRules, type ProposedSignText } from './update-sign-rules.ts'
import { paths, secretFields, updateSignTable } from './wire.ts'

/** Carries what `nobase.updateSign` needs; sent as a form unless GET is asked for. */
export interface UpdateSignInput extends ProposedSignText {
  method?: RequestMethod | undefined
}

/** Puts the request together that `updateSign` would send, or says which rule stops it; sends nothing. */
export function prepareUpdateSign(input: UpdateSignInput, target: Target): Preparation {
  const { appid, signText, appSignature, token, user, pass } = input
  return prepareNobase(input, updateSignRules, target, {
    path: paths.updateSign,
    parameters: { appid, newsign: signText, signature: appSignature, token, user, pass },
  })
}

/** Changes a user's signature text (用户更新签名): sends one request at most, and never fails but by its outcome. */
export async function updateSign(
  input: UpdateSignInput,
  target: Target,
  options: ExchangeOptions = {},
): Promise<Outcome> {
  const recorded = { ...input, allowPasswordChange: null }
  const { outcome } = await perform(
    {
      operation: 'nobase.updateSign',
      secretFields,
      read: (envelope) =>
        withFlagDrift('updateSign', readEnvelope(envelope, updateSignTable), recorded, input),
    },
    prepareUpdateSign(input, target),
    options,
  )
  return outcome
}
