import type { DirectoryApplication } from '../../directory/applications.ts'
import type { Directory } from '../../directory/directory.ts'
import { userActor } from '../user-actor.ts'
import { presentedIn, type Given } from './parameters.service.ts'
import { updateSignProof } from './proof.ts'
import { carriedOut, refused, type Ruled } from './refused.service.ts'
import { userOfAccount, userOfToken } from './user.service.ts'
import { updateSignFailures as failures } from './wire.ts'

const proofRules = {
  tokenMissing: 'nobase.token-missing',
  tokenWithAccount: 'nobase.token-with-account',
  accountMissing: 'nobase.account-missing',
} as const

/** Answers `updateSign` (用户更新签名) from check 8 on: the first check that fails gives the answer. */
export async function answerUpdateSign(
  given: Given,
  application: DirectoryApplication,
  directory: Pick<Directory, 'users' | 'tokens'>,
): Promise<Ruled> {
  const proof = updateSignProof(presentedIn(given), application.tokenValidation)
  if (proof !== 'token' && proof !== 'account') return refused(proofRules[proof], failures)
  const user =
    proof === 'token'
      ? userOfToken(given('token'), application, directory)
      : await userOfAccount(given, application, directory.users)
  if (typeof user === 'string') return refused(user, failures)
  if (user.status === 'disabled') return refused('nobase.user-disabled', failures)
  directory.users.setSignText(user.num, given('newsign'), userActor(user))
  return carriedOut()
}
