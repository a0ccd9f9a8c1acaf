import { createSecretKey } from 'node:crypto'
import type { DeriveKey, Random } from '../../shared/model/ports.ts'
import type { Role } from '../../shared/model/roles.ts'
import type { KeySlotsTable } from '../store/schema/schema.ts'
import { canonicalFields } from '../../shared/model/canonical-fields.ts'
import { isAllowedCost, kdfFloor } from './key-derivation.ts'
import { packedLength, packRing, unpackRing, type Ring } from './ring.ts'
import {
  openBytes,
  SealBrokenError,
  sealBytes,
  sealedLength,
  sealingKey,
  type SealingKey,
} from './sealing.ts'

/** Names the holder of the recovery slot, where an operator's id stands in the others. */
export const recoveryHolder = 'recovery'

/** Says whose slot is made, what it may open, and the secret that opens it. */
export interface NewSlot {
  storeId: string
  holder: string
  /** Is the holder's name, by which they sign in and the audit knows them. */
  name: string
  role: Role
  secret: string
  ring: Ring
  createdAt: string
}

/** Makes a key slot: the role's part of the ring, sealed under a key derived from the secret. */
export async function createKeySlot(
  slot: NewSlot,
  deps: { random: Random; deriveKey: DeriveKey },
): Promise<KeySlotsTable> {
  const salt = Buffer.from(deps.random.bytes(16))
  const { n, r, p } = kdfFloor
  const row = {
    id: deps.random.uuid(),
    holder: slot.holder,
    role: slot.role,
    kdf_n: n,
    kdf_r: r,
    kdf_p: p,
    salt,
    created_at: slot.createdAt,
  }
  const key = await slotKey(slot.secret, row, deps.deriveKey)
  const packed = packRing(slot.ring, slot.role)
  const sealed_ring = sealBytes(key, packed, slotPlace(slot, row), deps.random.bytes(12))
  packed.fill(0)
  return { ...row, sealed_ring }
}

/** Carries what was in a slot, and the slot bound to all that it is now bound to, where it is of an earlier version. */
export interface OpenedKeySlot {
  ring: Ring
  renewed: KeySlotsTable | null
}

/**
 * Opens a key slot with its secret; null where the secret, the holder's name, the role, the age or the cost is not the
 * one it was made with.
 */
export async function openKeySlot(
  row: KeySlotsTable,
  secret: string,
  deps: { storeId: string; name: string; deriveKey: DeriveKey; random: Pick<Random, 'bytes'> },
): Promise<OpenedKeySlot | null> {
  if (!isAllowedCost({ n: row.kdf_n, r: row.kdf_r, p: row.kdf_p })) return null
  const key = await slotKey(secret, row, deps.deriveKey)
  const place = slotPlace(deps, row)
  const bound = tryPlace(key, row, place)
  const packed = bound ?? tryPlace(key, row, firstSlotPlace(deps.storeId, row))
  if (packed === null) return null
  const ring = unpackRing(packed, row.role, deps.storeId)
  const renewed =
    bound === null ? { ...row, sealed_ring: sealBytes(key, packed, place, deps.random.bytes(12)) } : null
  packed.fill(0)
  return { ring, renewed }
}

function tryPlace(key: SealingKey, row: KeySlotsTable, place: string): Buffer | null {
  try {
    return openBytes(key, row.sealed_ring, place, `key slot of ${row.holder}`)
  } catch (error) {
    if (error instanceof SealBrokenError) return null
    throw error
  }
}

/** Gives how many bytes a role's keys have when they are sealed into a slot. */
export function slotLength(role: Role): number {
  return sealedLength(packedLength(role))
}

type SlotHeader = Omit<KeySlotsTable, 'sealed_ring'>

async function slotKey(secret: string, row: SlotHeader, deriveKey: DeriveKey) {
  const bytes = await deriveKey(secret, row.salt, { n: row.kdf_n, r: row.kdf_r, p: row.kdf_p })
  return sealingKey(createSecretKey(bytes))
}

function slotPlace({ storeId, name }: { storeId: string; name: string }, row: SlotHeader): string {
  return canonicalFields([
    'latchkey slot 2',
    storeId,
    row.id,
    row.holder,
    name,
    row.role,
    ...costOf(row),
    row.salt.toString('hex'),
    row.created_at,
  ])
}

/** Gives what slots of the first version are bound to: neither to a name nor to their age. */
function firstSlotPlace(storeId: string, row: SlotHeader): string {
  return canonicalFields([
    'latchkey slot 1',
    storeId,
    row.holder,
    row.role,
    ...costOf(row),
    row.salt.toString('hex'),
  ])
}

function costOf(row: SlotHeader): string[] {
  return [row.kdf_n, row.kdf_r, row.kdf_p].map(String)
}
