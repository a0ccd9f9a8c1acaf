import type { BackendSecretKind } from '../../../shared/model/backend-secret.ts'
import type { BackendSecretsTable } from '../schema/credential-schema.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

/** Reads and writes the sealed credentials of backends; without an application, those of a backend as a whole. */
export interface BackendSecretRows {
  get(backendId: string, kind: BackendSecretKind, application?: string): BackendSecretsTable | undefined
  /** Gives every credential of a backend, those of its applications among them. */
  list(backendId: string): BackendSecretsTable[]
  /** Puts a credential in place of the one of its kind and application, if there was one. */
  save(row: BackendSecretsTable): void
  /** Deletes a credential; says whether there was one. */
  delete(backendId: string, kind: BackendSecretKind, application?: string): boolean
}

const table = 'backend_secrets'

/** Makes the repository of backends' credentials. */
export function backendSecretRows(store: Store): BackendSecretRows {
  const ofBackend = (backendId: string) =>
    sql.selectFrom(table).selectAll().where('backend_id', '=', backendId)
  return {
    get: (backendId, kind, application = '') =>
      store.get(ofBackend(backendId).where('kind', '=', kind).where('application', '=', application)),
    list: (backendId) => store.all(ofBackend(backendId).orderBy('kind').orderBy('application')),
    save(row) {
      store.run(
        sql
          .insertInto(table)
          .values(row)
          .onConflict((on) => on.columns(['backend_id', 'kind', 'application']).doUpdateSet(row)),
      )
    },
    delete: (backendId, kind, application = '') =>
      store.run(
        sql
          .deleteFrom(table)
          .where('backend_id', '=', backendId)
          .where('kind', '=', kind)
          .where('application', '=', application),
      ) > 0,
  }
}
