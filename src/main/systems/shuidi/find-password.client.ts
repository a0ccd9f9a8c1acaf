import type { Outcome } from '../../../shared/model/outcome.ts'
import type { Secret } from '../../../shared/model/secret.ts'
import type { ExchangeOptions } from '../exchange.ts'
import { perform } from '../perform.ts'
import type { Preparation } from '../refusal.ts'
import type { Target } from '../target.ts'
import { readEnvelope } from './read-envelope.ts'
import { prepareSigned, type Signing } from './signed-request.ts'
import { actions, findPasswordTable, secretFields } from './wire.ts'

/** Carries what `shuidi.findPassword` needs. */
export interface FindPasswordInput extends Signing {
  phone: string
  /** Holds the code that was sent to the phone. */
  code: Secret
  uid: string
  newPassword: Secret
}

const document = 'find_password 找回密码'

/** Puts the request together that `findPassword` would send, or says which rule stops it; sends nothing. */
export function prepareFindPassword(input: FindPasswordInput, target: Target): Preparation {
  return prepareSigned(
    actions.findPassword,
    [
      { name: 'phone', value: input.phone, document },
      { name: 'code', value: input.code, document },
      { name: 'uid', value: input.uid, document },
      { name: 'new_password', value: input.newPassword, document },
    ],
    input,
    target,
  )
}

/** Replaces a forgotten password (找回密码): sends one request at most, and never fails but by its outcome. */
export async function findPassword(
  input: FindPasswordInput,
  target: Target,
  options: ExchangeOptions = {},
): Promise<Outcome> {
  const { outcome } = await perform(
    {
      operation: 'shuidi.findPassword',
      secretFields,
      read: (envelope) => readEnvelope(envelope, findPasswordTable),
    },
    prepareFindPassword(input, target),
    { ...options, alsoSecret: [input.key] },
  )
  return outcome
}
