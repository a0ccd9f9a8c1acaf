import type { Directory } from '../../directory/directory.ts'
import { numberOf } from './read-envelope.ts'
import { anyActionFailures, ours, sendCodeFailures } from './wire.ts'
import { isZero, onlyUser, textOf, type Answer, type Fields } from './yunhu-call.service.ts'

/** Answers `getmsgcode`: the first check that fails gives the answer; the code goes to the outbox. */
export function answerSendCode(
  fields: Fields,
  { users, codes, captchas }: Pick<Directory, 'users' | 'codes' | 'captchas'>,
): Answer {
  const [mbphone, checkcode] = [fields['mbphone'], fields['checkcode']].map(textOf)
  const captcha = numberOf(fields['codeid'])
  if (!mbphone || !checkcode || captcha === null || !isZero(fields['msgfor']))
    return anyActionFailures.illegal
  if (!captchas.check(captcha, checkcode)) return sendCodeFailures.captchaWrong
  const user = onlyUser(users.byPhone(mbphone))
  if (user === null || user.status === 'disabled') return sendCodeFailures.accountUnknown
  const sent = codes.send({ channel: 'sms', to: mbphone, purpose: 'reset', userNum: user.num })
  return sent.kind === 'sent' ? { data: { [ours.codeid]: sent.codeid } } : sendCodeFailures.tooOften
}
