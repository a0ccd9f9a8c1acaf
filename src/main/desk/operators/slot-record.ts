import { setImmediate as nextTurn } from 'node:timers/promises'
import type { AuditAction } from '../../../shared/model/audit-action.ts'
import { auditRows } from '../../store/audit/audit-events.ts'
import { firstEvent, newestSlotEvent, type SlotEvent } from '../../store/audit/slot-events.ts'
import type { Store } from '../../store/store.ts'

/** Carries what the audit says last of an operator's slot, and by what they were given their role. */
export interface SlotRecord {
  slot: SlotEvent | undefined
  role: SlotEvent | undefined
}

const givesRole: readonly AuditAction[] = ['operator.added', 'operator.role-changed', 'operator.re-admitted']
const touchesSlot: readonly AuditAction[] = [...givesRole, 'operator.password-changed', 'operator.disabled']
const touchesRecovery: readonly AuditAction[] = ['recovery-key.issued', 'recovery-key.replaced']
const readAtOnce = 20_000

/**
 * Reads what the audit says of an operator's slot and role, newest first, a part at a time: a long chain must not hold
 * the desk.
 */
export async function readSlotRecord(store: Store, name: string): Promise<SlotRecord> {
  const slot = await newestEvent(store, { target: name, actions: touchesSlot })
  const role =
    slot === undefined || givesRole.includes(slot.action)
      ? slot
      : await newestEvent(store, { target: name, actions: givesRole, to: slot.seq })
  const first = role === undefined ? firstEvent(store) : undefined
  // The founder of a store is in the event that made it.
  const founding = first?.action === 'store.created' && first.actor === name ? first : undefined
  return { slot: slot ?? founding, role: role ?? founding }
}

/** Reads the same of the recovery key's slot. */
export function readRecoverySlotEvent(store: Store): Promise<SlotEvent | undefined> {
  return newestEvent(store, { target: store.id, actions: touchesRecovery })
}

async function newestEvent(
  store: Store,
  {
    to = auditRows(store).head()?.seq ?? 0,
    ...wanted
  }: { target: string; actions: readonly AuditAction[]; to?: number },
): Promise<SlotEvent | undefined> {
  for (let end = to; end > 0; end -= readAtOnce) {
    const found = newestSlotEvent(store, { ...wanted, after: end - readAtOnce, to: end })
    if (found !== undefined) return found
    if (end > readAtOnce) await nextTurn()
  }
  return undefined
}
