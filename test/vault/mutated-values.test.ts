import { createCipheriv, createSecretKey, randomBytes, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ringFromMaster } from '../../src/main/vault/ring.ts'
import { openBytes, SealBrokenError, sealBytes, sealingKey } from '../../src/main/vault/sealing.ts'
import { createVault } from '../../src/main/vault/vault.ts'
import type { SealedPlace } from '../../src/shared/model/ports.ts'
import { keyNames, type KeyName } from '../../src/shared/model/roles.ts'
import { Secret } from '../../src/shared/model/secret.ts'

const isSoak = process.env['LATCHKEY_SOAK'] === '1'
const byBytes = isSoak ? 900_000 : 80_000
const byPlace = isSoak ? 200_000 : 20_000
const random = { bytes: (length: number) => randomBytes(length), uuid: () => randomUUID() }

/** Says whether a sealed value opened; anything thrown but the one error of a broken seal fails the test. */
const opens = (open: () => unknown): boolean => {
  try {
    open()
    return true
  } catch (error) {
    if (error instanceof SealBrokenError) return false
    throw error
  }
}

describe('a sealed value', () => {
  it(`opens in none of ${byBytes} forms with other bytes: bits, tags, lengths, versions, key ids, splices`, () => {
    const key = sealingKey(createSecretKey(randomBytes(32)))
    const place = 'place'
    const sealed = ['OpenIM@123', '', 'a much longer secret, of 64 bytes or so, for the longer slots'].map(
      (text) => sealBytes(key, Buffer.from(text), place, randomBytes(12)),
    )
    const [first = Buffer.alloc(0), empty = Buffer.alloc(0), long = Buffer.alloc(0)] = sealed
    const at = fc.nat(4096)
    const mutant = fc.oneof(
      fc.tuple(fc.constantFrom(...sealed), at).map(([value, bit]) => {
        const changed = Buffer.from(value)
        const place = (bit >> 3) % changed.length
        changed[place] = (changed[place] ?? 0) ^ (1 << (bit & 7))
        return changed
      }),
      fc.tuple(fc.constantFrom(...sealed), at).map(([value, cut]) => value.subarray(0, cut % value.length)),
      fc
        .tuple(fc.constantFrom(...sealed), at)
        .map(([value, cut]) => value.subarray(1 + (cut % value.length))),
      fc
        .tuple(fc.constantFrom(...sealed), fc.uint8Array({ minLength: 1, maxLength: 20 }), fc.boolean())
        .map(([value, more, before]) => Buffer.concat(before ? [more, value] : [value, more])),
      fc
        .tuple(fc.constantFrom(...sealed), fc.integer({ min: 1, max: 15 }))
        .map(([value, tag]) => value.subarray(0, value.length - 16 + tag)),
      fc
        .tuple(fc.constantFrom(...sealed), fc.integer({ min: 0, max: 255 }))
        .filter(([, version]) => version !== 1)
        .map(([value, version]) => Buffer.concat([Buffer.of(version), value.subarray(1)])),
      fc
        .tuple(fc.constantFrom(...sealed), fc.uint8Array({ minLength: 4, maxLength: 4 }))
        .filter(([value, id]) => !value.subarray(1, 5).equals(Buffer.from(id)))
        .map(([value, id]) => Buffer.concat([value.subarray(0, 1), id, value.subarray(5)])),
      fc
        .tuple(fc.constantFrom([first, long], [long, first], [first, empty], [empty, long]), at)
        .map(([[one, other], cut]) =>
          Buffer.concat([one.subarray(0, 5 + (cut % 28)), other.subarray(5 + (cut % 28))]),
        )
        .filter((spliced) => !sealed.some((whole) => whole.equals(spliced))),
      fc.uint8Array({ maxLength: 90 }).map((bytes) => Buffer.from(bytes)),
    )
    let tried = 0
    let opened = 0
    fc.assert(
      fc.property(mutant, (bytes) => {
        tried++
        const isOpen = opens(() => openBytes(key, bytes, place, 'here'))
        if (isOpen) opened++
        return !isOpen
      }),
      { numRuns: byBytes, endOnFailure: true },
    )
    process.stdout.write(`mutated sealed values: ${String(opened)} of ${String(tried)} open\n`)
    expect(tried).toBe(byBytes)
    for (const whole of sealed) expect(opens(() => openBytes(key, whole, place, 'here'))).toBe(true)
  })

  it('opens with no tag but one of 16 bytes, though a shorter one is right as far as it goes', () => {
    const secret = createSecretKey(randomBytes(32))
    const key = sealingKey(secret)
    const sealedWith = (authTagLength: number): Buffer => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', secret, nonce, { authTagLength })
      cipher.setAAD(Buffer.from('place', 'utf8'))
      const body = Buffer.concat([cipher.update('a password that is long enough', 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.of(1), key.id, nonce, body, cipher.getAuthTag()])
    }
    const tagLengths = [4, 8, 12, 13, 14, 15, 16]
    const opened = tagLengths.filter((length) =>
      opens(() => openBytes(key, sealedWith(length), 'place', 'here')),
    )
    expect(opened).toEqual([16])
  })

  it(`opens at none of ${byPlace} other places: rows, columns, tables, origins, keys, stores`, () => {
    const master = randomBytes(32)
    // All hold the same keys, as if one store had been copied and given another name.
    const vaults = ['store-1', 'store-2', 'store-1 '].map((storeId) => {
      const vault = createVault({ storeId, random })
      vault.take(ringFromMaster(Buffer.from(master), 'store-1'))
      return vault
    })
    const name = fc.constantFrom('a', 'aa', 'a1', '1a', '', 'a\u0000', 'accounts', 'backends', '账号')
    const key = fc.constantFrom(...keyNames)
    const where = fc.tuple(key, fc.nat(2), name, name, name, fc.option(name, { nil: undefined }))
    const same = ([key, vault, table, row, column, origin = '']: Where): string =>
      JSON.stringify([key, vault, table, row, column, origin])
    const secret = new Secret('OpenIM@123')
    let elsewhere = 0
    let opened = 0
    fc.assert(
      fc.property(where, where, fc.nat(5), fc.nat(9), (sealedAt, other, one, more) => {
        // Mostly one part alone is another: what the others tell apart would hide that it does not count.
        const openedAt = sealedAt.map((part, at) => (at === one || more === 0 ? other[at] : part)) as Where
        const sealed = vaults[sealedAt[1]]?.seal(sealedAt[0], secret, placeOf(sealedAt)) ?? Buffer.alloc(0)
        const isSame = same(sealedAt) === same(openedAt)
        if (!isSame) elsewhere++
        const isOpen = opens(() => vaults[openedAt[1]]?.unseal(openedAt[0], sealed, placeOf(openedAt)))
        if (isOpen && !isSame) opened++
        return isOpen === isSame
      }),
      { numRuns: byPlace * 1.5, endOnFailure: true },
    )
    process.stdout.write(`sealed values at other places: ${String(opened)} of ${String(elsewhere)} open\n`)
    expect(elsewhere).toBeGreaterThanOrEqual(byPlace)
  })
})

type Where = [
  key: KeyName,
  vault: number,
  table: string,
  row: string,
  column: string,
  origin: string | undefined,
]

function placeOf([, , table, row, column, origin]: Where): SealedPlace {
  return origin === undefined ? { table, row, column } : { table, row, column, origin }
}
