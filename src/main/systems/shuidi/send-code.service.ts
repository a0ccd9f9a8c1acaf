import type { Directory } from '../../directory/directory.ts'
import type { ShuidiRefusal } from './answers.service.ts'
import { meantUser } from './meant-user.service.ts'
import { signingFault, type ShuidiCall } from './signed-call.service.ts'
import { passwordRecovery } from './wire.ts'

/** Answers `sendCode`: the first check that fails gives the rule; the code goes to the outbox. */
export function answerSendCode(
  call: ShuidiCall,
  { users, codes, settings }: Pick<Directory, 'users' | 'codes' | 'settings'>,
): ShuidiRefusal | 'shuidi.done' {
  const { phone, type } = call.parameters
  if (!phone || !type) return 'shuidi.parameter-missing'
  if (type !== passwordRecovery) return 'shuidi.purpose-other'
  const fault = signingFault(call, settings.shuidi())
  if (fault !== null) return fault
  const user = meantUser(users.byPhone(phone), null)
  if (typeof user === 'string') return user
  const sent = codes.send({ channel: 'sms', to: phone, purpose: 'reset', userNum: user.num })
  return sent.kind === 'sent' ? 'shuidi.done' : `shuidi.${sent.kind}`
}
