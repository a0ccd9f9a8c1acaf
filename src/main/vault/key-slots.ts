import { createSecretKey } from 'node:crypto'
import type { DeriveKey, Random } from '../../shared/model/ports.ts'
import type { Role } from '../../shared/model/roles.ts'
import type { KeySlotsTable } from '../store/schema.ts'
import { canonicalFields } from '../../shared/model/canonical-fields.ts'
import { isAllowedCost, kdfFloor } from './key-derivation.ts'
import { packRing, unpackRing, type Ring } from './ring.ts'
import { openBytes, SealBrokenError, sealBytes, sealingKey } from './sealing.ts'

/** Names the holder of the recovery slot, where an operator's id stands in the others. */
export const recoveryHolder = 'recovery'

/** Says whose slot is made, what it may open, and the secret that opens it. */
export interface NewSlot {
  storeId: string
  holder: string
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
  const sealed_ring = sealBytes(key, packed, slotPlace(slot.storeId, row), deps.random.bytes(12))
  packed.fill(0)
  return { ...row, sealed_ring }
}

/** Opens a key slot with its secret; null where the secret, the role or the cost is not the one it was made with. */
export async function openKeySlot(
  row: KeySlotsTable,
  secret: string,
  deps: { storeId: string; deriveKey: DeriveKey },
): Promise<Ring | null> {
  if (!isAllowedCost({ n: row.kdf_n, r: row.kdf_r, p: row.kdf_p })) return null
  const key = await slotKey(secret, row, deps.deriveKey)
  try {
    const packed = openBytes(key, row.sealed_ring, slotPlace(deps.storeId, row), `key slot of ${row.holder}`)
    const ring = unpackRing(packed, row.role, deps.storeId)
    packed.fill(0)
    return ring
  } catch (error) {
    if (error instanceof SealBrokenError) return null
    throw error
  }
}

type SlotHeader = Omit<KeySlotsTable, 'sealed_ring'>

async function slotKey(secret: string, row: SlotHeader, deriveKey: DeriveKey) {
  const bytes = await deriveKey(secret, row.salt, { n: row.kdf_n, r: row.kdf_r, p: row.kdf_p })
  return sealingKey(createSecretKey(bytes))
}

function slotPlace(storeId: string, row: SlotHeader): string {
  const cost = [row.kdf_n, row.kdf_r, row.kdf_p].map(String)
  return canonicalFields([
    'latchkey slot 1',
    storeId,
    row.holder,
    row.role,
    ...cost,
    row.salt.toString('hex'),
  ])
}
