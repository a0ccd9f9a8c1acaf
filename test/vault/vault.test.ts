import { createPublicKey, randomBytes, randomUUID, verify } from 'node:crypto'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { ringForRole, ringFromMaster } from '../../src/main/vault/ring.ts'
import { SealBrokenError } from '../../src/main/vault/sealing.ts'
import { createVault } from '../../src/main/vault/vault.ts'
import { KeyNotHeldError } from '../../src/shared/model/key-not-held-error.ts'
import { keyNames, ringOfRole, roles } from '../../src/shared/model/roles.ts'
import { Secret } from '../../src/shared/model/secret.ts'

const random = { bytes: (length: number) => randomBytes(length), uuid: () => randomUUID() }
const master = randomBytes(32)
const openVault = (storeId = 'store-1') => {
  const vault = createVault({ storeId, random })
  vault.take(ringFromMaster(Buffer.from(master), storeId))
  return vault
}
const place = { table: 'accounts', row: 'a1', column: 'sealed_password' }
const secret = new Secret('OpenIM@123')

describe('the vault', () => {
  it('opens what it sealed, at its place alone', () => {
    const vault = openVault()
    const sealed = vault.seal('accounts', secret, place)
    expect(vault.unseal('accounts', sealed, place).reveal()).toBe('OpenIM@123')
    const elsewhere = [
      { ...place, table: 'candidates' },
      { ...place, row: 'a2' },
      { ...place, column: 'other' },
      { ...place, origin: 'https://other.example' },
      { ...place, table: 'account', row: 'sa1' },
    ]
    for (const other of elsewhere)
      expect(() => vault.unseal('accounts', sealed, other)).toThrow(SealBrokenError)
    expect(() => vault.unseal('backends', sealed, place)).toThrow(SealBrokenError)
    expect(() => openVault('store-2').unseal('accounts', sealed, place)).toThrow(SealBrokenError)
  })

  it.each(roles)('lets the role %s hold just its keys', (role) => {
    const vault = createVault({ storeId: 'store-1', random })
    vault.take(ringForRole(ringFromMaster(Buffer.from(master), 'store-1'), role))
    expect(keyNames.filter(vault.holds)).toEqual(ringOfRole[role])
  })

  it('forgets at a lock what a lock wipes, and keeps what goes on behind it', () => {
    const vault = openVault()
    vault.lock()
    expect(keyNames.filter(vault.holds)).toEqual(['directory', 'rows', 'fingerprint', 'checkpoint'])
    expect(() => vault.seal('accounts', secret, place)).toThrow(KeyNotHeldError)
    expect(vault.ringForSlot().master).toBeNull()
  })

  it('keeps what a rotation needs through a lock, until the last one lets go', () => {
    const vault = openVault()
    const letGo = [vault.keepThroughLock(), vault.keepThroughLock()]
    vault.lock()
    expect(keyNames.filter(vault.holds)).toEqual([...keyNames])
    expect(vault.ringForSlot().master).toBeNull()
    letGo[0]?.()
    letGo[0]?.()
    expect(vault.holds('accounts')).toBe(true)
    letGo[1]?.()
    expect(keyNames.filter(vault.holds)).toEqual(['directory', 'rows', 'fingerprint', 'checkpoint'])
  })

  it('after such a lock keeps what the next operator brought, and wipes only the rest', () => {
    const vault = openVault()
    const letGo = vault.keepThroughLock()
    vault.lock()
    vault.take(ringForRole(ringFromMaster(Buffer.from(master), 'store-1'), 'support'))
    letGo()
    expect(vault.holds('backends')).toBe(true)
    expect(vault.holds('accounts')).toBe(false)
    const unlocked = openVault()
    unlocked.keepThroughLock()()
    expect(keyNames.filter(unlocked.holds)).toEqual([...keyNames])
  })

  it('keeps at a lock what whoever is still signed in may hold', () => {
    const vault = openVault()
    vault.lock(['backends'])
    expect(keyNames.filter(vault.holds)).toEqual(ringOfRole.support)
    expect(vault.ringForSlot().master).toBeNull()
  })

  it('is not emptied by a ring that comes in again, and wipes one that it does not need', () => {
    const vault = createVault({ storeId: 'store-1', random })
    const ring = ringFromMaster(Buffer.from(master), 'store-1')
    vault.take(ring)
    const sealed = vault.seal('accounts', secret, place)
    vault.take(ring)
    expect(vault.ringForSlot().master?.equals(master)).toBe(true)
    const other = ringFromMaster(Buffer.from(master), 'store-1')
    vault.take(other)
    expect(other.keys.accounts?.equals(Buffer.alloc(32))).toBe(true)
    expect(vault.unseal('accounts', sealed, place).reveal()).toBe('OpenIM@123')
  })

  it('holds nothing after it is wiped', () => {
    const vault = openVault()
    vault.wipe()
    expect(keyNames.filter(vault.holds)).toEqual([])
  })

  it('signs checkpoints with a key that only the master gives, and that others can check', () => {
    const vault = openVault()
    const bytes = Buffer.from('a checkpoint')
    const key = createPublicKey({ key: vault.checkpointPublicKey(), format: 'der', type: 'spki' })
    expect(verify(null, bytes, key, vault.signCheckpoint(bytes))).toBe(true)
    expect(verify(null, Buffer.from('another'), key, vault.signCheckpoint(bytes))).toBe(false)
    expect(openVault().checkpointPublicKey().equals(vault.checkpointPublicKey())).toBe(true)
    expect(openVault('store-2').checkpointPublicKey().equals(vault.checkpointPublicKey())).toBe(false)
  })

  it('peppers a password of any length to fewer bytes than bcrypt reads', () => {
    const vault = openVault()
    const long = 'x'.repeat(1000)
    const pepper = (text: string) => vault.pepper(new Secret(text))
    expect(Buffer.byteLength(pepper(long))).toBeLessThan(72)
    expect(pepper(`${long}a`)).not.toBe(pepper(`${long}b`))
  })

  it('binds a row’s MAC to its table and to where each field ends', () => {
    const vault = openVault()
    const mac = vault.rowMac('backends', ['ab', 'c'])
    expect(mac.equals(vault.rowMac('backends', ['a', 'bc']))).toBe(false)
    expect(mac.equals(vault.rowMac('settings', ['ab', 'c']))).toBe(false)
    expect(mac.equals(openVault().rowMac('backends', ['ab', 'c']))).toBe(true)
  })
})

describe('a Secret', () => {
  it('shows nothing of itself, however it is printed', () => {
    const shown = [
      String(secret),
      ['', ''].join(secret as unknown as string),
      JSON.stringify({ secret }),
      inspect({ secret }, { showHidden: true, depth: 5 }),
      inspect(secret),
    ]
    for (const text of shown) expect(text).not.toContain('OpenIM')
    expect(shown[0]).toBe('[redacted]')
  })
})
