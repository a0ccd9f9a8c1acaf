import { Secret } from '../../../shared/model/secret.ts'
import type { Directory } from '../../directory/directory.ts'
import { userData } from './user-data.service.ts'
import { anyActionFailures, loginFailures } from './wire.ts'
import { isZero, onlyUser, textOf, type Answer, type Fields } from './yunhu-call.service.ts'

/** Answers `login`: the first check that fails gives the answer; an unknown phone takes as long as a wrong password. */
export async function answerLogin(
  fields: Fields,
  { users, tokens }: Pick<Directory, 'users' | 'tokens'>,
): Promise<Answer> {
  const [mbphone, upw] = [fields['mbphone'], fields['upw']].map(textOf)
  if (!mbphone || !upw || !isZero(fields['logintype'])) return anyActionFailures.illegal
  const user = onlyUser(users.byPhone(mbphone))
  const verified = await users.verifyPassword(user, new Secret(upw))
  if (user === null || !verified) return loginFailures.credentialsWrong
  if (user.status === 'disabled') return loginFailures.accountDisabled
  return { data: userData(user, tokens) }
}
