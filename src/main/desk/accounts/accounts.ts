import type { AdminRow } from '../../../shared/contract/admins.ts'
import { judgementColumns, type JudgementColumns } from '../../../shared/model/password-judge.ts'
import { Problem } from '../../../shared/model/problems.ts'
import type { Secret } from '../../../shared/model/secret.ts'
import { findingsAgainst } from '../../audit/findings.ts'
import { accountRows, type AccountRow } from '../../store/accounts/accounts.ts'
import { adminPasswordOwner, currentPasswordPlace } from './admin-password.ts'
import type { OpenDesk } from '../open-desk.ts'

/** Gives an account; fails with `NOT_FOUND`. */
export function accountOf(desk: Pick<OpenDesk, 'store'>, accountId: string): AccountRow {
  const row = accountRows(desk.store).get(accountId)
  if (row === undefined) throw new Problem('NOT_FOUND', { what: 'admin' })
  return row
}

/** Judges a password that is to be an account's, in the columns that keep it; null columns where no key is held. */
export async function judgementOf(
  desk: Pick<OpenDesk, 'passwordJudge'>,
  account: AccountRow,
  password: Secret,
): Promise<JudgementColumns> {
  return judgementColumns(await desk.passwordJudge.whole(password, adminPasswordOwner(account)))
}

/** Unseals the password that the vault holds for an account; null where it holds none. */
export function currentPasswordOf(desk: Pick<OpenDesk, 'vault'>, account: AccountRow): Secret | null {
  if (account.sealed_password === null) return null
  return desk.vault.unseal('accounts', account.sealed_password, currentPasswordPlace(account.id))
}

/** Gives an account as the table of admins shows it. */
export function adminRow(account: AccountRow, now: number): AdminRow {
  const changed = account.password_changed_at
  const { last_change_id: changeId, last_change_state: state, last_change_at: at } = account
  const settledBy = account.last_change_settled_by
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
    findings: findingsAgainst(
      {
        defaultKind: account.password_default,
        others: account.is_reused,
        score: account.password_score,
        changedAt: changed,
      },
      now,
    ),
    lastChange:
      changeId === null || state === null || at === null ? null : { id: changeId, state, at, settledBy },
  }
}
