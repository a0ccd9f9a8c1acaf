import { Secret } from '../../../shared/model/secret.ts'
import type { DirectoryApplication } from '../../directory/applications.ts'
import type { Directory } from '../../directory/directory.ts'
import type { DirectoryUser } from '../../directory/users.ts'
import { accountFault } from './application-checks.ts'
import type { Given } from './parameters.service.ts'

/** Gives the user whose token it is; null for a token that is unknown, void, an admin's or another application's. */
export function userOfToken(
  token: string,
  { appid }: DirectoryApplication,
  { tokens, users }: Pick<Directory, 'tokens' | 'users'>,
): DirectoryUser | null {
  const holder = tokens.holderOf(token)
  const user = holder.kind === 'user' ? users.byNum(holder.num) : null
  return user?.appid === appid ? user : null
}

/** Makes check 10 and looks the account up; null where it is nobody's. */
export function findAccount(
  given: Given,
  { appid, accountLength }: DirectoryApplication,
  users: Directory['users'],
): DirectoryUser | null | 'accountFormat' | 'accountLength' {
  const account = given('user')
  const digits = /^\d+$/.test(account)
  return accountFault({ digits, length: account.length }, accountLength) ?? users.byAccount(appid, account)
}

/** Makes the checks 10 and 11: the user whose account and password were given, or the failure. */
export async function userOfAccount(
  given: Given,
  application: DirectoryApplication,
  users: Directory['users'],
): Promise<DirectoryUser | 'accountFormat' | 'accountLength' | 'accountWrong'> {
  const user = findAccount(given, application, users)
  if (typeof user === 'string') return user
  const verified = await users.verifyPassword(user, new Secret(given('pass')))
  return user !== null && verified ? user : 'accountWrong'
}
