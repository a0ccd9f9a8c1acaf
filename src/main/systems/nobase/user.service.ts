import { Secret } from '../../../shared/model/secret.ts'
import type { DirectoryApplication } from '../../directory/applications.ts'
import type { Directory } from '../../directory/directory.ts'
import type { Tried } from '../../directory/throttle.ts'
import type { DirectoryUser } from '../../directory/users.ts'
import { accountFault } from './application-checks.ts'
import type { Given } from './parameters.service.ts'

type UnprovenRule = 'nobase.account-unknown' | 'nobase.account-locked' | 'nobase.password-wrong'

const accountRules = {
  accountFormat: 'nobase.account-format',
  accountLength: 'nobase.account-length',
} as const
type AccountRule = (typeof accountRules)[keyof typeof accountRules]

/** Gives the user whose token it is, or the rule that refuses it: an admin's and another application's are of others. */
export function userOfToken(
  token: string,
  { appid }: DirectoryApplication,
  { tokens, users }: Pick<Directory, 'tokens' | 'users'>,
): DirectoryUser | 'nobase.token-unknown' | 'nobase.token-expired' | 'nobase.token-of-another' {
  const holder = tokens.holderOf(token)
  if (holder.kind === 'expired') return 'nobase.token-expired'
  if (holder.kind === 'malformed' || holder.kind === 'unknown') return 'nobase.token-unknown'
  const user = holder.kind === 'user' ? users.byNum(holder.num) : null
  return user?.appid === appid ? user : 'nobase.token-of-another'
}

/** Makes check 10 and looks the account up; null where it is nobody's. */
export function findAccount(
  given: Given,
  { appid, accountLength }: DirectoryApplication,
  users: Directory['users'],
): DirectoryUser | null | AccountRule {
  const account = given('user')
  const digits = /^\d+$/.test(account)
  const fault = accountFault({ digits, length: account.length }, accountLength)
  return fault === null ? users.byAccount(appid, account) : accountRules[fault]
}

/** Makes the checks 10 and 11: the user whose account and password were given, or the rule that refuses them. */
export async function userOfAccount(
  given: Given,
  application: DirectoryApplication,
  users: Directory['users'],
): Promise<DirectoryUser | AccountRule | UnprovenRule> {
  const user = findAccount(given, application, users)
  if (typeof user === 'string') return user
  const tried = await users.tryPassword(user, new Secret(given('pass')))
  return user !== null && tried === 'right' ? user : unproven(user, tried)
}

/** Gives the rule that refuses an account whose password did not prove to be right. */
export function unproven(user: DirectoryUser | null, tried: Tried): UnprovenRule {
  if (user === null) return 'nobase.account-unknown'
  return tried === 'locked' ? 'nobase.account-locked' : 'nobase.password-wrong'
}
