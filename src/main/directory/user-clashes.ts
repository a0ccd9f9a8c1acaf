import type { DirectoryUserRow, DirectoryUserRows } from '../store/built-in/directory-users.ts'

/** Names a user: an account is one person's within its application. */
export interface UserName {
  appid: string
  account: string
}

const accountShape = /^\d{5,20}$/
const phoneShape = /^\+?\d{5,20}$/

/** Gives the phone number that an account of digits is, for a user of whom none is given. */
export function phoneOf(account: string): string {
  return accountShape.test(account) ? account : ''
}

/** Says whether a code could be sent there: to digits, with nothing between them. */
export function isPhone(phone: string): boolean {
  return phoneShape.test(phone)
}

/**
 * Gives another user of a phone number: it is looked up over all applications, and where two have it, neither is found.
 * Those for whom `isElsewhere` holds are passed over.
 */
export function otherByPhone(
  users: Pick<DirectoryUserRows, 'byPhone'>,
  user: UserName,
  phone: string,
  isElsewhere: (other: UserName) => boolean = () => false,
): DirectoryUserRow | undefined {
  if (phone === '') return undefined
  return users.byPhone(phone).find((other) => !isSame(other, user) && !isElsewhere(other))
}

/** Gives another user of the application who has a uid; those for whom `isElsewhere` holds are passed over. */
export function otherByUid(
  users: Pick<DirectoryUserRows, 'byUid'>,
  user: UserName,
  uid: number,
  isElsewhere: (other: UserName) => boolean = () => false,
): DirectoryUserRow | undefined {
  return users.byUid(user.appid, uid).find((other) => !isSame(other, user) && !isElsewhere(other))
}

function isSame(one: UserName, other: UserName): boolean {
  return one.appid === other.appid && one.account === other.account
}
