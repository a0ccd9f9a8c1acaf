import type { Directory } from '../../directory/directory.ts'
import { numberOf } from './read-envelope.ts'
import { anyActionFailures, ours, sendCodeFailures } from './wire.ts'
import { isZero, onlyUser, refused, textOf, type Answer, type Fields } from './yunhu-call.service.ts'

/** Answers `getmsgcode`: the first check that fails gives the answer; the code goes to the outbox. */
export function answerSendCode(
  fields: Fields,
  { users, codes, captchas }: Pick<Directory, 'users' | 'codes' | 'captchas'>,
): Answer {
  const [mbphone, checkcode] = [fields['mbphone'], fields['checkcode']].map(textOf)
  const captcha = numberOf(fields['codeid'])
  if (!mbphone || !checkcode || captcha === null)
    return refused('yunhu.parameter-missing', anyActionFailures.illegal)
  if (!isZero(fields['msgfor'])) return refused('yunhu.kind-other', anyActionFailures.illegal)
  if (!captchas.check(captcha, checkcode)) return refused('yunhu.captcha', sendCodeFailures.captchaWrong)
  const { user, nobody } = onlyUser(users.byPhone(mbphone))
  if (user === null) return refused(nobody, sendCodeFailures.accountUnknown)
  if (user.status === 'disabled') return refused('yunhu.account-disabled', sendCodeFailures.accountUnknown)
  const sent = codes.send({ channel: 'sms', to: mbphone, purpose: 'reset', userNum: user.num })
  if (sent.kind !== 'sent') return refused(`yunhu.${sent.kind}`, sendCodeFailures.tooOften)
  return { data: { [ours.codeid]: sent.codeid } }
}
