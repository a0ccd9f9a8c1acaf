import type { AdminRow } from '../../shared/contract/admins.ts'
import { Problem } from '../../shared/model/problems.ts'
import type { Secret } from '../../shared/model/secret.ts'
import type { SealedPlace } from '../../shared/model/ports.ts'
import { thresholds } from '../../shared/model/thresholds.ts'
import { accountRows, type AccountRow } from '../store/accounts.ts'
import type { OpenDesk } from './open-desk.ts'

/** Gives an account; fails with `NOT_FOUND`. */
export function accountOf(desk: Pick<OpenDesk, 'store'>, accountId: string): AccountRow {
  const row = accountRows(desk.store).get(accountId)
  if (row === undefined) throw new Problem('NOT_FOUND', { what: 'admin' })
  return row
}

/** Gives the place at which an account's current password is sealed. */
export function currentPasswordPlace(accountId: string): SealedPlace {
  return { table: 'accounts', row: accountId, column: 'sealed_password' }
}

/** Unseals the password that the vault holds for an account; null where it holds none. */
export function currentPasswordOf(desk: Pick<OpenDesk, 'vault'>, account: AccountRow): Secret | null {
  if (account.sealed_password === null) return null
  return desk.vault.unseal('accounts', account.sealed_password, currentPasswordPlace(account.id))
}

/** Gives the time before which a password's last change makes it stale (UTC). */
export function staleBefore(now: number): string {
  return new Date(now - thresholds.stalePasswordAge).toISOString()
}

/** Gives an account as the table of admins shows it. */
export function adminRow(account: AccountRow, now: number): AdminRow {
  const changed = account.password_changed_at
  const { last_change_id: changeId, last_change_state: state, last_change_at: at } = account
  return {
    id: account.id,
    backend: {
      id: account.backend_id,
      name: account.backend_name,
      system: account.backend_system,
      environment: account.backend_environment,
    },
    userID: account.user_id,
    account: account.account,
    nickname: account.nickname,
    level: account.level,
    passwordKnown: account.sealed_password !== null,
    passwordChangedAt: changed,
    findings: changed !== null && changed < staleBefore(now) ? ['stale'] : [],
    lastChange: changeId === null || state === null || at === null ? null : { id: changeId, state, at },
  }
}
