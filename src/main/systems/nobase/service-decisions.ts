import { thresholds } from '../../../shared/model/thresholds.ts'
import { days, throttled, type ServiceDecisions } from '../service-decisions.ts'
import { newPassFailures, updateSignFailures } from './wire.ts'

const accepts = [
  'GET with everything in the query; POST with the query and the form both read, where a value of the form wins.',
]
const locked = throttled(newPassFailures.accountWrong.data)

/** Says what the service takes and decides for each operation. */
export const serviceDecisions: Record<'newPass' | 'updateSign' | 'login', ServiceDecisions> = {
  newPass: {
    accepts,
    decided: [
      'With token validation on and both a token and user with pass, the token is used.',
      'With token validation off, a token is ignored.',
      'Only the right password learns that the user is disabled or that the new password does not fit.',
      'A change ends every token of the user.',
      locked,
    ],
  },
  updateSign: {
    accepts,
    decided: [
      'With token validation on and both a token and user with pass, the token is used.',
      `With token validation off, a token together with user, pass or both is answered \`${updateSignFailures.tokenWithAccount.data}\`; a token alone, \`${updateSignFailures.accountMissing.data}\`.`,
      locked,
    ],
  },
  login: { accepts, decided: [`A token lives ${days(thresholds.nobaseTokenLife)}.`, locked] },
}
