import { z } from 'zod'
import { Problem } from '../../shared/model/problems.ts'
import { operatorRows, type SlotEvent } from '../store/operators.ts'
import type { KeySlotsTable, OperatorsTable } from '../store/schema.ts'
import type { OpenDesk } from './open-desk.ts'
import { roleOnRecord } from './role-on-record.ts'

const detailSchema = z.object({ slot: z.string().optional() })
const oneTime: readonly string[] = ['operator.added', 'operator.role-changed', 'operator.re-admitted']

/**
 * Holds an operator's slot that was opened against the audit: a slot that was destroyed or replaced opens still for
 * whoever puts it back from a copy. Gives whether its password is a one-time one, whatever the file says. Fails with
 * `SEALED_VALUE_DAMAGED`.
 */
export function demandSlotOnRecord(
  desk: Pick<OpenDesk, 'store'>,
  { name, must_change }: OperatorsTable,
  slot: KeySlotsTable,
): { mustChange: boolean } {
  const event = operatorRows(desk.store).lastSlotEvent(name)
  const known = slotIn(event)
  const isGone = event === undefined || event.action === 'operator.disabled'
  if (isGone || (known ?? slot.id) !== slot.id) throw putBack(name)
  roleOnRecord(desk, name, slot.role)
  // Before events named the slot, who was added could be given a password for good.
  return { mustChange: must_change === 1 || (known !== undefined && oneTime.includes(event.action)) }
}

/** Does the same for the slot of the recovery key. */
export function demandRecoverySlotOnRecord({ store }: Pick<OpenDesk, 'store'>, slot: KeySlotsTable): void {
  const known = slotIn(operatorRows(store).lastRecoverySlotEvent(store.id))
  if ((known ?? slot.id) !== slot.id) throw putBack(slot.holder)
}

function slotIn(event: SlotEvent | undefined): string | undefined {
  if (event === undefined) return undefined
  try {
    return detailSchema.parse(JSON.parse(event.detail)).slot
  } catch {
    return ''
  }
}

function putBack(name: string): Problem<'SEALED_VALUE_DAMAGED'> {
  return new Problem('SEALED_VALUE_DAMAGED', { place: `key_slots of ${name}` })
}
