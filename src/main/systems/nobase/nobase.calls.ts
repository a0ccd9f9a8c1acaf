import { z } from 'zod'
import { callable, secretValue, textValue, type Callable } from '../callable.ts'
import { login, prepareLogin } from './login.client.ts'
import { newPass, prepareNewPass } from './new-pass.client.ts'
import { prepareUpdateSign, updateSign } from './update-sign.client.ts'

const application = { appid: textValue, signature: secretValue }
const flag = z
  .boolean({ error: 'has to be true or false' })
  .optional()
  .transform((set) => set ?? null)
const proof = { user: textValue, pass: secretValue, token: secretValue }
const methods = ['POST', 'GET'] as const

/** Holds nobase's operations, as they are called by name. */
export const nobaseCalls = {
  'nobase.newPass': callable({
    params: { newpass: secretValue, ...proof },
    credentials: { ...application, tokenValidation: flag, allowPasswordChange: flag },
    methods,
    ready({ newpass: newPassword, ...params }, { signature: appSignature, ...credentials }, method) {
      const input = { ...params, ...credentials, newPassword, appSignature, method }
      return {
        prepare: (target) => prepareNewPass(input, target),
        run: (target, options) => newPass(input, target, options),
      }
    },
  }),
  'nobase.updateSign': callable({
    params: { newsign: textValue, ...proof },
    credentials: { ...application, tokenValidation: flag },
    methods,
    ready({ newsign: signText, ...params }, { signature: appSignature, ...credentials }, method) {
      const input = { ...params, ...credentials, signText, appSignature, method }
      return {
        prepare: (target) => prepareUpdateSign(input, target),
        run: (target, options) => updateSign(input, target, options),
      }
    },
  }),
  'nobase.login': callable({
    params: { user: textValue, pass: secretValue },
    credentials: application,
    methods,
    ready(params, { signature: appSignature, ...credentials }, method) {
      const input = { ...params, ...credentials, appSignature, method }
      return {
        prepare: (target) => prepareLogin(input, target),
        run: async (target, options) => (await login(input, target, options)).outcome,
      }
    },
  }),
} satisfies Record<string, Callable>
