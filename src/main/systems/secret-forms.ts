import { createHash } from 'node:crypto'

/** Gives the shortest secret that is looked for by its value: anything shorter would blot out ordinary text. */
export const shortestMasked = 6

/**
 * Gives the spellings of a secret that no unescaping undoes, in small letters: itself, and as hex and base64 at any
 * offset, both of its bytes and of their MD5.
 */
export function secretForms(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8')
  const digest = createHash('md5').update(bytes).digest()
  const encoded = [bytes, digest].flatMap((of) => [of.toString('hex'), ...base64Cores(of)])
  const found = encoded.filter((form) => form.length >= shortestMasked)
  return [...new Set([secret, ...found].map(smallLetters))]
}

/** Gives text with the letters A to Z in small; every other character, and every place, stays. */
export function smallLetters(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

/**
 * Gives, for each of the three offsets and both alphabets, the base64 that depends on these bytes alone, and, where they
 * are the last ones, the base64 to its end, with its padding and without.
 */
function base64Cores(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64')
    const end = Math.floor(((offset + bytes.length) * 8) / 6)
    const begin = Math.ceil((offset * 8) / 6)
    const forms = [encoded.slice(begin, end), encoded.slice(begin), encoded.slice(begin).replace(/=+$/, '')]
    return forms.flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')])
  })
}
