import { Secret } from '../../../shared/model/secret.ts'
import type { Directory } from '../../directory/directory.ts'
import { userActor } from '../user-actor.ts'
import { isSigned, type ShuidiCall } from './signed-call.service.ts'
import { ours, type findPasswordFailures } from './wire.ts'

/** Answers `findPassword` (找回密码): the first check that fails gives the answer, and a code outlives a refusal. */
export async function answerFindPassword(
  call: ShuidiCall,
  { users, codes, settings }: Pick<Directory, 'users' | 'codes' | 'settings'>,
): Promise<keyof typeof findPasswordFailures | 'done'> {
  const { phone, code, uid, new_password: newPassword } = call.parameters
  if (!phone || !code || !uid || !newPassword) return 'illegal'
  if (!isSigned(call, settings.shuidi())) return 'illegal'
  const [found, another] = users.byPhone(phone)
  const isMeant = another === undefined && String(found?.uid) === uid && found?.status !== 'disabled'
  const user = isMeant ? found : undefined
  // For nobody the code is checked as well: how long the answer takes must not tell who has an account.
  const verdict = codes.check({ to: phone, purpose: 'reset', code, isNobodys: user === undefined })
  if (user === undefined) return 'accountUnknown'
  if (!verdict.valid || (verdict.userNum ?? user.num) !== user.num) return 'codeWrong'
  if (!ours.passwordFormat.test(newPassword)) return 'passwordFormat'
  const result = await users.resetPassword({
    num: user.num,
    codeid: verdict.codeid,
    next: new Secret(newPassword),
    actor: userActor(user),
  })
  if (result === 'user-unknown') return 'accountUnknown'
  return result === 'code-gone' ? 'codeWrong' : 'done'
}
