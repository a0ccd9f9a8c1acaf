import type { Outcome } from '../../../shared/model/outcome.ts'
import type { RequestMethod } from '../callable.ts'
import type { ExchangeOptions } from '../exchange.ts'
import { perform } from '../perform.ts'
import type { Preparation } from '../refusal.ts'
import type { Target } from '../target.ts'
import { withFlagDrift } from './flag-drift.ts'
import { newPassRules, type ProposedPassword } from './new-pass-rules.ts'
import { prepareNobase } from './prepare-nobase.ts'
import { readEnvelope } from './read-envelope.ts'
import { newPassTable, paths, secretFields } from './wire.ts'

/** Carries what `nobase.newPass` needs; sent as a form unless GET is asked for. */
export interface NewPassInput extends ProposedPassword {
  method?: RequestMethod | undefined
}

/** Puts the request together that `newPass` would send, or says which rule stops it; sends nothing. */
export function prepareNewPass(input: NewPassInput, target: Target): Preparation {
  const { appid, newPassword, appSignature, token, user, pass } = input
  return prepareNobase(input, newPassRules, target, {
    path: paths.newPass,
    parameters: { appid, newpass: newPassword, signature: appSignature, token, user, pass },
  })
}

/** Changes a user's password (用户修改密码): sends one request at most, and never fails but by its outcome. */
export async function newPass(
  input: NewPassInput,
  target: Target,
  options: ExchangeOptions = {},
): Promise<Outcome> {
  const { outcome } = await perform(
    {
      operation: 'nobase.newPass',
      secretFields,
      read: (envelope) => withFlagDrift('newPass', readEnvelope(envelope, newPassTable), input, input),
    },
    prepareNewPass(input, target),
    options,
  )
  return outcome
}
