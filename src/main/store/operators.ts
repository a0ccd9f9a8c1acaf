import { selectFromEvents } from './audit/event-fields.ts'
import type { FailuresTable, KeySlotsTable, OperatorsTable } from './schema/schema.ts'
import { sql } from './sql.ts'
import type { Store } from './store.ts'

/** Carries an operator with the key slot that is theirs; one who is disabled has none. */
export interface OperatorWithSlot {
  operator: OperatorsTable
  slot: KeySlotsTable | undefined
}

/** Carries an operator as the list shows them, with when they last signed in (UTC). */
export interface ListedOperator {
  operator: OperatorsTable
  role: KeySlotsTable['role'] | null
  lastSignIn: string | null
  /** Says when their key slot was made (UTC); null where they have none. */
  slotMadeAt: string | null
}

/** Reads and writes operators, their key slots and their counters of wrong passwords. */
export interface OperatorRows {
  byNameKey(nameKey: string): OperatorWithSlot | undefined
  byId(id: string): OperatorWithSlot | undefined
  slotOf(holder: string): KeySlotsTable | undefined
  list(): ListedOperator[]
  /** Gives the names of all of them, as they are written. */
  names(): string[]
  /** Gives the ids of those who are not disabled and whose slot opens the master. */
  enabledAdministrators(): string[]
  /** Gives the ids of those of them whose password is one of their own. */
  settledAdministrators(): string[]
  insert(operator: OperatorsTable): void
  /** Says since when an operator is disabled, null for not at all, and whether their next password must be their own. */
  setStanding(id: string, standing: { disabledAt: string | null; mustChange: boolean }): void
  /** Takes a holder's slot away, so that nothing is left to open. */
  destroySlot(holder: string): void
  /** Puts a slot in place of the holder's old one, if there was one. */
  replaceSlot(slot: KeySlotsTable): void
  failures(subject: string): FailuresTable | undefined
  saveFailures(row: FailuresTable): void
  clearFailures(subject: string): void
  /** Takes away every counter whose subject begins with a text. */
  clearFailuresOf(beginning: string): void
}

const administrators = () =>
  sql
    .selectFrom('operators')
    .innerJoin('key_slots', 'key_slots.holder', 'operators.id')
    .select('operators.id')
    .where('key_slots.role', '=', 'administrator')
    .where('operators.disabled_at', 'is', null)

/** Makes the repository of operators. */
export function operatorRows(store: Store): OperatorRows {
  const slotOf = (holder: string): KeySlotsTable | undefined =>
    store.get(sql.selectFrom('key_slots').selectAll().where('holder', '=', holder))
  // The slot is looked for even where there is no operator: a name that is not there costs as much as one that is.
  const withSlot = (operator: OperatorsTable | undefined): OperatorWithSlot | undefined => {
    const slot = slotOf(operator?.id ?? '')
    return operator && { operator, slot: operator.disabled_at === null ? slot : undefined }
  }
  const destroySlot = (holder: string): void => {
    store.run(sql.deleteFrom('key_slots').where('holder', '=', holder))
  }
  return {
    byNameKey: (nameKey) =>
      withSlot(store.get(sql.selectFrom('operators').selectAll().where('name_key', '=', nameKey))),
    byId: (id) => withSlot(store.get(sql.selectFrom('operators').selectAll().where('id', '=', id))),
    slotOf,
    list() {
      const signIns = store.all(
        selectFromEvents()
          .select(({ fn }) => ['actor', fn.max('at').as('at')])
          .where('action', '=', 'operator.signed-in')
          .groupBy('actor'),
      )
      const lastSignIns = new Map(signIns.map(({ actor, at }) => [actor, at]))
      return store.all(sql.selectFrom('operators').selectAll().orderBy('name_key')).map((operator) => {
        const slot = withSlot(operator)?.slot
        return {
          operator,
          role: slot?.role ?? null,
          lastSignIn: lastSignIns.get(operator.name) ?? null,
          slotMadeAt: slot?.created_at ?? null,
        }
      })
    },
    names: () =>
      store.all(sql.selectFrom('operators').select('name').orderBy('name_key')).map(({ name }) => name),
    enabledAdministrators: () => store.all(administrators()).map(({ id }) => id),
    settledAdministrators: () => store.all(administrators().where('must_change', '=', 0)).map(({ id }) => id),
    insert(operator) {
      store.run(sql.insertInto('operators').values(operator))
    },
    setStanding(id, { disabledAt, mustChange }) {
      const standing = { disabled_at: disabledAt, must_change: mustChange ? 1 : 0 }
      store.run(sql.updateTable('operators').set(standing).where('id', '=', id))
    },
    destroySlot,
    replaceSlot(slot) {
      store.transaction(() => {
        destroySlot(slot.holder)
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
    clearFailuresOf(beginning) {
      store.run(sql.deleteFrom('operator_failures').where('subject', 'like', `${beginning}%`))
    },
  }
}
