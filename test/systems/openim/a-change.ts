import type { ChangePasswordInput } from '../../../src/main/systems/openim/change-password.client.ts'
import { Secret } from '../../../src/shared/model/secret.ts'
import { makeCanary, type Canary } from '../../support/canary.ts'

/** Makes a change whose every secret is a canary. */
export function aChange(overrides: Partial<ChangePasswordInput> = {}): {
  input: ChangePasswordInput
  canaries: Canary[]
} {
  const current = makeCanary('current password')
  const next = makeCanary('new password')
  const token = { label: 'token', value: makeCanary('token').value.replace('密', '') }
  return {
    canaries: [current, next, token],
    input: {
      userID: '1000000001',
      currentPassword: new Secret(current.value),
      newPassword: new Secret(next.value),
      token: new Secret(token.value),
      passwordEncoding: 'plain',
      operationID: '550e8400-e29b-41d4-a716-446655440104',
      ...overrides,
    },
  }
}
