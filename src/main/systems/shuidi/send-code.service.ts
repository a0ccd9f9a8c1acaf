import type { Directory } from '../../directory/directory.ts'
import { isSigned, type ShuidiCall } from './signed-call.service.ts'
import { passwordRecovery, type sendCodeFailures } from './wire.ts'

/** Answers `sendCode`: the first check that fails gives the answer; the code goes to the outbox. */
export function answerSendCode(
  call: ShuidiCall,
  { users, codes, settings }: Pick<Directory, 'users' | 'codes' | 'settings'>,
): keyof typeof sendCodeFailures | 'done' {
  const { phone, type } = call.parameters
  if (!phone || type !== passwordRecovery) return 'illegal'
  if (!isSigned(call, settings.shuidi())) return 'illegal'
  const [user, another] = users.byPhone(phone)
  if (user === undefined || another !== undefined || user.status === 'disabled') return 'accountUnknown'
  const sent = codes.send({ channel: 'sms', to: phone, purpose: 'reset', userNum: user.num })
  return sent.kind === 'sent' ? 'done' : 'tooOften'
}
