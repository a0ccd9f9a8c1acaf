import { operatorRows } from '../../store/operators.ts'
import { storeMeta } from '../../store/store-meta.ts'
import { createKeySlot, recoveryHolder } from '../../vault/key-slots.ts'
import { formatRecoveryKey } from '../../vault/recovery-key.ts'
import { forgiveTries, recoverySubject } from './lock-out.ts'
import { demandAdministrator, withWholeRing } from './operator-slot.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'

/** Makes the recovery key anew and gives it, once: the old one opens nothing any more, the new one is unproven. */
export async function replaceRecoveryKey(desk: OpenDesk, by: Operator): Promise<{ recoveryKey: string }> {
  const { store, random } = desk
  const recoveryKey = formatRecoveryKey(random.bytes(32))
  const slot = await withWholeRing(desk, (ring) =>
    createKeySlot(
      {
        storeId: store.id,
        holder: recoveryHolder,
        name: recoveryHolder,
        role: 'administrator',
        secret: recoveryKey,
        ring,
        createdAt: desk.timestamp(),
      },
      desk,
    ),
  )
  store.transaction(() => {
    demandAdministrator(desk, by)
    operatorRows(store).replaceSlot(slot)
    forgiveTries(store, recoverySubject)
    storeMeta(store).setRecoveryProven(false)
    desk.audit.append({
      action: 'recovery-key.replaced',
      result: 'done',
      actor: by.name,
      target: store.id,
      detail: { slot: slot.id },
    })
  })
  store.checkpointLog()
  return { recoveryKey }
}
