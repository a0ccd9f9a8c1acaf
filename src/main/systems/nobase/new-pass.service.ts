import { assertNever } from '../../../shared/model/assert-never.ts'
import { Secret } from '../../../shared/model/secret.ts'
import type { DirectoryApplication } from '../../directory/applications.ts'
import type { Directory } from '../../directory/directory.ts'
import type { DirectoryUser } from '../../directory/users.ts'
import { userActor } from '../user-actor.ts'
import { isPlainPassword, passwordLimits } from './application-checks.ts'
import { presentedIn, type Given } from './parameters.service.ts'
import { newPassProof } from './proof.ts'
import { carriedOut, refused, type Ruled } from './refused.service.ts'
import { findAccount, unproven, userOfToken } from './user.service.ts'
import { newPassFailures as failures } from './wire.ts'

/**
 * Answers `newPass` (用户修改密码) from check 7 on: the first check that fails gives the answer. A success ends every
 * token of the user.
 */
export async function answerNewPass(
  given: Given,
  application: DirectoryApplication,
  directory: Pick<Directory, 'users' | 'tokens'>,
): Promise<Ruled> {
  if (!application.allowPasswordChange) return refused('nobase.change-not-allowed', failures)
  const proof = newPassProof(presentedIn(given), application.tokenValidation)
  if (proof === 'accountMissing') return refused('nobase.account-missing', failures)
  const byToken = proof === 'token'
  const user = byToken
    ? userOfToken(given('token'), application, directory)
    : findAccount(given, application, directory.users)
  if (typeof user === 'string') return refused(user, failures)
  const pass = new Secret(given('pass'))
  const refusal = refusalOf(user, given('newpass'), application)
  if (user === null || refusal !== null) {
    // Only the right password learns why; where nothing else is refused, the change compares it by itself.
    const tried = byToken ? 'right' : await directory.users.tryPassword(user, pass)
    return refused(refusal !== null && tried === 'right' ? refusal : unproven(user, tried), failures)
  }
  const result = await directory.users.changePassword({
    num: user.num,
    proof: byToken ? { kind: 'token', token: given('token') } : { kind: 'password', current: pass },
    next: new Secret(given('newpass')),
    actor: userActor(user),
  })
  switch (result) {
    case 'user-unknown':
      return refused('nobase.account-unknown', failures)
    case 'password-wrong':
      return refused('nobase.password-wrong', failures)
    case 'account-locked':
      return refused('nobase.account-locked', failures)
    case 'token-void':
      return refused('nobase.token-unknown', failures)
    case 'changed':
      return carriedOut()
    default:
      return assertNever(result)
  }
}

/** Makes the checks 12 and 13. */
function refusalOf(
  user: DirectoryUser | null,
  newPassword: string,
  { passwordLength }: DirectoryApplication,
): 'nobase.user-disabled' | 'nobase.new-password-characters' | 'nobase.new-password-length' | null {
  if (user?.status === 'disabled') return 'nobase.user-disabled'
  const { min, max } = passwordLimits(passwordLength)
  if (!isPlainPassword(newPassword)) return 'nobase.new-password-characters'
  return newPassword.length >= min && newPassword.length <= max ? null : 'nobase.new-password-length'
}
