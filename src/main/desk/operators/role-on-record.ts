import { z } from 'zod'
import { Problem } from '../../../shared/model/problems.ts'
import { roleSchema, type Role } from '../../../shared/model/roles.ts'
import type { SlotEvent } from '../../store/audit/slot-events.ts'

const detailSchema = z.object({ role: roleSchema.optional() })

/**
 * Gives the role that an operator's slot names, if the event says that it was given to them. Whoever opens a slot proves
 * its role; where a slot is made without opening the one before, the file's word is not enough. Fails with
 * `SEALED_VALUE_DAMAGED` where file and audit contradict each other.
 */
export function roleOnRecord(given: SlotEvent | undefined, name: string, said: Role): Role {
  // The founder of a store is its first administrator.
  const recorded = given?.action === 'store.created' ? 'administrator' : roleIn(given?.detail ?? '{}')
  if (recorded !== said) throw new Problem('SEALED_VALUE_DAMAGED', { place: `key_slots.role of ${name}` })
  return said
}

function roleIn(detail: string): Role | undefined {
  try {
    return detailSchema.parse(JSON.parse(detail)).role
  } catch {
    // What cannot be read was changed from outside, and gives nobody a role.
    return undefined
  }
}
