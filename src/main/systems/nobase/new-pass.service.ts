import { assertNever } from '../../../shared/model/assert-never.ts'
import { Secret } from '../../../shared/model/secret.ts'
import type { DirectoryApplication } from '../../directory/applications.ts'
import type { Directory } from '../../directory/directory.ts'
import type { DirectoryUser } from '../../directory/users.ts'
import { userActor } from '../user-actor.ts'
import { failure, success, type Answer } from './answers.service.ts'
import { admitApplication } from './application.service.ts'
import type { Given } from './parameters.service.ts'
import { findAccount, userOfToken } from './user.service.ts'
import { newPassFailures as failures, ours } from './wire.ts'

/** Answers `newPass` (用户修改密码): the first check that fails gives the answer. A success ends every token of the user. */
export async function answerNewPass(
  given: Given,
  directory: Pick<Directory, 'applications' | 'users' | 'tokens'>,
): Promise<Answer> {
  const admitted = admitApplication(given, 'newPass', failures, directory.applications)
  if ('answer' in admitted) return admitted.answer
  const { application } = admitted
  if (!application.allowPasswordChange) return failure(failures.changeNotAllowed)
  const proof = newPassProof(given, application)
  if (proof === 'none') return failure(failures.accountMissing)
  const byToken = proof === 'token'
  const user = byToken
    ? (userOfToken(given('token'), application, directory) ?? 'tokenInvalid')
    : findAccount(given, application, directory.users)
  if (typeof user === 'string') return failure(failures[user])
  const pass = new Secret(given('pass'))
  const refusal = refusalOf(user, given('newpass'), application)
  if (user === null || refusal !== null) {
    // Only the right password learns why; where nothing else is refused, the change compares it by itself.
    const isProven = byToken || (await directory.users.verifyPassword(user, pass))
    return failure(failures[isProven && refusal !== null ? refusal : 'accountWrong'])
  }
  const result = await directory.users.changePassword({
    num: user.num,
    proof: byToken ? { kind: 'token', token: given('token') } : { kind: 'password', current: pass },
    next: new Secret(given('newpass')),
    actor: userActor(user),
  })
  switch (result) {
    case 'user-unknown':
    case 'password-wrong':
      return failure(failures.accountWrong)
    case 'token-void':
      return failure(failures.tokenInvalid)
    case 'changed':
      return success()
    default:
      return assertNever(result)
  }
}

/** Reads the flag as this document means it: on, a token *or* account and password; off, the latter alone. */
function newPassProof(given: Given, { tokenValidation }: DirectoryApplication): 'token' | 'account' | 'none' {
  if (tokenValidation && given('token') !== '') return 'token'
  return given('user') !== '' && given('pass') !== '' ? 'account' : 'none'
}

/** Makes the checks 12 and 13. */
function refusalOf(
  user: DirectoryUser | null,
  newPassword: string,
  { passwordLength: { min, max } }: DirectoryApplication,
): 'userDisabled' | 'newPasswordFormat' | null {
  if (user?.status === 'disabled') return 'userDisabled'
  const longest = Math.min(max, ours.longestPassword)
  const fits = newPassword.length >= min && newPassword.length <= longest
  return fits && /^[A-Za-z0-9]+$/.test(newPassword) ? null : 'newPasswordFormat'
}
