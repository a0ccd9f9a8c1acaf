import {
  applicationSecretKind,
  secretKindsOf,
  type BackendSecretKind,
} from '../../../shared/model/backend-secret.ts'
import { Problem } from '../../../shared/model/problems.ts'
import type { SealedPlace } from '../../../shared/model/ports.ts'
import { Secret } from '../../../shared/model/secret.ts'
import { backendSecretRows } from '../../store/backends/backend-secrets.ts'
import type { BackendsTable } from '../../store/schema/schema.ts'
import { SealBrokenError } from '../../vault/sealing.ts'
import { demandApplication, keptUnder } from './backend-applications.ts'
import { intactBackend, originOf } from './backend-row.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'

type Parts = Pick<OpenDesk, 'store' | 'vault'>
type Backend = Pick<BackendsTable, 'id' | 'built_in' | 'url'>

/**
 * Gives the place at which a credential of a backend, or of one of its applications, is sealed: it names the origin that
 * it was entered for.
 */
export function backendSecretPlace(
  backend: Backend,
  kind: BackendSecretKind,
  application: string,
): SealedPlace {
  const row = [backend.id, kind, ...(application === '' ? [] : [application])].join('/')
  return { table: 'backend_secrets', row, column: 'sealed', origin: originOf(backend) }
}

/**
 * Unseals a credential of a backend: null where there is none, `elsewhere` where it was entered for another origin than
 * the backend has now, and has to be entered again.
 */
export function backendSecret(
  { store, vault }: Parts,
  backend: Backend,
  kind: BackendSecretKind,
  application = '',
): Secret | null | 'elsewhere' {
  const row = backendSecretRows(store).get(backend.id, kind, application)
  if (row === undefined) return null
  try {
    return vault.unseal('backends', row.sealed, backendSecretPlace(backend, kind, application))
  } catch (error) {
    if (error instanceof SealBrokenError) return 'elsewhere'
    throw error
  }
}

/** Gives a credential of a backend or null; fails with `BACKEND_SECRET_ELSEWHERE` where it has to be entered again. */
export function demandBackendSecret(
  desk: Parts,
  backend: Backend & { name: string },
  kind: BackendSecretKind,
  application = '',
): Secret | null {
  const secret = backendSecret(desk, backend, kind, application)
  if (secret === 'elsewhere') throw new Problem('BACKEND_SECRET_ELSEWHERE', { kind, backend: backend.name })
  return secret
}

/** Keeps a credential of a backend, or takes it away, inside the transaction that is open; it makes no event. */
export function keepBackendSecret(
  desk: Parts & Pick<OpenDesk, 'timestamp'>,
  backend: Backend,
  kind: BackendSecretKind,
  secret: Secret | null,
  application = '',
): void {
  const rows = backendSecretRows(desk.store)
  if (secret === null) {
    rows.delete(backend.id, kind, application)
    return
  }
  const place = backendSecretPlace(backend, kind, application)
  const sealed = Buffer.from(desk.vault.seal('backends', secret, place))
  rows.save({ backend_id: backend.id, kind, application, sealed, changed_at: desk.timestamp() })
}

/** Carries a credential as an operator enters it; null takes it away. One of an application names it. */
export interface GivenSecret {
  backendId: string
  kind: BackendSecretKind
  appid?: string | undefined
  secret: string | null
}

/** Sets a credential of a backend as an operator entered it, or takes it away with null; the event names the origin. */
export function setBackendSecret(desk: OpenDesk, by: Operator, given: GivenSecret): void {
  const { backendId, kind, appid, secret } = given
  desk.store.transaction(() => {
    const row = intactBackend(desk, backendId)
    const kinds = appid === undefined ? secretKindsOf[row.system] : [applicationSecretKind]
    if (row.built_in === 0 && !kinds.includes(kind)) {
      throw new Problem('BACKEND_SETTING_REFUSED', { rule: 'no-credential' })
    }
    if (appid !== undefined) demandApplication(row, appid)
    const application = appid === undefined ? '' : keptUnder(row, appid)
    keepBackendSecret(desk, row, kind, secret === null ? null : new Secret(secret), application)
    desk.audit.append({
      action: 'backend.secret-set',
      result: 'done',
      actor: by.name,
      target: row.name,
      detail: {
        id: row.id,
        kind,
        ...(appid !== undefined && { application: appid }),
        origin: originOf(row),
        removed: secret === null,
      },
    })
  })
}
