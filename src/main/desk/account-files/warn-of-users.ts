import type { AccountRowWarning, AccountRowWarningFound } from '../../../shared/model/account-file.ts'
import type { LengthLimits } from '../../directory/applications.ts'
import { isPhone, otherByPhone, otherByUid, type UserName } from '../../directory/user-clashes.ts'
import type { DirectoryUserRows } from '../../store/built-in/directory-users.ts'
import { accountFault } from '../../systems/nobase/application-checks.ts'

/** Carries a user as a row of a file would leave them, and which of it the row brings in. */
export interface UserToBe extends UserName {
  line: number
  phone: string
  /** Is null for a user who is to get the next free one. */
  uid: number | null
  brings: { account: boolean; phone: boolean; uid: boolean }
  /** Gives how long an account may be for its application. */
  accountLength: LengthLimits
}

/** Warns of what a file brings in that would keep somebody from being found. */
export interface UserWarnings {
  add(user: UserToBe): void
  /** Warns of the row of a line, once every row was added. */
  of(line: number): AccountRowWarningFound[]
}

type Warning = [AccountRowWarning, AccountRowWarningFound['column'], string | number]

const longestFact = 60

/** Looks at users among those of the file and those of the store whom the file does not name. */
export function userWarnings(users: Pick<DirectoryUserRows, 'byPhone' | 'byUid'>): UserWarnings {
  const byLine = new Map<number, UserToBe>()
  const named = new Set<string>()
  const linesOf = { phone: new Map<string, number[]>(), uid: new Map<string, number[]>() }
  const isNamed = (user: UserName): boolean => named.has(nameOf(user))
  const otherLine = (lines: readonly number[] | undefined, line: number): number | undefined =>
    lines?.find((one) => one !== line)

  const phoneWarning = (user: UserToBe): Warning[] => {
    const { line, phone } = user
    if (phone === '') return []
    if (!isPhone(phone)) return [['not-a-phone', 'phone', '']]
    const row = otherLine(linesOf.phone.get(phone), line)
    if (row !== undefined) return [['phone-of-row', 'phone', row]]
    const other = otherByPhone(users, user, phone, isNamed)
    return other === undefined ? [] : [['phone-of-user', 'phone', shown(other)]]
  }
  const uidWarning = (user: UserToBe): Warning[] => {
    const { line, uid } = user
    if (uid === null) return []
    const row = otherLine(linesOf.uid.get(uidKey(user, uid)), line)
    if (row !== undefined) return [['uid-of-row', 'uid', row]]
    const other = otherByUid(users, user, uid, isNamed)
    return other === undefined ? [] : [['uid-of-user', 'uid', shown(other)]]
  }
  return {
    add(user) {
      byLine.set(user.line, user)
      named.add(nameOf(user))
      if (user.phone !== '') addTo(linesOf.phone, user.phone, user.line)
      if (user.uid !== null) addTo(linesOf.uid, uidKey(user, user.uid), user.line)
    },
    of(line) {
      const user = byLine.get(line)
      if (user === undefined) return []
      const { brings } = user
      const found = [
        ...(brings.account ? accountWarning(user) : []),
        ...(brings.uid ? uidWarning(user) : []),
        ...(brings.phone ? phoneWarning(user) : []),
      ]
      return found.map(([warning, column, fact]) => ({
        warning,
        column,
        fact: String(fact).slice(0, longestFact),
      }))
    },
  }
}

function accountWarning({ account, accountLength }: UserToBe): Warning[] {
  const fault = accountFault({ digits: /^\d+$/.test(account), length: account.length }, accountLength)
  if (fault === null) return []
  const { min, max } = accountLength
  return fault === 'accountFormat'
    ? [['account-not-digits', 'account', '']]
    : [['account-length', 'account', `${String(min)}–${String(max)}`]]
}

function addTo(lines: Map<string, number[]>, key: string, line: number): void {
  const found = lines.get(key)
  // Two are enough: either is the other one's.
  if (found === undefined) lines.set(key, [line])
  else if (found.length < 2) found.push(line)
}

function nameOf({ appid, account }: UserName): string {
  return JSON.stringify([appid, account])
}

function uidKey({ appid }: UserName, uid: number): string {
  return JSON.stringify([appid, uid])
}

function shown({ appid, account }: UserName): string {
  return `${appid}/${account}`
}
