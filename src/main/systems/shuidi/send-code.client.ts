import type { Outcome } from '../../../shared/model/outcome.ts'
import type { ExchangeOptions } from '../exchange.ts'
import { perform } from '../perform.ts'
import type { Preparation } from '../refusal.ts'
import type { Target } from '../target.ts'
import { readEnvelope } from './read-envelope.ts'
import { prepareSigned, type Signing } from './signed-request.ts'
import { actions, passwordRecovery, secretFields, sendCodeTable } from './wire.ts'

/** Carries what `shuidi.sendCode` needs. */
export interface SendCodeInput extends Signing {
  phone: string
}

const document = 'get_verification_code 获取验证码'

/** Puts the request together that `sendCode` would send, or says which rule stops it; sends nothing. */
export function prepareSendCode(input: SendCodeInput, target: Target): Preparation {
  return prepareSigned(
    actions.sendCode,
    [
      { name: 'phone', value: input.phone, document },
      { name: 'type', value: passwordRecovery, document },
    ],
    input,
    target,
  )
}

/** Has a code for a forgotten password sent: sends one request at most, and never fails but by its outcome. */
export async function sendCode(
  input: SendCodeInput,
  target: Target,
  options: ExchangeOptions = {},
): Promise<Outcome> {
  const { outcome } = await perform(
    {
      operation: 'shuidi.sendCode',
      secretFields,
      read: (envelope) => readEnvelope(envelope, sendCodeTable),
    },
    prepareSendCode(input, target),
    { ...options, alsoSecret: [input.key] },
  )
  return outcome
}
