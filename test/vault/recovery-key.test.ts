import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatRecoveryKey, parseRecoveryKey } from '../../src/main/vault/recovery-key.ts'

describe('a recovery key', () => {
  const key = formatRecoveryKey(randomBytes(32))

  it('is 256 bits in groups of four that can be read aloud', () => {
    expect(key).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){13}[0-9A-HJKMNP-TV-Z]{4}$/)
  })

  it('is read back however it is typed', () => {
    const typed = [
      key.toLowerCase(),
      key.replaceAll('-', ' '),
      key.replaceAll('-', ''),
      key.replaceAll('0', 'o'),
      key.replaceAll('1', 'l'),
    ]
    for (const text of typed) expect(parseRecoveryKey(text)).toEqual({ key })
  })

  it('is read back for any 256 bits', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const text = formatRecoveryKey(bytes)
        expect(parseRecoveryKey(text)).toEqual({ key: text })
      }),
    )
  })

  it('names a slip of one symbol before it is tried', () => {
    const symbols = Array.from(key)
    symbols.forEach((symbol, place) => {
      if (symbol === '-') return
      const wrong = [...symbols]
      wrong[place] = symbol === 'Z' ? 'Y' : 'Z'
      expect(parseRecoveryKey(wrong.join('')), `symbol ${String(place)}`).toEqual({ fault: 'checksum' })
    })
  })

  it.each(['', 'abc', 'A'.repeat(60), 'é'.repeat(56)])('refuses %j', (text) => {
    expect(parseRecoveryKey(text)).toEqual({ fault: 'format' })
  })
})
