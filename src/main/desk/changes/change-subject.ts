import { z } from 'zod'
import type { SealedPlace } from '../../../shared/model/ports.ts'
import type { KeyName } from '../../../shared/model/roles.ts'
import { userName, userReferenceSchema, type UserReference } from '../../../shared/model/user-reference.ts'
import { accountRows, type AccountRow } from '../../store/accounts/accounts.ts'
import { backendRows } from '../../store/backends/backends.ts'
import type { ChangesTable } from '../../store/schema/schema.ts'
import type { OpenDesk } from '../open-desk.ts'
import { readJson } from '../read-outcome.ts'

/** Says whose password a change replaces: an admin's, whose account the vault knows, or a user's of a system. */
export type ChangeSubject =
  | { kind: 'admin'; account: AccountRow }
  | { kind: 'user'; backend: { id: string; name: string }; user: UserReference }

const referenceSchema = z.object({ user: userReferenceSchema, usedCodes: z.array(z.string()) })

/** Gives the text under which a change holds its subject while it is open. */
export function subjectKey(subject: ChangeSubject): string {
  if (subject.kind === 'admin') return `admin/${subject.account.id}`
  const { backend, user } = subject
  const name = user.system === 'nobase' ? `${user.appid}/${user.user}` : userName(user)
  return `user/${backend.id}/${user.system}/${user.system === 'shuidi' ? user.uid : name}`
}

/** Gives the subject's name for people: what an operator types to confirm, and what the audit says. */
export function subjectName(subject: ChangeSubject): string {
  return subject.kind === 'admin' ? subject.account.account : userName(subject.user)
}

/** Gives the backend that a subject's password is changed at. */
export function backendOf(subject: ChangeSubject): { id: string; name: string } {
  if (subject.kind === 'user') return subject.backend
  return { id: subject.account.backend_id, name: subject.account.backend_name }
}

/** Names the key under which a subject's candidates are sealed: support staff hold the one for users. */
export function candidateKey(subject: Pick<ChangeSubject, 'kind'>): KeyName {
  return subject.kind === 'admin' ? 'accounts' : 'backends'
}

/** Gives the place at which a candidate of a change is sealed. */
export function candidatePlace(changeId: string, kind: 'old' | 'new'): SealedPlace {
  return { table: 'candidates', row: `${changeId}/${kind}`, column: 'sealed' }
}

/** Writes down whose password a change replaces, and which codes were sent for it; null for an admin's. */
export function referenceText(subject: ChangeSubject, usedCodes: readonly string[]): string | null {
  return subject.kind === 'admin' ? null : JSON.stringify({ user: subject.user, usedCodes })
}

/** Reads the subject of a change; null where its account is gone or its reference cannot be read. */
export function subjectOf(desk: Pick<OpenDesk, 'store'>, change: ChangesTable): ChangeSubject | null {
  if (change.account_id !== null) {
    const account = accountRows(desk.store).get(change.account_id)
    return account === undefined ? null : { kind: 'admin', account }
  }
  const read = readReference(change)
  if (read === null) return null
  const name = backendRows(desk.store).get(change.backend_id)?.name ?? change.backend_id
  return { kind: 'user', backend: { id: change.backend_id, name }, user: read.user }
}

/** Gives the keyed hashes of the codes that were sent for a change. */
export function usedCodesOf(change: ChangesTable): readonly string[] {
  return readReference(change)?.usedCodes ?? []
}

function readReference({ reference }: ChangesTable): z.infer<typeof referenceSchema> | null {
  return referenceSchema.safeParse(readJson(reference)).data ?? null
}
