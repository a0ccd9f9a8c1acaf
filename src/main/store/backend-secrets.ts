import type { BackendSecretKind } from '../../shared/model/backend-secret.ts'
import type { BackendSecretsTable } from './credential-schema.ts'
import { sql } from './sql.ts'
import type { Store } from './store.ts'

/** Reads and writes the sealed credentials of backends. */
export interface BackendSecretRows {
  get(backendId: string, kind: BackendSecretKind): BackendSecretsTable | undefined
  list(backendId: string): BackendSecretsTable[]
  /** Puts a credential in place of the one of its kind, if there was one. */
  save(row: BackendSecretsTable): void
  /** Deletes a credential; says whether there was one. */
  delete(backendId: string, kind: BackendSecretKind): boolean
}

const table = 'backend_secrets'

/** Makes the repository of backends' credentials. */
export function backendSecretRows(store: Store): BackendSecretRows {
  const ofBackend = (backendId: string) =>
    sql.selectFrom(table).selectAll().where('backend_id', '=', backendId)
  return {
    get: (backendId, kind) => store.get(ofBackend(backendId).where('kind', '=', kind)),
    list: (backendId) => store.all(ofBackend(backendId).orderBy('kind')),
    save(row) {
      store.run(
        sql
          .insertInto(table)
          .values(row)
          .onConflict((on) => on.columns(['backend_id', 'kind']).doUpdateSet(row)),
      )
    },
    delete: (backendId, kind) =>
      store.run(sql.deleteFrom(table).where('backend_id', '=', backendId).where('kind', '=', kind)) > 0,
  }
}
