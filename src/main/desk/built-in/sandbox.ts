import type { Clock, Random } from '../../../shared/model/ports.ts'
import type { Store } from '../../store/store.ts'
import { ringFromMaster, type Ring } from '../../vault/ring.ts'
import type { Operator } from '../operator.ts'
import { fillNewStore } from '../set-up.ts'

/** Stands for whoever works in a sandbox, which has no operators. */
export const sandboxOperator: Operator = { id: 'sandbox', name: 'sandbox', role: 'administrator' }

/** Carries what a throw-away store is made with. */
export interface Sandbox {
  storeId: string
  /** Holds the store's keys, which are written nowhere. */
  ring: Ring
  populate: (store: Store) => void
}

/** Makes the keys of a throw-away store, and what fills it. */
export function prepareSandbox({ clock, random }: { clock: Clock; random: Random }): Sandbox {
  const storeId = random.uuid()
  const master = Buffer.from(random.bytes(32))
  return {
    storeId,
    ring: ringFromMaster(master, storeId),
    populate(store) {
      const ring = ringFromMaster(Buffer.from(master), storeId)
      fillNewStore(store, { storeId, ring, founder: sandboxOperator.name, clock, random })
    },
  }
}
