import type Database from 'better-sqlite3'
import type { KeySlotsTable } from './schema/schema.ts'

/** Carries an operator's name with the key slot that is theirs. */
export interface OperatorSlot {
  name: string
  slot: KeySlotsTable
}

/**
 * Gives the key slot of an operator by the key of their name, for opening it without the desk; none of one who is
 * disabled, or who has to set a password of their own before anything else.
 */
export function readOperatorSlot(db: Database.Database, nameKey: string): OperatorSlot | undefined {
  const operator = db.prepare('SELECT * FROM operators WHERE name_key = ?').get(nameKey) as
    { id: string; name: string; disabled_at?: string | null; must_change?: number } | undefined
  if (operator === undefined || typeof operator.disabled_at === 'string' || operator.must_change === 1) {
    return undefined
  }
  const slot = db.prepare('SELECT * FROM key_slots WHERE holder = ?').get(operator.id) as
    KeySlotsTable | undefined
  return slot === undefined ? undefined : { name: operator.name, slot }
}
