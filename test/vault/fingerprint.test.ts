import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createSystemRandom } from '../../src/main/platform/system-random.ts'
import { ringForRole, ringFromMaster } from '../../src/main/vault/ring.ts'
import { createVault } from '../../src/main/vault/vault.ts'
import { KeyNotHeldError } from '../../src/shared/model/key-not-held-error.ts'
import type { Role } from '../../src/shared/model/roles.ts'
import { Secret } from '../../src/shared/model/secret.ts'
import { createFixedClock } from '../support/fixed-clock.ts'

const random = createSystemRandom(createFixedClock())
const master = randomBytes(32)
const vaultOf = (role: Role, storeId = 'store', key = master) => {
  const vault = createVault({ storeId, random })
  vault.take(ringForRole(ringFromMaster(Buffer.from(key), storeId), role))
  return vault
}
const fingerprint = (password: string, vault = vaultOf('administrator')) =>
  vault.fingerprint(new Secret(password)).toString('hex')

describe('a fingerprint of a password', () => {
  it('is equal for equal passwords alone, whoever of those with the key makes it', () => {
    expect(fingerprint('Same-Pass-1', vaultOf('support'))).toBe(fingerprint('Same-Pass-1'))
    expect(fingerprint('same-pass-1')).not.toBe(fingerprint('Same-Pass-1'))
    expect(fingerprint('Same-Pass-1 ')).not.toBe(fingerprint('Same-Pass-1'))
  })

  it('cannot be tried by whoever has the file alone: it hangs on a key that the store’s own master gives', () => {
    expect(fingerprint('Same-Pass-1', vaultOf('administrator', 'store', randomBytes(32)))).not.toBe(
      fingerprint('Same-Pass-1'),
    )
    expect(fingerprint('Same-Pass-1', vaultOf('administrator', 'another'))).not.toBe(
      fingerprint('Same-Pass-1'),
    )
    expect(fingerprint('Same-Pass-1')).not.toBe(createHash('sha256').update('Same-Pass-1').digest('hex'))
  })

  it('is not made with an auditor’s keys, which open rows only', () => {
    const auditor = vaultOf('auditor')
    expect(() => auditor.fingerprint(new Secret('x'))).toThrow(KeyNotHeldError)
    expect(auditor.holds('rows')).toBe(true)
    for (const key of ['accounts', 'backends', 'directory', 'fingerprint', 'checkpoint'] as const) {
      expect(auditor.holds(key), key).toBe(false)
    }
  })

  it('can still be made behind the lock page, for who changes a password at the built-in backend', () => {
    const vault = vaultOf('administrator')
    const before = fingerprint('Same-Pass-1', vault)
    vault.lock()
    expect(fingerprint('Same-Pass-1', vault)).toBe(before)
  })
})
