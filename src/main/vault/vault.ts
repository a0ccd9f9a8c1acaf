import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  sign,
  type KeyObject,
} from 'node:crypto'
import { KeyNotHeldError } from '../../shared/model/key-not-held-error.ts'
import type { Random, Seal, SealedPlace, Unseal } from '../../shared/model/ports.ts'
import { keyNames, type KeyName } from '../../shared/model/roles.ts'
import { Secret } from '../../shared/model/secret.ts'
import { canonicalFields } from '../../shared/model/canonical-fields.ts'
import type { Ring } from './ring.ts'
import { openBytes, sealBytes, sealingKey, type SealingKey } from './sealing.ts'

/** Lists the keys that a lock wipes; the others stay until exit, for what goes on behind the lock page. */
const wipedByLock: readonly KeyName[] = ['accounts', 'backends']

/** Holds the opened keys and does everything that needs one; no key leaves it but the ring for a new slot. */
export interface Vault {
  /** Takes in the ring of an opened slot. */
  take(ring: Ring): void
  /** Says whether a key is held. */
  holds(key: KeyName): boolean
  /** Gives the held ring, for sealing it into another slot; fails where it is not whole. */
  ringForSlot(): Ring
  /**
   * Wipes the master, `accounts` and `backends`; the last two only when nothing keeps them any more. A key that whoever
   * is still signed in may hold can stay open.
   */
  lock(stillOpen?: readonly KeyName[]): void
  /** Keeps `accounts` and `backends` through a lock, for a rotation that runs; gives the way to let go of them. */
  keepThroughLock(): () => void
  /** Wipes every key. */
  wipe(): void
  seal: Seal
  unseal: Unseal
  /** Gives the MAC of a row's fields under `rows`. */
  rowMac(table: string, fields: readonly string[]): Buffer
  /** Gives the keyed hash under which a token or a code is kept. */
  tokenMac(token: string): Buffer
  /** Gives the peppered form of a directory password that is hashed: base64 of HMAC-SHA384, under 72 bytes. */
  pepper(password: Secret): string
  /** Gives a keyed hash by which equal passwords show; without the key no guess can be tried against it. */
  fingerprint(password: Secret): Buffer
  /** Signs bytes with the checkpoint key. */
  signCheckpoint(bytes: Uint8Array): Buffer
  /** Gives the public half of the checkpoint key as SPKI DER. */
  checkpointPublicKey(): Buffer
}

const ed25519Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')

/** Makes a vault with no key in it, for one store. */
export function createVault({ storeId, random }: { storeId: string; random: Random }): Vault {
  const held = new Map<KeyName, { raw: Buffer; sealing: SealingKey }>()
  const wipedOnceLetGo = new Set<KeyName>()
  let keepers = 0
  let master: Buffer | null = null

  const need = (name: KeyName): SealingKey => {
    const entry = held.get(name)
    if (entry === undefined) throw new KeyNotHeldError(name)
    return entry.sealing
  }
  const forget = (name: KeyName): void => {
    held.get(name)?.raw.fill(0)
    held.delete(name)
  }
  const forgetMaster = (): void => {
    master?.fill(0)
    master = null
  }
  const hmac = (algorithm: string, key: KeyObject, ...parts: string[]): Buffer =>
    createHmac(algorithm, key).update(canonicalFields(parts)).digest()
  const signingKey = (): KeyObject => {
    need('checkpoint')
    const seed = held.get('checkpoint')?.raw ?? Buffer.alloc(0)
    return createPrivateKey({ key: Buffer.concat([ed25519Prefix, seed]), format: 'der', type: 'pkcs8' })
  }

  return {
    take(ring) {
      if (ring.master !== null && ring.master !== master) {
        forgetMaster()
        master = ring.master
      }
      for (const name of keyNames) {
        const raw = ring.keys[name]
        if (raw === undefined) continue
        wipedOnceLetGo.delete(name)
        const before = held.get(name)
        if (before !== undefined) {
          if (before.raw !== raw) raw.fill(0)
          continue
        }
        held.set(name, { raw, sealing: sealingKey(createSecretKey(raw)) })
      }
    },
    holds: (name) => held.has(name),
    ringForSlot() {
      const keys: Ring['keys'] = {}
      for (const [name, entry] of held) keys[name] = Buffer.from(entry.raw)
      return { master: master === null ? null : Buffer.from(master), keys }
    },
    lock(stillOpen = []) {
      forgetMaster()
      for (const name of wipedByLock.filter((key) => !stillOpen.includes(key))) {
        if (keepers === 0) forget(name)
        else wipedOnceLetGo.add(name)
      }
    },
    keepThroughLock() {
      let keeps = true
      keepers++
      return () => {
        if (!keeps) return
        keeps = false
        keepers--
        if (keepers > 0) return
        wipedOnceLetGo.forEach(forget)
        wipedOnceLetGo.clear()
      }
    },
    wipe() {
      forgetMaster()
      wipedOnceLetGo.clear()
      keyNames.forEach(forget)
    },
    seal: (name, secret, place) =>
      sealBytes(
        need(name),
        Buffer.from(secret.reveal(), 'utf8'),
        placeBytes(storeId, place),
        random.bytes(12),
      ),
    unseal: (name, sealed, place) =>
      new Secret(
        openBytes(need(name), sealed, placeBytes(storeId, place), placeName(place)).toString('utf8'),
      ),
    rowMac: (table, fields) => hmac('sha256', need('rows').key, 'row', storeId, table, ...fields),
    tokenMac: (token) => hmac('sha256', need('directory').key, 'token', token),
    pepper: (password) =>
      hmac('sha384', need('directory').key, 'password', password.reveal()).toString('base64'),
    fingerprint: (password) => hmac('sha256', need('fingerprint').key, 'fingerprint', password.reveal()),
    signCheckpoint: (bytes) => sign(null, bytes, signingKey()),
    checkpointPublicKey: () => createPublicKey(signingKey()).export({ format: 'der', type: 'spki' }),
  }
}

function placeName(place: SealedPlace): string {
  return `${place.table}.${place.column} of ${place.row}`
}

function placeBytes(storeId: string, place: SealedPlace): string {
  return canonicalFields([
    'latchkey value 1',
    storeId,
    place.table,
    place.row,
    place.column,
    place.origin ?? '',
  ])
}
