import type { DirectoryUser } from '../../directory/users.ts'
import type { ShuidiRefusal } from './answers.service.ts'

/** Gives the one user with a phone number and, where one is given, this uid; or the rule by which it is nobody. */
export function meantUser(
  [found, another]: readonly DirectoryUser[],
  uid: string | null,
): DirectoryUser | ShuidiRefusal {
  if (found === undefined) return 'shuidi.no-such-account'
  if (another !== undefined) return 'shuidi.two-accounts'
  if (uid !== null && String(found.uid) !== uid) return 'shuidi.uid-of-another'
  return found.status === 'disabled' ? 'shuidi.account-disabled' : found
}
