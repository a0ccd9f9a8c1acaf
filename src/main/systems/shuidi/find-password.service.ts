import { Secret } from '../../../shared/model/secret.ts'
import type { Directory } from '../../directory/directory.ts'
import { userActor } from '../user-actor.ts'
import type { ShuidiRefusal } from './answers.service.ts'
import { meantUser } from './meant-user.service.ts'
import { signingFault, type ShuidiCall } from './signed-call.service.ts'
import { ours } from './wire.ts'

/** Answers `findPassword` (找回密码): the first check that fails gives the rule, and a code outlives a refusal. */
export async function answerFindPassword(
  call: ShuidiCall,
  { users, codes, settings }: Pick<Directory, 'users' | 'codes' | 'settings'>,
): Promise<ShuidiRefusal | 'shuidi.done'> {
  const { phone, code, uid, new_password: newPassword } = call.parameters
  if (!phone || !code || !uid || !newPassword) return 'shuidi.parameter-missing'
  const fault = signingFault(call, settings.shuidi())
  if (fault !== null) return fault
  const user = meantUser(users.byPhone(phone), uid)
  const isNobodys = typeof user === 'string'
  // For nobody the code is checked as well: how long the answer takes must not tell who has an account.
  const verdict = codes.check({ to: phone, purpose: 'reset', code, isNobodys })
  if (typeof user === 'string') return user
  if (!verdict.valid) return `shuidi.code-${verdict.fault}`
  if ((verdict.userNum ?? user.num) !== user.num) return 'shuidi.code-of-another'
  if (!ours.passwordFormat.test(newPassword)) return 'shuidi.password-format'
  const result = await users.resetPassword({
    num: user.num,
    codeid: verdict.codeid,
    next: new Secret(newPassword),
    actor: userActor(user),
  })
  if (result === 'user-unknown') return 'shuidi.no-such-account'
  return result === 'code-gone' ? 'shuidi.code-missing' : 'shuidi.done'
}
