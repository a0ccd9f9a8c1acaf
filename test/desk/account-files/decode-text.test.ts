import { describe, expect, it } from 'vitest'
import { decodeText } from '../../../src/main/desk/account-files/decode-text.ts'

const text = 'backend,nickname\n内置,明记\n'
const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16()
const utf16 = Buffer.from(text, 'utf16le')

describe('the encoding of a file', () => {
  it.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${text}`), 'utf-8'],
    ['UTF-16 with its mark, as a spreadsheet saves it', Buffer.from(`\uFEFF${text}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 the other way round', swapped(Buffer.from(`\uFEFF${text}`, 'utf16le')), 'utf-16be'],
    ['UTF-16 without its mark', utf16, 'utf-16le'],
    ['UTF-16 the other way round, without its mark', swapped(utf16), 'utf-16be'],
    [
      'GBK, as a spreadsheet in China saves it',
      Buffer.concat([
        Buffer.from('backend,nickname\n'),
        Buffer.from('c4dad6c3', 'hex'),
        Buffer.from(','),
        Buffer.from('c3f7bcc7', 'hex'),
        Buffer.from('\n'),
      ]),
      'gb18030',
    ],
  ])('is recognised: %s', (_name, bytes, encoding) => {
    expect(decodeText(bytes)).toEqual({ text, encoding })
  })

  it.each([
    ['bytes of no encoding', Buffer.from([0x61, 0xff, 0xff, 0x62])],
    ['a mark of UTF-8 before something else', Buffer.from([0xef, 0xbb, 0xbf, 0xc4, 0xda])],
    ['zeros among text', Buffer.from('a,b\nc\0,d')],
  ])('is refused rather than guessed: %s', (_name, bytes) => {
    expect(decodeText(bytes)).toBeNull()
  })
})
