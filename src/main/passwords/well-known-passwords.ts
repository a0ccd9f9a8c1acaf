import { dictionary } from '@zxcvbn-ts/language-common'
import { chineseWords } from './chinese-words.ts'

const common = new Set(
  [...dictionary['passwords-common'], ...chineseWords].map((password) => password.toLowerCase()),
)

/** Counts the passwords on the list of common ones. */
export const wellKnownPasswordCount = common.size

/** Says whether a password stands on the list of common ones, in whatever case. */
export function isWellKnownPassword(password: string): boolean {
  return common.has(password.toLowerCase())
}
