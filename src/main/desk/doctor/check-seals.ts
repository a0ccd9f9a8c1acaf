import { assertNever } from '../../../shared/model/assert-never.ts'
import type { SealedPlace } from '../../../shared/model/ports.ts'
import type { KeyName } from '../../../shared/model/roles.ts'
import {
  adminPasswordPlace,
  outboxPlace,
  signaturePlace,
  tokenUserkeyPlace,
  userPlace,
} from '../../directory/places.ts'
import { sealedRows, type SealedRow } from '../../store/sealed-rows.ts'
import { SealBrokenError } from '../../vault/sealing.ts'
import { currentPasswordPlace } from '../accounts/admin-password.ts'
import { backendSecretPlace } from '../backends/backend-secrets.ts'
import { candidateKey, candidatePlace } from '../changes/change-subject.ts'
import type { OpenDesk } from '../open-desk.ts'

interface SealedValue {
  key: KeyName
  sealed: Buffer
  place: SealedPlace
}

/**
 * Opens every sealed value whose key is held, without keeping what is in it; counts them, and names the places of those
 * that do not open. It lets others work in between.
 */
export async function findBrokenSeals({
  store,
  vault,
}: Pick<OpenDesk, 'store' | 'vault'>): Promise<{ opened: number; broken: string[] }> {
  let opened = 0
  const broken: string[] = []
  for (const rows of sealedRows(store)) {
    for (const { key, sealed, place } of rows.flatMap(valuesOf)) {
      if (!vault.holds(key)) continue
      try {
        vault.unseal(key, sealed, place)
        opened++
      } catch (error) {
        if (!(error instanceof SealBrokenError)) throw error
        broken.push(`${place.table} / ${place.row}`)
      }
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { opened, broken }
}

function valuesOf(row: SealedRow): SealedValue[] {
  switch (row.table) {
    case 'accounts':
      return [{ key: 'accounts', sealed: row.sealed, place: currentPasswordPlace(row.id) }]
    case 'candidates': {
      const key = candidateKey({ kind: row.ofAdmin ? 'admin' : 'user' })
      return [{ key, sealed: row.sealed, place: candidatePlace(row.change, row.kind) }]
    }
    case 'directory_applications':
      return [{ key: 'directory', sealed: row.sealed, place: signaturePlace(row.appid) }]
    case 'directory_admins':
      return [{ key: 'directory', sealed: row.sealed, place: adminPasswordPlace(row.userID) }]
    case 'directory_tokens':
      return [{ key: 'directory', sealed: row.sealed, place: tokenUserkeyPlace(row.mac) }]
    case 'built_in_settings':
      return [
        {
          key: 'directory',
          sealed: row.sealed,
          place: { table: row.table, row: row.name, column: 'sealed_key' },
        },
      ]
    case 'directory_users': {
      const key = 'directory' as const
      const userkey = { key, sealed: row.userkey, place: userPlace(row, 'sealed_userkey') }
      if (row.password === null) return [userkey]
      return [userkey, { key, sealed: row.password, place: userPlace(row, 'sealed_password') }]
    }
    case 'directory_outbox':
      return [{ key: 'directory', sealed: row.sealed, place: outboxPlace(row.codeId) }]
    case 'backend_secrets':
      return [{ key: 'backends', sealed: row.sealed, place: secretPlace(row) }]
    default:
      return assertNever(row)
  }
}

/** A backend whose address is none has no place for a credential: it opens nowhere. */
function secretPlace({
  backend,
  kind,
  application,
}: Extract<SealedRow, { table: 'backend_secrets' }>): SealedPlace {
  const isPlace = backend.built_in === 1 || URL.canParse(backend.url ?? '')
  if (isPlace) return backendSecretPlace(backend, kind, application)
  return { table: 'backend_secrets', row: `${backend.id}/${kind}`, column: 'sealed' }
}
