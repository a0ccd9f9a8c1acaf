import type { BackendStanding } from '../../../shared/contract/backends.ts'
import type { BackendSecretKind } from '../../../shared/model/backend-secret.ts'
import { backendSecretRows } from '../../store/backends/backend-secrets.ts'
import { backendRows } from '../../store/backends/backends.ts'
import { exchangeRows } from '../../store/backends/exchanges.ts'
import type { BackendsTable } from '../../store/schema/schema.ts'
import { backendOptions } from './backend-options.ts'
import { isBackendIntact } from './backend-row.ts'
import { backendSecret } from './backend-secrets.ts'
import type { OpenDesk } from '../open-desk.ts'

/** Says how each backend stands whose row was not edited from outside: its last exchange, and what it lacks. */
export function backendStanding(desk: OpenDesk): BackendStanding[] {
  desk.exchangeLog.flush()
  const exchanges = exchangeRows(desk.store)
  return backendRows(desk.store)
    .list()
    .filter(({ id }) => isBackendIntact(desk, id))
    .map((row) => {
      const [last] = exchanges.list({ backendId: row.id }, undefined, 1)
      return {
        backendId: row.id,
        last:
          last === undefined ? null : { id: last.id, at: last.at, status: last.status, reason: last.reason },
        unencrypted: backendOptions(row).allowHttp,
        elsewhere: credentialsElsewhere(desk, row),
      }
    })
}

function credentialsElsewhere(desk: OpenDesk, row: BackendsTable): BackendSecretKind[] {
  const kinds = backendSecretRows(desk.store)
    .list(row.id)
    .filter(({ kind, application }) => backendSecret(desk, row, kind, application) === 'elsewhere')
    .map(({ kind }) => kind)
  return [...new Set(kinds)]
}
