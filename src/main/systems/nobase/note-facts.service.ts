import type { Directory } from '../../directory/directory.ts'
import type { DirectoryApplication } from '../../directory/applications.ts'
import { isPlainPassword, passwordLimits } from './application-checks.ts'
import { presentedIn, type Given } from './parameters.service.ts'
import { failureOf, type NobaseRule } from './refused.service.ts'
import type { AdmittedRequest, JudgedOperation, RequestFacts } from './request-facts.ts'
import { userOfToken } from './user.service.ts'

/**
 * Notes what of a request can be known before it is answered: a token is live until then. Gives what tells all facts
 * once the answer stands; nothing of them is a secret, and no secret's length is among them. Of a request that has a
 * secret in place of its account as well, nothing is kept: null.
 */
export function noteFacts(
  operation: JudgedOperation,
  given: Given,
  application: DirectoryApplication | null,
  directory: Pick<Directory, 'tokens' | 'users'>,
): (answeredBy: NobaseRule) => RequestFacts | null {
  if (application === null) return () => ({ operation, appid: null })
  const { appid, name: _, ...settings } = application
  const found = given('token') === '' ? null : userOfToken(given('token'), application, directory)
  const holder = typeof found === 'string' ? null : found
  return (answeredBy) => {
    const user = given('user')
    if (holdsSecret(user, given)) return null
    const digits = /^\d+$/.test(user)
    const rule = answeredBy === 'nobase.done' ? 'done' : failureOf[answeredBy]
    return {
      operation,
      appid,
      settings,
      rule,
      who: holder?.account ?? (digits && user.length <= longestAccount ? user : null),
      presented: presentedIn(given),
      token: given('token') === '' ? 'none' : rule === 'tokenInvalid' ? 'void' : (holder?.status ?? 'void'),
      account: { digits, length: digits ? user.length : 0 },
      newPassword: operation === 'newPass' ? standingOf(given('newpass'), application) : 'none',
    }
  }
}

const secrets = ['pass', 'newpass', 'token', 'signature'] as const
const shortestCompared = 4
const longestAccount = 32

/** Says whether an account holds a secret of the same request: neither it nor its length is kept then. */
function holdsSecret(user: string, given: Given): boolean {
  const held = secrets.map(given).filter((text) => text.length >= shortestCompared)
  return held.some((secret) => user.includes(secret))
}

function standingOf(text: string, { passwordLength }: DirectoryApplication): AdmittedRequest['newPassword'] {
  const { min, max } = passwordLimits(passwordLength)
  if (!isPlainPassword(text)) return 'form'
  if (text.length < min) return 'short'
  return text.length > max ? 'long' : 'fits'
}
