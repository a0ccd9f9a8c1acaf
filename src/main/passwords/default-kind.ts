import { createHash } from 'node:crypto'
import type { DefaultKind } from '../../shared/model/password-findings.ts'
import type { PasswordOwner } from '../../shared/model/password-judge.ts'

const phoneShape = /^\+?\d{8,20}$/
const tails = [8, 6, 4]

/** Says what makes a password a default one for its owner, without regard to case; null where nothing does. */
export function defaultKindOf(
  password: string,
  { names, phones }: PasswordOwner,
  isCommon: (password: string) => boolean,
): DefaultKind | null {
  const text = password.toLowerCase()
  const named = names.map((name) => name.toLowerCase()).filter((name) => name !== '')
  const numbers = [...phones, ...names].filter((number) => phoneShape.test(number))
  if (phones.some((number) => number !== '' && digitsOf(number) === digitsOf(text))) return 'phone'
  if (named.includes(text)) return 'account'
  if (isHex(text) && [...names, ...named].some((name) => md5Forms(name).includes(text))) return 'account-md5'
  if (numbers.some((number) => tails.some((length) => number.slice(-length) === text))) return 'phone-tail'
  return isCommon(password) ? 'common' : null
}

function digitsOf(text: string): string {
  return text.replace(/^\+/, '')
}

function isHex(text: string): boolean {
  return /^([0-9a-f]{16}|[0-9a-f]{32})$/.test(text)
}

/** Gives the MD5 of a name in hex, whole and as its middle half, which goes as "16-bit MD5". */
function md5Forms(name: string): [whole: string, middle: string] {
  const whole = createHash('md5').update(name, 'utf8').digest('hex')
  return [whole, whole.slice(8, 24)]
}
