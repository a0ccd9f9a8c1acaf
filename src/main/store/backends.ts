import type { BackendsTable } from './schema.ts'
import { sql } from './sql.ts'
import type { Store } from './store.ts'

/** Names the backend that every store has: the desk's own. */
export const builtInBackendId = 'built-in'

/** Reads and writes the rows of backends, unchecked. */
export interface BackendRows {
  get(id: string): BackendsTable | undefined
  list(): BackendsTable[]
  insert(row: BackendsTable): void
}

/** Makes the repository of backends. */
export function backendRows(store: Store): BackendRows {
  return {
    get: (id) => store.get(sql.selectFrom('backends').selectAll().where('id', '=', id)),
    list: () => store.all(sql.selectFrom('backends').selectAll().orderBy('name')),
    insert(row) {
      store.run(sql.insertInto('backends').values(row))
    },
  }
}

/** Gives the fields of a backend's row that its MAC covers, with the sequence of its last change. */
export function backendFields(row: Omit<BackendsTable, 'mac'>): string[] {
  const { id, system, name, url, environment, built_in, options, changed_seq } = row
  return [id, system, name, url ?? '', environment, String(built_in), options, String(changed_seq)]
}
