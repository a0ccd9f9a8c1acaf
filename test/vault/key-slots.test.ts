import { createSecretKey, randomBytes, randomUUID, scryptSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createKeySlot, openKeySlot } from '../../src/main/vault/key-slots.ts'
import { ringFromMaster } from '../../src/main/vault/ring.ts'
import { sealBytes, sealingKey } from '../../src/main/vault/sealing.ts'
import { canonicalFields } from '../../src/shared/model/canonical-fields.ts'
import type { DeriveKey } from '../../src/shared/model/ports.ts'
import { keyNames, ringOfRole } from '../../src/shared/model/roles.ts'

const random = { bytes: (length: number) => randomBytes(length), uuid: () => randomUUID() }
const derived: number[] = []
const deriveKey: DeriveKey = (secret, salt, { n }) => {
  derived.push(n)
  // The cost is what the slot says; this test is about the slot, so it spends less.
  return Promise.resolve(scryptSync(secret.normalize('NFKC'), salt, 32, { N: 16 }))
}
const storeId = 'store-1'
const ring = () => ringFromMaster(randomBytes(32), storeId)
const slot = (over = {}) =>
  createKeySlot(
    {
      storeId,
      holder: 'ada',
      name: 'Ada',
      role: 'administrator',
      secret: 'open sesame',
      ring: ring(),
      createdAt: '',
      ...over,
    },
    { random, deriveKey },
  )
const open = async (
  row: Awaited<ReturnType<typeof slot>>,
  secret = 'open sesame',
  { store = storeId, name = 'Ada' } = {},
) => {
  const opened = await openKeySlot(row, secret, { storeId: store, name, deriveKey, random })
  return opened?.ring ?? null
}

/** Makes a slot as the first version made them. */
const firstVersion = async () => {
  const row = await slot()
  const cost = [row.kdf_n, row.kdf_r, row.kdf_p].map(String)
  const place = canonicalFields([
    'latchkey slot 1',
    storeId,
    row.holder,
    row.role,
    ...cost,
    row.salt.toString('hex'),
  ])
  const key = await deriveKey('open sesame', row.salt, { n: row.kdf_n, r: row.kdf_r, p: row.kdf_p })
  const sealing = sealingKey(createSecretKey(key))
  return { ...row, sealed_ring: sealBytes(sealing, randomBytes(32), place, randomBytes(12)) }
}

describe('a key slot', () => {
  it('opens with its secret, and with nothing else', async () => {
    const row = await slot()
    expect((await open(row))?.master).toHaveLength(32)
    expect(await open(row, 'open Sesame')).toBeNull()
    expect(await open(row, '')).toBeNull()
    expect(await open(row, 'open sesame', { store: 'store-2' })).toBeNull()
  })

  it('opens with a secret that is typed in another Unicode form', async () => {
    const row = await slot({ secret: 'caf\u00e9 \u30ac' })
    expect(await open(row, 'cafe\u0301 \u30ab\u3099')).not.toBeNull()
  })

  it('gives a role its own keys only', async () => {
    const support = await open(await slot({ role: 'support' }))
    expect(support?.master).toBeNull()
    expect(keyNames.filter((name) => support?.keys[name] !== undefined)).toEqual(ringOfRole.support)
    const auditor = await open(await slot({ role: 'auditor' }))
    expect(keyNames.filter((name) => auditor?.keys[name] !== undefined)).toEqual(['rows'])
  })

  it('does not open as another role, for another holder, or at another cost', async () => {
    const row = await slot({ role: 'auditor' })
    expect(await open({ ...row, role: 'administrator' })).toBeNull()
    expect(await open({ ...row, holder: 'eve' })).toBeNull()
    expect(await open({ ...row, id: 'another' })).toBeNull()
    expect(await open({ ...row, created_at: '2026-06-01T12:00:00.000Z' })).toBeNull()
    expect(await open(row, 'open sesame', { name: 'Eve' })).toBeNull()
    expect(await open({ ...row, kdf_r: 16 })).toBeNull()
  })

  it('of the first version opens still, and is bound to name, id and age from then on', async () => {
    const first = await firstVersion()
    const opened = await openKeySlot(first, 'open sesame', { storeId, name: 'Ada', deriveKey, random })
    expect(opened?.ring.master).toHaveLength(32)
    const renewed = opened?.renewed ?? first
    expect(renewed.sealed_ring.equals(first.sealed_ring)).toBe(false)
    expect((await open(renewed))?.master).toEqual(opened?.ring.master)
    expect(await open(renewed, 'open sesame', { name: 'Eve' })).toBeNull()
    expect(await open({ ...renewed, role: 'support' })).toBeNull()
    const again = await openKeySlot(renewed, 'open sesame', { storeId, name: 'Ada', deriveKey, random })
    expect(again?.renewed).toBeNull()
  })

  it('is not even tried at a cost under the floor or absurdly over it', async () => {
    const row = await slot()
    derived.length = 0
    for (const weaker of [
      { kdf_n: 2 ** 16 },
      { kdf_r: 4 },
      { kdf_p: 0 },
      { kdf_n: 2 ** 30 },
      { kdf_n: 2 ** 17 + 1 },
      { kdf_n: 2 ** 20, kdf_r: 16 },
      { kdf_n: 2 ** 53 },
      { kdf_p: 9 },
      { kdf_r: 2 ** 40 },
    ]) {
      expect(await open({ ...row, ...weaker })).toBeNull()
    }
    expect(derived).toEqual([])
  })
})
