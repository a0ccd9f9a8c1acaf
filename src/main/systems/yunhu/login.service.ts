import { Secret } from '../../../shared/model/secret.ts'
import type { Directory } from '../../directory/directory.ts'
import { userData } from './user-data.service.ts'
import { anyActionFailures, loginFailures } from './wire.ts'
import { isZero, onlyUser, refused, textOf, type Answer, type Fields } from './yunhu-call.service.ts'

/** Answers `login`: the first check that fails gives the answer; an unknown phone takes as long as a wrong password. */
export async function answerLogin(
  fields: Fields,
  { users, tokens }: Pick<Directory, 'users' | 'tokens'>,
): Promise<Answer> {
  const [mbphone, upw] = [fields['mbphone'], fields['upw']].map(textOf)
  if (!mbphone || !upw) return refused('yunhu.parameter-missing', anyActionFailures.illegal)
  if (!isZero(fields['logintype'])) return refused('yunhu.kind-other', anyActionFailures.illegal)
  const { user, nobody } = onlyUser(users.byPhone(mbphone))
  const tried = await users.tryPassword(user, new Secret(upw))
  if (user === null) return refused(nobody, loginFailures.credentialsWrong)
  if (tried === 'locked') return refused('yunhu.account-locked', loginFailures.credentialsWrong)
  if (tried === 'wrong') return refused('yunhu.password-wrong', loginFailures.credentialsWrong)
  if (user.status === 'disabled') return refused('yunhu.account-disabled', loginFailures.accountDisabled)
  return { data: userData(user, tokens) }
}
