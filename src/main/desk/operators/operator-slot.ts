import { Problem } from '../../../shared/model/problems.ts'
import type { Role } from '../../../shared/model/roles.ts'
import { operatorRows } from '../../store/operators.ts'
import type { KeySlotsTable } from '../../store/schema/schema.ts'
import { createKeySlot } from '../../vault/key-slots.ts'
import { wipeRing, type Ring } from '../../vault/ring.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'

/** Makes a slot for an operator out of the keys that the desk holds; fails with `NOT_SIGNED_IN` after a lock. */
export async function createOperatorSlot(
  desk: OpenDesk,
  { id, name, role, password }: { id: string; name: string; role: Role; password: string },
): Promise<KeySlotsTable> {
  return withWholeRing(desk, (ring) =>
    createKeySlot(
      { storeId: desk.store.id, holder: id, name, role, secret: password, ring, createdAt: desk.timestamp() },
      desk,
    ),
  )
}

/** Lends out the whole ring with its master, and wipes what was lent; fails with `NOT_SIGNED_IN` after a lock. */
export async function withWholeRing<T>(desk: OpenDesk, use: (ring: Ring) => Promise<T>): Promise<T> {
  const ring = desk.vault.ringForSlot()
  try {
    if (ring.master === null) throw new Problem('NOT_SIGNED_IN')
    return await use(ring)
  } finally {
    wipeRing(ring)
  }
}

/** Fails with `NOT_SIGNED_IN` where somebody has lost the role of an administrator since they asked. */
export function demandAdministrator({ store }: Pick<OpenDesk, 'store'>, by: Operator): void {
  if (!operatorRows(store).enabledAdministrators().includes(by.id)) throw new Problem('NOT_SIGNED_IN')
}
