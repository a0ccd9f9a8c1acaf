import { backendSecretRows } from '../../store/backends/backend-secrets.ts'
import type { BackendsTable } from '../../store/schema/schema.ts'
import type { YunhuSession } from '../../systems/yunhu/sign.ts'
import { keepBackendSecret } from './backend-secrets.ts'
import type { OpenDesk } from '../open-desk.ts'

/**
 * Puts the keys that an answer brought in place of those held for a backend, inside the transaction that is open. Where
 * none are held none are kept; where the desk was locked meanwhile the old ones go, because they are used up.
 */
export function replaceSession(desk: OpenDesk, backend: BackendsTable, brought: YunhuSession | null): void {
  if (brought === null || backendSecretRows(desk.store).get(backend.id, 'token') === undefined) return
  const canSeal = desk.vault.holds('backends')
  keepBackendSecret(desk, backend, 'token', canSeal ? brought.token : null)
  keepBackendSecret(desk, backend, 'userkey', canSeal ? brought.userkey : null)
}
