import { callable, numberValue, secretValue, textValue, type Callable } from '../callable.ts'
import { findPassword, prepareFindPassword } from './find-password.client.ts'
import { prepareSendCode, sendCode } from './send-code.client.ts'
import { actions, passwordRecovery } from './wire.ts'

const credentials = { key: secretValue, template: textValue }

/** Holds shuidi's operations, as they are called by name. */
export const shuidiCalls = {
  'shuidi.findPassword': callable({
    params: { phone: textValue, code: secretValue, uid: numberValue, new_password: secretValue },
    credentials,
    methods: ['GET', 'POST'],
    fixed: { action: actions.findPassword },
    ready({ new_password: newPassword, ...params }, given, method) {
      const input = { ...params, ...given, newPassword, method, now: Date.now() }
      return {
        prepare: (target) => prepareFindPassword(input, target),
        run: (target, options) => findPassword(input, target, options),
      }
    },
  }),
  'shuidi.sendCode': callable({
    params: { phone: textValue },
    credentials,
    methods: ['GET', 'POST'],
    fixed: { action: actions.sendCode, type: passwordRecovery },
    ready(params, given, method) {
      const input = { ...params, ...given, method, now: Date.now() }
      return {
        prepare: (target) => prepareSendCode(input, target),
        run: (target, options) => sendCode(input, target, options),
      }
    },
  }),
} satisfies Record<string, Callable>
