import type { Outcome } from '../../../shared/model/outcome.ts'
import type { Secret } from '../../../shared/model/secret.ts'
import type { ExchangeOptions } from '../exchange.ts'
import { perform } from '../perform.ts'
import { prepareRequest } from '../prepare-request.ts'
import { refused, type Preparation } from '../refusal.ts'
import type { Target } from '../target.ts'
import { changePasswordRules, tokenRule, type ProposedChange } from './change-password-rules.ts'
import { readEnvelope } from './read-envelope.ts'
import { wirePassword } from './wire-password.ts'
import { changePasswordTable, paths, secretFields, type PasswordEncoding } from './wire.ts'

/** Carries what `openim.changePassword` needs; passwords as typed, `token` of any admin. */
export interface ChangePasswordInput extends ProposedChange {
  token: Secret
  passwordEncoding: PasswordEncoding
  /** Traces the request; a fresh UUID for each. */
  operationID: string
}

/** Puts the request together that `changePassword` would send, or says which rule stops it; sends nothing. */
export function prepareChangePassword(input: ChangePasswordInput, target: Target): Preparation {
  const broken = changePasswordRules.find((rule) => !rule.keeps(input))
  if (broken !== undefined) return refused(broken.reason, broken.source)
  if (input.token.isEmpty) return refused('token-missing', tokenRule)
  return prepareRequest(target, {
    method: 'POST',
    path: paths.changePassword,
    query: {},
    headers: { operationID: input.operationID, token: input.token },
    body: {
      encoding: 'json',
      values: {
        userID: input.userID,
        currentPassword: wirePassword(input.currentPassword, input.passwordEncoding),
        newPassword: wirePassword(input.newPassword, input.passwordEncoding),
      },
    },
  })
}

/** Changes an admin's password (修改管理员密码): sends one request at most, and never fails but by its outcome. */
export async function changePassword(
  input: ChangePasswordInput,
  target: Target,
  options: ExchangeOptions = {},
): Promise<Outcome> {
  const { outcome } = await perform(
    {
      operation: 'openim.changePassword',
      secretFields,
      read: (envelope) => readEnvelope(envelope, changePasswordTable),
    },
    prepareChangePassword(input, target),
    { ...options, alsoSecret: [input.currentPassword, input.newPassword] },
  )
  return outcome
}
