import { withoutUnseen } from '../../shared/model/hidden-signs.ts'
import { lookAlikes } from './look-alikes.ts'

/** Lists the scripts in everyday use (UAX #31, table 5): letters of any other are known to few who read the audit. */
const everydayScripts = [
  ...['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Georgian', 'Hebrew', 'Arabic', 'Thaana', 'Ethiopic'],
  ...['Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil', 'Telugu', 'Kannada', 'Malayalam'],
  ...['Sinhala', 'Thai', 'Lao', 'Tibetan', 'Myanmar', 'Khmer'],
  ...['Han', 'Hiragana', 'Katakana', 'Bopomofo', 'Hangul'],
].map((script) => ({ script, pattern: new RegExp(`\\p{Script=${script}}`, 'u') }))

/** Lists the scripts that are written together (UTS #39, “highly restrictive”). */
const together = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Bopomofo'],
  ['Latin', 'Han', 'Hangul'],
]

/** Says whether each part of a name between signs keeps to one script in everyday use, or to some that go together. */
export function keepsToOneScript(name: string): boolean {
  return withoutUnseen(name.normalize('NFKC'))
    .split(/[._@-]+/u)
    .every((part) => {
      const letters = part.replaceAll(/[\p{Script=Common}\p{Script=Inherited}]/gu, '')
      const found = new Set([...letters].map(scriptOf))
      if (found.has(null)) return false
      return (
        found.size <= 1 || together.some((scripts) => [...found].every((one) => scripts.includes(one ?? '')))
      )
    })
}

function scriptOf(letter: string): string | null {
  return everydayScripts.find(({ pattern }) => pattern.test(letter))?.script ?? null
}

/** Gives the first of the names that are there already which a name reads like, in letters of either case. */
export function nameReadLike(name: string, others: readonly string[]): string | null {
  const looks = looksOf(name)
  return others.find((other) => looksOf(other).some((look) => looks.includes(look))) ?? null
}

const asciiOf = new Map(
  Object.entries(lookAlikes).flatMap(([letter, alike]) => [...alike].map((one) => [one, letter] as const)),
)
const inLowerCase: Readonly<Record<string, string>> = { 0: 'o', 1: 'l', m: 'rn' }

/** A capital I is read as the letter i and, in most faces, as an l: what has one looks like two names. */
function looksOf(name: string): string[] {
  const letters = [...withoutUnseen(name.normalize('NFKD'))]
  const read = letters.map((letter) => asciiOf.get(letter) ?? letter).join('')
  return ['I', 'l'].map((capital) =>
    [...read.replaceAll('I', capital).toLowerCase()].map((letter) => inLowerCase[letter] ?? letter).join(''),
  )
}
