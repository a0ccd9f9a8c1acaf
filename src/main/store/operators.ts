import type { FailuresTable, KeySlotsTable, OperatorsTable } from './schema.ts'
import { sql } from './sql.ts'
import type { Store } from './store.ts'

/** Carries an operator with the key slot that is theirs. */
export interface OperatorWithSlot {
  operator: OperatorsTable
  slot: KeySlotsTable
}

/** Reads and writes operators, their key slots and their counters of wrong passwords. */
export interface OperatorRows {
  byNameKey(nameKey: string): OperatorWithSlot | undefined
  slotOf(holder: string): KeySlotsTable | undefined
  list(): { id: string; name: string; role: KeySlotsTable['role']; createdAt: string }[]
  insert(operator: OperatorsTable): void
  /** Puts a slot in place of the holder's old one, if there was one. */
  replaceSlot(slot: KeySlotsTable): void
  failures(subject: string): FailuresTable | undefined
  saveFailures(row: FailuresTable): void
  clearFailures(subject: string): void
}

/** Makes the repository of operators. */
export function operatorRows(store: Store): OperatorRows {
  const slotOf = (holder: string): KeySlotsTable | undefined =>
    store.get(sql.selectFrom('key_slots').selectAll().where('holder', '=', holder))
  return {
    byNameKey(nameKey) {
      const operator = store.get(sql.selectFrom('operators').selectAll().where('name_key', '=', nameKey))
      const slot = operator && slotOf(operator.id)
      return operator && slot && { operator, slot }
    },
    slotOf,
    list: () =>
      store.all(
        sql
          .selectFrom('operators')
          .innerJoin('key_slots', 'key_slots.holder', 'operators.id')
          .select(['operators.id', 'operators.name', 'key_slots.role', 'operators.created_at as createdAt'])
          .orderBy('operators.name_key'),
      ),
    insert(operator) {
      store.run(sql.insertInto('operators').values(operator))
    },
    replaceSlot(slot) {
      store.transaction(() => {
        store.run(sql.deleteFrom('key_slots').where('holder', '=', slot.holder))
        store.run(sql.insertInto('key_slots').values(slot))
      })
    },
    failures: (subject) =>
      store.get(sql.selectFrom('operator_failures').selectAll().where('subject', '=', subject)),
    saveFailures(row) {
      store.run(
        sql
          .insertInto('operator_failures')
          .values(row)
          .onConflict((on) => on.column('subject').doUpdateSet(row)),
      )
    },
    clearFailures(subject) {
      store.run(sql.deleteFrom('operator_failures').where('subject', '=', subject))
    },
  }
}
