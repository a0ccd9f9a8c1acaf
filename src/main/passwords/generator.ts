import type { Random } from '../../shared/model/ports.ts'
import { Secret } from '../../shared/model/secret.ts'

/** Lists the classes of characters of a generated password; look-alikes are left out, so that it can be read aloud. */
export const passwordAlphabets = {
  letters: 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ',
  digits: '23456789',
  signs: '!#$%*+-=?@_~',
} as const

/** Names a class of characters. */
export type PasswordAlphabet = keyof typeof passwordAlphabets

/** Makes a password of a length with at least one character of each class, from unbiased random choices. */
export function generatePassword(
  random: Random,
  { length, classes }: { length: number; classes: readonly PasswordAlphabet[] },
): Secret {
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
