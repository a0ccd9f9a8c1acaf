import type { DirectoryApplication } from '../../directory/applications.ts'
import type { Directory } from '../../directory/directory.ts'
import { userActor } from '../user-actor.ts'
import { failure, success, type Answer } from './answers.service.ts'
import { presentedIn, type Given } from './parameters.service.ts'
import { updateSignProof } from './proof.ts'
import { userOfAccount, userOfToken } from './user.service.ts'
import { updateSignFailures as failures } from './wire.ts'

/** Answers `updateSign` (用户更新签名) from check 8 on: the first check that fails gives the answer. */
export async function answerUpdateSign(
  given: Given,
  application: DirectoryApplication,
  directory: Pick<Directory, 'users' | 'tokens'>,
): Promise<Answer> {
  const proof = updateSignProof(presentedIn(given), application.tokenValidation)
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
