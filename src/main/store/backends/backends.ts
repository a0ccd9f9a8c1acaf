import { prepareQuery } from '../directory-prepared-query.ts'
import type { BackendsTable } from '../schema/schema.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

/** Names the backend that every store has: the desk's own. */
export const builtInBackendId = 'built-in'

/** Counts what refers to a backend. */
export interface BackendUse {
  admins: number
  changes: number
}

/** Reads and writes the rows of backends, unchecked. */
export interface BackendRows {
  get(id: string): BackendsTable | undefined
  list(): BackendsTable[]
  insert(row: BackendsTable): void
  update(row: BackendsTable): void
  useOf(id: string): BackendUse
  /** Deletes a backend that nothing refers to, with its secrets. */
  delete(id: string): void
}

const byId = prepareQuery((id: string) => sql.selectFrom('backends').selectAll().where('id', '=', id))

/** Makes the repository of backends. */
export function backendRows(store: Store): BackendRows {
  const count = (table: 'accounts' | 'changes' | 'rotations', id: string): number =>
    store.get(
      sql
        .selectFrom(table)
        .where('backend_id', '=', id)
        .select((of) => of.fn.countAll<number>().as('n')),
    )?.n ?? 0
  return {
    get: (id) => store.get(byId(id)),
    list: () => store.all(sql.selectFrom('backends').selectAll().orderBy('name')),
    insert(row) {
      store.run(sql.insertInto('backends').values(row))
    },
    update({ id, ...values }) {
      store.run(sql.updateTable('backends').set(values).where('id', '=', id))
    },
    useOf: (id) => ({
      admins: count('accounts', id),
      changes: count('changes', id) + count('rotations', id),
    }),
    delete(id) {
      store.run(sql.deleteFrom('backends').where('id', '=', id))
    },
  }
}
