import type { AccountFileEncoding } from '../../../shared/model/account-file.ts'

/** Carries the text of a file, and the encoding in which it was read. */
export interface DecodedText {
  text: string
  encoding: AccountFileEncoding
}

/**
 * Reads bytes as text: as their mark says, as UTF-16 where every other byte is zero, as UTF-8, and else as GB18030,
 * which holds GBK and GB2312. Gives null where they are none of these.
 */
export function decodeText(bytes: Uint8Array): DecodedText | null {
  for (const encoding of likelyEncodings(bytes)) {
    const text = decoded(bytes, encoding)
    if (text !== null && !text.includes('\0')) return { text, encoding }
  }
  return null
}

function likelyEncodings([first, second, third]: Uint8Array): readonly AccountFileEncoding[] {
  if (first === 0xef && second === 0xbb && third === 0xbf) return ['utf-8']
  if (first === 0xff && second === 0xfe) return ['utf-16le']
  if (first === 0xfe && second === 0xff) return ['utf-16be']
  if (second === 0) return ['utf-16le']
  if (first === 0) return ['utf-16be']
  return ['utf-8', 'gb18030']
}

function decoded(bytes: Uint8Array, encoding: AccountFileEncoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
