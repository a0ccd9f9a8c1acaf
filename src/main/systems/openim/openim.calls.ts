import { z } from 'zod'
import { callable, secretValue, textValue, type Callable } from '../callable.ts'
import { changePassword, prepareChangePassword } from './change-password.client.ts'
import { login, prepareLogin } from './login.client.ts'
import { passwordEncodings } from './wire.ts'

const passwordEncoding = z
  .enum(passwordEncodings, { error: `has to be one of: ${passwordEncodings.join(', ')}` })
  .default('plain')

/** Holds openim's operations, as they are called by name. */
export const openimCalls = {
  'openim.changePassword': callable({
    params: { userID: textValue, currentPassword: secretValue, newPassword: secretValue },
    credentials: { token: secretValue, passwordEncoding },
    methods: ['POST'],
    ready(params, credentials) {
      const input = { ...params, ...credentials, operationID: crypto.randomUUID() }
      return {
        prepare: (target) => prepareChangePassword(input, target),
        run: (target, options) => changePassword(input, target, options),
      }
    },
  }),
  'openim.login': callable({
    params: { account: textValue, password: secretValue },
    credentials: { passwordEncoding },
    methods: ['POST'],
    ready(params, credentials) {
      const input = { ...params, ...credentials, operationID: crypto.randomUUID() }
      return {
        prepare: (target) => prepareLogin(input, target),
        run: async (target, options) => (await login(input, target, options)).outcome,
      }
    },
  }),
} satisfies Record<string, Callable>
