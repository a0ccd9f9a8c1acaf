import { callable, numberValue, secretValue, textValue, type Callable } from '../callable.ts'
import { getCaptcha, prepareGetCaptcha } from './get-captcha.client.ts'
import { getShop, prepareGetShop } from './get-shop.client.ts'
import { login, prepareLogin } from './login.client.ts'
import { prepareResetPassword, resetPassword } from './reset-password.client.ts'
import { prepareSendCode, sendCode } from './send-code.client.ts'
import { actionNames } from './wire.ts'

const credentials = { token: secretValue, userkey: secretValue }
const zero = numberValue.unwrap().default('0')

/** Holds yunhu's operations, as they are called by name. */
export const yunhuCalls = {
  'yunhu.resetPassword': callable({
    params: {
      mbphone: textValue,
      codeid: numberValue,
      msgcode: secretValue,
      upw: secretValue,
      resettype: zero,
    },
    credentials,
    methods: ['POST'],
    fixed: { actionName: actionNames.resetPassword },
    ready(params, session) {
      const input = { ...params, session }
      return {
        prepare: (target) => prepareResetPassword(input, target),
        run: async (target, options) => (await resetPassword(input, target, options)).outcome,
      }
    },
  }),
  'yunhu.getCaptcha': callable({
    params: {},
    credentials,
    methods: ['POST'],
    fixed: { actionName: actionNames.getCaptcha },
    ready: (_, session) => ({
      prepare: (target) => prepareGetCaptcha({ session }, target),
      run: async (target, options) => (await getCaptcha({ session }, target, options)).outcome,
    }),
  }),
  'yunhu.sendCode': callable({
    params: { mbphone: textValue, codeid: numberValue, checkcode: secretValue, msgfor: zero },
    credentials,
    methods: ['POST'],
    fixed: { actionName: actionNames.sendCode },
    ready(params, session) {
      const input = { ...params, session }
      return {
        prepare: (target) => prepareSendCode(input, target),
        run: async (target, options) => (await sendCode(input, target, options)).outcome,
      }
    },
  }),
  'yunhu.login': callable({
    params: { logintype: zero, mbphone: textValue, upw: secretValue },
    credentials,
    methods: ['POST'],
    fixed: { actionName: actionNames.login },
    ready(params, session) {
      const input = { ...params, session }
      return {
        prepare: (target) => prepareLogin(input, target),
        run: async (target, options) => (await login(input, target, options)).outcome,
      }
    },
  }),
  'yunhu.getShop': callable({
    params: {},
    credentials,
    methods: ['POST'],
    fixed: { actionName: actionNames.getShop },
    ready: (_, session) => ({
      prepare: (target) => prepareGetShop({ session }, target),
      run: (target, options) => getShop({ session }, target, options),
    }),
  }),
} satisfies Record<string, Callable>
