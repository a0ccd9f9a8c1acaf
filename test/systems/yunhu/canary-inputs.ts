import type { ResetPasswordInput } from '../../../src/main/systems/yunhu/reset-password.client.ts'
import { Secret } from '../../../src/shared/model/secret.ts'
import { makeCanary, type Canary } from '../../support/canary.ts'

/** Stands for nobody being signed in. */
export const signedOut = { token: new Secret(''), userkey: new Secret('') }

/** Makes a reset, by somebody who is signed in, whose every secret is a canary. */
export function aReset(overrides: Partial<ResetPasswordInput> = {}): {
  input: ResetPasswordInput
  canaries: Canary[]
} {
  const msgcode = makeCanary('code')
  const upw = makeCanary('new password')
  const userkey = makeCanary('userkey')
  const token = { label: 'token', value: makeCanary('token').value.replace('密', '') }
  return {
    canaries: [msgcode, upw, userkey, token],
    input: {
      mbphone: '18062639596',
      codeid: '1',
      msgcode: new Secret(msgcode.value),
      upw: new Secret(upw.value),
      resettype: '0',
      session: { token: new Secret(token.value), userkey: new Secret(userkey.value) },
      ...overrides,
    },
  }
}
