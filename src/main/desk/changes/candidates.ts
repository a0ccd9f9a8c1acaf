import type { CandidateKind } from '../../../shared/model/change.ts'
import type { Secret } from '../../../shared/model/secret.ts'
import { changeRows } from '../../store/changes/changes.ts'
import type { ChangesTable } from '../../store/schema/schema.ts'
import { currentPasswordPlace } from '../accounts/admin-password.ts'
import { candidateKey, candidatePlace, type ChangeSubject } from './change-subject.ts'
import type { OpenDesk } from '../open-desk.ts'

/** Seals a new password for the account that it is meant for; null for a user, who has none in the vault. */
export function sealForAccount(desk: OpenDesk, subject: ChangeSubject, next: Secret): Buffer | null {
  if (subject.kind === 'user') return null
  return Buffer.from(desk.vault.seal('accounts', next, currentPasswordPlace(subject.account.id)))
}

/** Opens a password that a change keeps; null where it keeps none of the kind. */
export function candidateOf(desk: OpenDesk, change: ChangesTable, kind: CandidateKind): Secret | null {
  const row = changeRows(desk.store)
    .candidates(change.id)
    .find((candidate) => candidate.kind === kind)
  if (row === undefined) return null
  const key = candidateKey({ kind: change.account_id === null ? 'user' : 'admin' })
  return desk.vault.unseal(key, row.sealed, candidatePlace(change.id, kind))
}
