import { assertNever } from '../../../shared/model/assert-never.ts'
import { Secret } from '../../../shared/model/secret.ts'
import type { DirectoryApplication } from '../../directory/applications.ts'
import type { Directory } from '../../directory/directory.ts'
import type { DirectoryUser } from '../../directory/users.ts'
import { userActor } from '../user-actor.ts'
import { failure, success, type Answer } from './answers.service.ts'
import { isPlainPassword, passwordLimits } from './application-checks.ts'
import { presentedIn, type Given } from './parameters.service.ts'
import { newPassProof } from './proof.ts'
import { findAccount, userOfToken } from './user.service.ts'
import { newPassFailures as failures } from './wire.ts'

/**
 * Answers `newPass` (用户修改密码) from check 7 on: the first check that fails gives the answer. A success ends every
 * token of the user.
 */
export async function answerNewPass(
  given: Given,
  application: DirectoryApplication,
  directory: Pick<Directory, 'users' | 'tokens'>,
): Promise<Answer> {
  if (!application.allowPasswordChange) return failure(failures.changeNotAllowed)
  const proof = newPassProof(presentedIn(given), application.tokenValidation)
  if (proof === 'accountMissing') return failure(failures.accountMissing)
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

/** Makes the checks 12 and 13. */
function refusalOf(
  user: DirectoryUser | null,
  newPassword: string,
  { passwordLength }: DirectoryApplication,
): 'userDisabled' | 'newPasswordFormat' | null {
  if (user?.status === 'disabled') return 'userDisabled'
  const { min, max } = passwordLimits(passwordLength)
  const fits = newPassword.length >= min && newPassword.length <= max
  return fits && isPlainPassword(newPassword) ? null : 'newPasswordFormat'
}
