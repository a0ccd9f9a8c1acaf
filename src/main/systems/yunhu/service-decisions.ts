import { thresholds } from '../../../shared/model/thresholds.ts'
import { days, minutes, throttled, type ServiceDecisions } from '../service-decisions.ts'
import { anyActionFailures, loginFailures, resetPasswordFailures, sendCodeFailures } from './wire.ts'

const accepts = ['POST with one JSON object; numbers as numbers or as digits in text.']
const illegal = `0 \`${anyActionFailures.illegal.msg}\``
const { captchaLife, captchaTries, codeLife, codeTries, codeEvery, codesAnHour } = thresholds
const tokenLife = `A token lives ${days(thresholds.yunhuTokenLife)}; an expired one is answered ${String(anyActionFailures.tokenExpired.code)}, an unknown one ${String(anyActionFailures.notSignedIn.code)}.`

/** Says what the service takes and decides for each action. */
export const serviceDecisions: Record<
  'resetPassword' | 'getCaptcha' | 'sendCode' | 'login' | 'getShop',
  ServiceDecisions
> = {
  resetPassword: {
    accepts,
    decided: [
      `resettype 0 alone is carried out; any other is answered ${illegal}.`,
      `A code lives ${minutes(codeLife)}, dies after ${String(codeTries)} wrong tries, and is used up by a change that happens.`,
      `A phone that two users have is answered 0 \`${resetPasswordFailures.codeWrong.msg}\`; a disabled user with the right code, 0 \`${resetPasswordFailures.accountDisabled.msg}\`.`,
      tokenLife,
      throttled(`0 ${resetPasswordFailures.codeWrong.msg}`),
    ],
  },
  getCaptcha: {
    accepts,
    decided: [
      `A picture is good for ${minutes(captchaLife)} and one right answer, and dies after ${String(captchaTries)} wrong ones.`,
    ],
  },
  sendCode: {
    accepts,
    decided: [
      `msgfor 0 alone is carried out; any other is answered ${illegal}.`,
      `A phone that nobody or two users have, and a disabled user, are answered 0 \`${sendCodeFailures.accountUnknown.msg}\`.`,
      `One code every ${minutes(codeEvery)} and ${String(codesAnHour)} an hour go to one phone; more is answered 0 \`${sendCodeFailures.tooOften.msg}\`. A new code ends the one before.`,
    ],
  },
  login: {
    accepts,
    decided: [
      `logintype 0 alone is carried out; any other is answered ${illegal}.`,
      `A phone that two users have is answered 0 \`${loginFailures.credentialsWrong.msg}\`; a disabled user with the right password, 0 \`${loginFailures.accountDisabled.msg}\`.`,
      tokenLife,
      throttled(`0 ${loginFailures.credentialsWrong.msg}`),
    ],
  },
  getShop: { accepts, decided: ['It is answered whether or not the shop is open.'] },
}
