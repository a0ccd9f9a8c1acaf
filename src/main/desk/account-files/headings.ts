import type { AccountFileColumn, AccountFileKind } from '../../../shared/model/account-file.ts'

/** Describes the headings of one kind of file. */
interface Headings {
  /** Lists the columns without which nothing can be read. */
  required: readonly AccountFileColumn[]
  /** Lists every column that something is taken from. */
  taken: readonly AccountFileColumn[]
  /** Lists what an export writes for people to read, and an import passes over. */
  forPeople: readonly string[]
}

/** Holds the headings of each kind of file. */
export const headingsOf: Readonly<Record<AccountFileKind, Headings>> = {
  admins: {
    required: ['backend', 'userID'],
    taken: ['backend', 'userID', 'account', 'nickname', 'level', 'password'],
    forPeople: [
      'system',
      'environment',
      'passwordInVault',
      'passwordChangedAt',
      'lastChange',
      'lastChangeAt',
    ],
  },
  users: {
    required: ['appid', 'account'],
    taken: ['appid', 'account', 'uid', 'phone', 'email', 'nickname', 'status', 'signText', 'password'],
    forPeople: [],
  },
}

/** Holds the headings that people write in Chinese. */
const chinese: Readonly<Record<string, AccountFileColumn>> = {
  后端: 'backend',
  应用: 'appid',
  用户id: 'userID',
  账号: 'account',
  帐号: 'account',
  手机: 'phone',
  手机号: 'phone',
  邮箱: 'email',
  昵称: 'nickname',
  级别: 'level',
  状态: 'status',
  签名: 'signText',
  密码: 'password',
}

/** Carries the columns of a file, null where nothing is taken from one, or why they do not make a file of accounts. */
export type ReadHeadings =
  | { columns: (AccountFileColumn | null)[]; leftOut: string[] }
  | { fault: 'columns-missing' | 'column-twice'; columns: AccountFileColumn[] }

/**
 * Reads the first row of a file. The headings that are left out are named only where the required ones were found:
 * without those, the row may hold anything, a password as well.
 */
export function readHeadings(kind: AccountFileKind, cells: readonly string[]): ReadHeadings {
  const { required, taken, forPeople } = headingsOf[kind]
  const columns = cells.map((cell) => columnNamed(cell, taken))
  const missing = required.filter((column) => !columns.includes(column))
  if (missing.length > 0) return { fault: 'columns-missing', columns: missing }
  const twice = taken.filter((column) => columns.filter((one) => one === column).length > 1)
  if (twice.length > 0) return { fault: 'column-twice', columns: twice }
  const known = new Set(forPeople.map((name) => name.toLowerCase()))
  const leftOut = cells.filter(
    (cell, at) => columns[at] === null && cell.trim() !== '' && !known.has(cell.trim().toLowerCase()),
  )
  return { columns, leftOut: leftOut.map((cell) => cell.trim().slice(0, longestNamed)) }
}

const longestNamed = 60

function columnNamed(heading: string, taken: readonly AccountFileColumn[]): AccountFileColumn | null {
  const name = heading.trim().toLowerCase()
  const named = taken.find((column) => column.toLowerCase() === name)
  if (named !== undefined) return named
  const meant = Object.hasOwn(chinese, name) ? chinese[name] : undefined
  return meant !== undefined && taken.includes(meant) ? meant : null
}
