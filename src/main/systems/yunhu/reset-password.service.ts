import { Secret } from '../../../shared/model/secret.ts'
import type { Directory } from '../../directory/directory.ts'
import { userActor } from '../user-actor.ts'
import { numberOf } from './read-envelope.ts'
import { userData } from './user-data.service.ts'
import { anyActionFailures, ours, resetPasswordFailures } from './wire.ts'
import { isZero, onlyUser, textOf, type Answer, type Fields } from './yunhu-call.service.ts'

/** Answers `resetpwd` (重置密码): the first check that fails gives the answer, and a code outlives a refusal. */
export async function answerResetPassword(
  fields: Fields,
  { users, codes, tokens }: Pick<Directory, 'users' | 'codes' | 'tokens'>,
): Promise<Answer> {
  const [mbphone, msgcode, upw] = [fields['mbphone'], fields['msgcode'], fields['upw']].map(textOf)
  const codeid = numberOf(fields['codeid'])
  if (!mbphone || !msgcode || !upw || codeid === null) return anyActionFailures.illegal
  if (!isZero(fields['resettype'])) return anyActionFailures.illegal
  const verdict = codes.check({ codeid, to: mbphone, purpose: 'reset', code: msgcode })
  const user = onlyUser(users.byPhone(mbphone))
  if (!verdict.valid || user === null) return resetPasswordFailures.codeWrong
  if ((verdict.userNum ?? user.num) !== user.num) return resetPasswordFailures.codeWrong
  if (user.status === 'disabled') return resetPasswordFailures.accountDisabled
  if (!ours.passwordFormat.test(upw)) return resetPasswordFailures.passwordFormat
  const result = await users.resetPassword({
    num: user.num,
    codeid: verdict.codeid,
    next: new Secret(upw),
    actor: userActor(user),
    renewUserkey: true,
  })
  if (result !== 'changed') return resetPasswordFailures.codeWrong
  try {
    return { data: userData(user, tokens) }
  } catch {
    // The password is changed: nothing that fails from here on may be answered as a failure.
    return { data: {} }
  }
}
