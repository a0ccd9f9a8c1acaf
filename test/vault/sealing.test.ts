import { createSecretKey, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openBytes, SealBrokenError, sealBytes, sealingKey } from '../../src/main/vault/sealing.ts'

const key = sealingKey(createSecretKey(randomBytes(32)))
const plain = Buffer.from('密码 pass')
const seal = (aad = 'place') => sealBytes(key, plain, aad, randomBytes(12))

describe('a sealed value', () => {
  it('opens at its place with its key', () => {
    expect(openBytes(key, seal(), 'place', 'here').equals(plain)).toBe(true)
  })

  it('never gives the same bytes twice, nor the plain text in them', () => {
    expect(seal().equals(seal())).toBe(false)
    expect(seal().includes(plain)).toBe(false)
  })

  it('does not open with one bit changed, wherever it is', () => {
    const sealed = seal()
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(() => openBytes(key, changed, 'place', 'here'), `bit ${String(bit)}`).toThrow(SealBrokenError)
    }
  })

  it('does not open when it is cut short: a shortened tag is no tag', () => {
    const sealed = seal()
    for (let length = 0; length < sealed.length; length++) {
      expect(() => openBytes(key, sealed.subarray(0, length), 'place', 'here')).toThrow(SealBrokenError)
    }
  })

  it('does not open at another place or with another key', () => {
    expect(() => openBytes(key, seal(), 'elsewhere', 'here')).toThrow(SealBrokenError)
    const other = sealingKey(createSecretKey(randomBytes(32)))
    expect(() => openBytes(other, seal(), 'place', 'here')).toThrow(SealBrokenError)
  })
})
