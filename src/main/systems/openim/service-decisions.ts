import { thresholds } from '../../../shared/model/thresholds.ts'
import { days, throttled, type ServiceDecisions } from '../service-decisions.ts'
import { changePasswordFailures, loginFailures, ours } from './wire.ts'

const accepts = [
  'POST with one JSON object; what it names beyond the parameters is ignored.',
  `Texts of 1 to ${String(ours.longestText)} characters; a longer one is answered like an empty one.`,
]

/** Says what the service takes and decides for each operation. */
export const serviceDecisions: Record<'changePassword' | 'login', ServiceDecisions> = {
  changePassword: {
    accepts,
    decided: [
      'Any admin may change the password of any admin: userID is not tied to the caller.',
      'Passwords are compared as they come, and kept as a hash.',
      "A change does not end the admin's tokens.",
      throttled(changePasswordFailures.passwordWrong.errDlt),
    ],
  },
  login: {
    accepts: [...accepts, 'No operationID is asked for.'],
    decided: [
      `A token lives ${days(thresholds.openimTokenLife)}.`,
      throttled(String(loginFailures.passwordWrong.errCode)),
    ],
  },
}
