import { hkdfSync } from 'node:crypto'
import { keyNames, ringOfRole, type KeyName, type Role } from '../../shared/model/roles.ts'

/** Carries the raw keys that a slot opens; only an administrator's and the recovery slot carry the master. */
export interface Ring {
  master: Buffer | null
  keys: Partial<Record<KeyName, Buffer>>
}

const keyLength = 32

/** Derives every key of the ring from the master by HKDF-SHA256, bound to the store. */
export function ringFromMaster(master: Buffer, storeId: string): Ring {
  const keys: Partial<Record<KeyName, Buffer>> = {}
  for (const name of keyNames) {
    keys[name] = Buffer.from(hkdfSync('sha256', master, storeId, `latchkey/1/${name}`, keyLength))
  }
  return { master, keys }
}

/** Gives the part of a ring that a role may hold. */
export function ringForRole(ring: Ring, role: Role): Ring {
  if (role === 'administrator') return ring
  const keys: Ring['keys'] = {}
  for (const name of ringOfRole[role]) {
    const key = ring.keys[name]
    if (key !== undefined) keys[name] = key
  }
  return { master: null, keys }
}

/** Packs what a role's slot opens: the master for an administrator, else the role's keys one after another. */
export function packRing(ring: Ring, role: Role): Buffer {
  if (role === 'administrator') {
    if (ring.master === null) throw new Error('only the master makes an administrator')
    return Buffer.from(ring.master)
  }
  return Buffer.concat(
    ringOfRole[role].map((name) => {
      const key = ring.keys[name]
      if (key === undefined) throw new Error(`the key ${name} is not held`)
      return key
    }),
  )
}

/** Gives how many bytes a role's slot opens to. */
export function packedLength(role: Role): number {
  return role === 'administrator' ? keyLength : ringOfRole[role].length * keyLength
}

/** Unpacks what a role's slot held. */
export function unpackRing(packed: Buffer, role: Role, storeId: string): Ring {
  if (role === 'administrator') return ringFromMaster(Buffer.from(packed), storeId)
  const keys: Partial<Record<KeyName, Buffer>> = {}
  ringOfRole[role].forEach((name, place) => {
    keys[name] = Buffer.from(packed.subarray(place * keyLength, (place + 1) * keyLength))
  })
  return { master: null, keys }
}

/** Overwrites the keys of a ring that is not needed any more. */
export function wipeRing(ring: Ring): void {
  wipeAllBut(ring, [])
}

/** Overwrites the master and every key of a ring but those that somebody goes on with. */
export function wipeAllBut(ring: Ring, kept: readonly KeyName[]): void {
  ring.master?.fill(0)
  for (const name of keyNames) if (!kept.includes(name)) ring.keys[name]?.fill(0)
}
