import { thresholds } from '../../../shared/model/thresholds.ts'
import type { DirectoryApplication } from '../../directory/applications.ts'
import type { Directory } from '../../directory/directory.ts'
import type { Given } from './parameters.service.ts'
import { carriedOut, refused, type Ruled } from './refused.service.ts'
import { userOfAccount } from './user.service.ts'
import { loginFailures as failures } from './wire.ts'

/** Answers `login` (用户登录) from check 10 on: the first check that fails gives the answer; `token_dead` is in whole seconds. */
export async function answerLogin(
  given: Given,
  application: DirectoryApplication,
  { users, tokens }: Pick<Directory, 'users' | 'tokens'>,
): Promise<Ruled> {
  const user = await userOfAccount(given, application, users)
  if (typeof user === 'string') return refused(user, failures)
  if (user.status === 'disabled') return refused('nobase.user-disabled', failures)
  const { token, expiresAt } = tokens.issueToUser(user, thresholds.nobaseTokenLife)
  return carriedOut({ token: token.reveal(), token_dead: Math.floor(Date.parse(expiresAt) / 1000) })
}
