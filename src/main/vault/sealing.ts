import { createCipheriv, createDecipheriv, createHmac, type KeyObject } from 'node:crypto'
import { Problem } from '../../shared/model/problems.ts'

const version = 1
const keyIdLength = 4
const nonceLength = 12
const tagLength = 16
const headerLength = 1 + keyIdLength + nonceLength

/** Says that a sealed value did not open: its bytes, its place or its key are not those it was sealed with. */
export class SealBrokenError extends Problem<'SEALED_VALUE_DAMAGED'> {
  constructor(place: string) {
    super('SEALED_VALUE_DAMAGED', { place })
    this.name = 'SealBrokenError'
    this.message = `a sealed value does not open: ${place}`
  }
}

/** Carries a key with the short id that sealed values name it by. */
export interface SealingKey {
  key: KeyObject
  id: Uint8Array
}

/** Makes a sealing key of a 256-bit secret key. */
export function sealingKey(key: KeyObject): SealingKey {
  return { key, id: createHmac('sha256', key).update('key id').digest().subarray(0, keyIdLength) }
}

/** Seals bytes with AES-256-GCM as `version · key id · nonce · ciphertext · tag`; `aad` binds them to their place. */
export function sealBytes(sealing: SealingKey, plain: Uint8Array, aad: string, nonce: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', sealing.key, nonce, { authTagLength: tagLength })
  cipher.setAAD(Buffer.from(aad, 'utf8'))
  const body = cipher.update(plain)
  cipher.final()
  return Buffer.concat([Buffer.of(version), sealing.id, nonce, body, cipher.getAuthTag()])
}

/** Gives how many bytes so many become when they are sealed. */
export function sealedLength(plainLength: number): number {
  return headerLength + plainLength + tagLength
}

/** Opens sealed bytes; fails with `SealBrokenError` on any other key, place, length or bit. */
export function openBytes(sealing: SealingKey, sealed: Uint8Array, aad: string, place: string): Buffer {
  const bodyEnd = sealed.length - tagLength
  if (bodyEnd < headerLength || sealed[0] !== version) throw new SealBrokenError(place)
  if (sealing.id.some((byte, at) => sealed[1 + at] !== byte)) throw new SealBrokenError(place)
  const nonce = sealed.subarray(1 + keyIdLength, headerLength)
  const decipher = createDecipheriv('aes-256-gcm', sealing.key, nonce, { authTagLength: tagLength })
  decipher.setAAD(Buffer.from(aad, 'utf8'))
  decipher.setAuthTag(sealed.subarray(bodyEnd))
  try {
    const plain = decipher.update(sealed.subarray(headerLength, bodyEnd))
    decipher.final()
    return plain
  } catch {
    throw new SealBrokenError(place)
  }
}
