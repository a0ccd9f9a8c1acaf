import { Secret } from '../../../shared/model/secret.ts'
import type { Directory } from '../../directory/directory.ts'
import { userActor } from '../user-actor.ts'
import { numberOf } from './read-envelope.ts'
import { userData } from './user-data.service.ts'
import { anyActionFailures, ours, resetPasswordFailures as failures } from './wire.ts'
import { isZero, onlyUser, refused, textOf, type Answer, type Fields } from './yunhu-call.service.ts'

/** Answers `resetpwd` (重置密码): the first check that fails gives the answer, and a code outlives a refusal. */
export async function answerResetPassword(
  fields: Fields,
  { users, codes, tokens }: Pick<Directory, 'users' | 'codes' | 'tokens'>,
): Promise<Answer> {
  const [mbphone, msgcode, upw] = [fields['mbphone'], fields['msgcode'], fields['upw']].map(textOf)
  const codeid = numberOf(fields['codeid'])
  if (!mbphone || !msgcode || !upw || codeid === null)
    return refused('yunhu.parameter-missing', anyActionFailures.illegal)
  if (!isZero(fields['resettype'])) return refused('yunhu.kind-other', anyActionFailures.illegal)
  const verdict = codes.check({ codeid, to: mbphone, purpose: 'reset', code: msgcode })
  const { user, nobody } = onlyUser(users.byPhone(mbphone))
  if (user === null) return refused(nobody, failures.codeWrong)
  if (!verdict.valid) return refused(`yunhu.code-${verdict.fault}`, failures.codeWrong)
  if ((verdict.userNum ?? user.num) !== user.num) return refused('yunhu.code-of-another', failures.codeWrong)
  if (user.status === 'disabled') return refused('yunhu.account-disabled', failures.accountDisabled)
  if (!ours.passwordFormat.test(upw)) return refused('yunhu.password-format', failures.passwordFormat)
  const result = await users.resetPassword({
    num: user.num,
    codeid: verdict.codeid,
    next: new Secret(upw),
    actor: userActor(user),
    renewUserkey: true,
  })
  if (result === 'user-unknown') return refused('yunhu.account-unknown', failures.codeWrong)
  if (result === 'code-gone') return refused('yunhu.code-missing', failures.codeWrong)
  try {
    return { data: userData(user, tokens) }
  } catch {
    // The password is changed: nothing that fails from here on may be answered as a failure.
    return { data: {} }
  }
}
