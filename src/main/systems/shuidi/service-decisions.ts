import { thresholds } from '../../../shared/model/thresholds.ts'
import { minutes, throttled, type ServiceDecisions } from '../service-decisions.ts'
import { findPasswordFailures as failures, ours, sendCodeFailures } from './wire.ts'

const accepts = [
  'GET with everything in the query; POST with the query and the form both read, where a value of the form wins.',
  'A parameter that is given twice in one place counts as absent.',
  `A timestrap that is at most ${String(ours.clockTolerance)} s off.`,
]
const nobody = `A phone that two users have, and a disabled user, are answered ${String(failures.accountUnknown.status)}.`
const { codeLife, codeTries, codeEvery, codesAnHour } = thresholds

/** Says what the service takes and decides for each operation. */
export const serviceDecisions: Record<'findPassword' | 'sendCode', ServiceDecisions> = {
  findPassword: {
    accepts,
    decided: [
      'Checked in this order: parameters, signature and time, account, code, format of the password.',
      `A missing parameter is answered ${String(failures.illegal.status)}.`,
      nobody,
      `A code lives ${minutes(codeLife)}, dies after ${String(codeTries)} wrong tries, and is used up by a change that happens, not by one that is refused for its format.`,
      'A change ends every token of the user.',
      throttled(`${String(failures.codeWrong.status)} ${failures.codeWrong.message}`),
    ],
  },
  sendCode: {
    accepts,
    decided: [
      'Signed by the same template, with an empty uid.',
      nobody,
      `One code every ${minutes(codeEvery)} and ${String(codesAnHour)} an hour go to one phone; more is answered ${String(sendCodeFailures.tooOften.status)} \`${sendCodeFailures.tooOften.message}\`.`,
      'A new code ends the one before.',
    ],
  },
}
