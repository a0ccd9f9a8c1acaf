import type { DirectoryApplication } from '../../directory/applications.ts'
import type { Directory } from '../../directory/directory.ts'
import { userActor } from '../user-actor.ts'
import { failure, success, type Answer } from './answers.service.ts'
import { admitApplication } from './application.service.ts'
import type { Given } from './parameters.service.ts'
import { userOfAccount, userOfToken } from './user.service.ts'
import { updateSignFailures as failures } from './wire.ts'

/** Answers `updateSign` (用户更新签名): the first check that fails gives the answer. */
export async function answerUpdateSign(
  given: Given,
  directory: Pick<Directory, 'applications' | 'users' | 'tokens'>,
): Promise<Answer> {
  const admitted = admitApplication(given, 'updateSign', failures, directory.applications)
  if ('answer' in admitted) return admitted.answer
  const { application } = admitted
  const proof = updateSignProof(given, application)
  if (proof !== 'token' && proof !== 'account') return failure(failures[proof])
  const user =
    proof === 'token'
      ? (userOfToken(given('token'), application, directory) ?? 'tokenInvalid')
      : await userOfAccount(given, application, directory.users)
  if (typeof user === 'string') return failure(failures[user])
  if (user.status === 'disabled') return failure(failures.userDisabled)
  directory.users.setSignText(user.num, given('newsign'), userActor(user))
  return success()
}

/** Reads the flag as this document means it: on, a token alone; off, account and password, and no token beside them. */
function updateSignProof(
  given: Given,
  { tokenValidation }: DirectoryApplication,
): 'token' | 'account' | 'tokenMissing' | 'accountMissing' | 'tokenWithAccount' {
  const hasToken = given('token') !== ''
  if (tokenValidation) return hasToken ? 'token' : 'tokenMissing'
  const [hasUser, hasPass] = [given('user') !== '', given('pass') !== '']
  if (hasToken && (hasUser || hasPass)) return 'tokenWithAccount'
  return hasUser && hasPass ? 'account' : 'accountMissing'
}
