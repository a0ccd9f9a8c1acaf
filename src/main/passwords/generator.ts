import type { Random } from '../../shared/model/ports.ts'
import { Secret } from '../../shared/model/secret.ts'
import { ImpossiblePasswordError } from './impossible-password-error.ts'

/** Lists the classes of characters of a generated password; look-alikes are left out, so that it can be read aloud. */
export const passwordAlphabets = {
  letters: 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ',
  digits: '23456789',
  signs: '!#$%*+-=?@_~',
} as const

/** Names a class of characters. */
export type PasswordAlphabet = keyof typeof passwordAlphabets

/**
 * Makes a password of a length with at least one character of each class, from unbiased random choices. Fails with an
 * `ImpossiblePasswordError` where there is none: for a length that is no integer or shorter than the classes are many.
 */
export function generatePassword(
  random: Random,
  { length, classes }: { length: number; classes: readonly PasswordAlphabet[] },
): Secret {
  const kinds = new Set(classes).size
  if (!Number.isSafeInteger(length) || kinds === 0 || length < kinds) {
    throw new ImpossiblePasswordError(length, kinds)
  }
  const all = classes.map((name) => passwordAlphabets[name]).join('')
  for (;;) {
    let text = ''
    while (text.length < length) text += pick(random, all)
    if (classes.every((name) => [...text].some((symbol) => passwordAlphabets[name].includes(symbol)))) {
      return new Secret(text)
    }
  }
}

function pick(random: Random, symbols: string): string {
  const limit = 256 - (256 % symbols.length)
  for (;;) {
    const [byte = 255] = random.bytes(1)
    if (byte < limit) return symbols.charAt(byte % symbols.length)
  }
}
