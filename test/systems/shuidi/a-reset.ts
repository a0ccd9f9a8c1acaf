import type { FindPasswordInput } from '../../../src/main/systems/shuidi/find-password.client.ts'
import { Secret } from '../../../src/shared/model/secret.ts'
import { makeCanary, type Canary } from '../../support/canary.ts'

/** Makes a reset whose every secret is a canary. */
export function aReset(overrides: Partial<FindPasswordInput> = {}): {
  input: FindPasswordInput
  canaries: Canary[]
} {
  const code = makeCanary('code')
  const next = makeCanary('new password')
  const key = makeCanary('key')
  return {
    canaries: [code, next, key],
    input: {
      phone: '18616503617',
      code: new Secret(code.value),
      uid: '15629',
      newPassword: new Secret(next.value),
      key: new Secret(key.value),
      template: '',
      now: Date.parse('2026-06-01T12:00:00.900Z'),
      method: 'GET',
      ...overrides,
    },
  }
}
