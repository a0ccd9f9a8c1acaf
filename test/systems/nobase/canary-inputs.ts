import { randomBytes } from 'node:crypto'
import type { LoginInput } from '../../../src/main/systems/nobase/login.client.ts'
import type { NewPassInput } from '../../../src/main/systems/nobase/new-pass.client.ts'
import type { UpdateSignInput } from '../../../src/main/systems/nobase/update-sign.client.ts'
import { Secret } from '../../../src/shared/model/secret.ts'
import { asCanary, makeCanary, type Canary } from '../../support/canary.ts'

/** Carries an input whose every secret is a canary. */
interface CanaryInput<Input> {
  input: Input
  canaries: Canary[]
}

const none = new Secret('')

/** Makes a change of a password by account and password. */
export function aNewPass(overrides: Partial<NewPassInput> = {}): CanaryInput<NewPassInput> {
  const appSignature = makeCanary('application signature')
  const pass = makeCanary('password')
  const next = asCanary('new password', `Cn${randomBytes(9).toString('hex')}`)
  return {
    canaries: [appSignature, pass, next],
    input: {
      appid: 'app-1001',
      appSignature: new Secret(appSignature.value),
      newPassword: new Secret(next.value),
      user: '13800138000',
      pass: new Secret(pass.value),
      token: none,
      tokenValidation: null,
      allowPasswordChange: null,
      ...overrides,
    },
  }
}

/** Makes a change of a signature text by token. */
export function anUpdateSign(overrides: Partial<UpdateSignInput> = {}): CanaryInput<UpdateSignInput> {
  const appSignature = makeCanary('application signature')
  const token = makeCanary('token')
  return {
    canaries: [appSignature, token],
    input: {
      appid: 'app-1001',
      appSignature: new Secret(appSignature.value),
      signText: '新的用户签名信息',
      user: '',
      pass: none,
      token: new Secret(token.value),
      tokenValidation: null,
      ...overrides,
    },
  }
}

/** Makes a sign-in. */
export function aLogin(overrides: Partial<LoginInput> = {}): CanaryInput<LoginInput> {
  const appSignature = makeCanary('application signature')
  const pass = makeCanary('password')
  return {
    canaries: [appSignature, pass],
    input: {
      appid: 'app-1001',
      appSignature: new Secret(appSignature.value),
      user: '13800138000',
      pass: new Secret(pass.value),
      ...overrides,
    },
  }
}
