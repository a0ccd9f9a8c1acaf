import { z } from 'zod'
import { Problem } from '../../../shared/model/problems.ts'
import type { KeySlotsTable, OperatorsTable } from '../../store/schema/schema.ts'
import type { SlotEvent } from '../../store/audit/slot-events.ts'
import { roleOnRecord } from './role-on-record.ts'
import type { SlotRecord } from './slot-record.ts'

const detailSchema = z.object({ slot: z.string().optional() })

/** Is the row of a slot that was opened, and whether it would open under another id. */
type OpenedRow = KeySlotsTable & { isBound: boolean }

const oneTime: readonly string[] = ['operator.added', 'operator.role-changed', 'operator.re-admitted']

/**
 * Holds an operator's slot that was opened against the audit: a slot that was destroyed or replaced opens still for
 * whoever puts it back from a copy, and one of the first version under any id. Gives whether its password is a one-time
 * one, whatever the file says. Fails with `SEALED_VALUE_DAMAGED`.
 */
export function demandSlotOnRecord(
  { slot: event, role }: SlotRecord,
  { name, must_change }: OperatorsTable,
  slot: OpenedRow,
): { mustChange: boolean } {
  const known = slotIn(event)
  const isGone = event === undefined || event.action === 'operator.disabled'
  if (isGone || !isKnown(known, slot)) throw putBack(name)
  roleOnRecord(role, name, slot.role)
  // Before events named the slot, who was added could be given a password for good.
  return { mustChange: must_change === 1 || (known !== undefined && oneTime.includes(event.action)) }
}

/** Does the same for the slot of the recovery key. */
export function demandRecoverySlotOnRecord(event: SlotEvent | undefined, slot: OpenedRow): void {
  if (!isKnown(slotIn(event), slot)) throw putBack(slot.holder)
}

/** An id says which slot it is only where the slot opens under no other. */
function isKnown(known: string | undefined, { id, isBound }: OpenedRow): boolean {
  return known === undefined || (known === id && isBound)
}

/** Gives the slot that an event names; undefined where it names none, and nobody's where it cannot be read. */
export function slotIn(event: Pick<SlotEvent, 'detail'> | undefined): string | undefined {
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
