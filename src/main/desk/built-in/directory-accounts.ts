import { judgementColumns } from '../../../shared/model/password-judge.ts'
import type { AdminPasswordListener } from '../../directory/admins.ts'
import type { ImportedAdmin } from '../../directory/document/import-result.ts'
import { accountSearch } from '../../store/accounts/account-search.ts'
import { accountRows } from '../../store/accounts/accounts.ts'
import { builtInBackendId } from '../../store/backends/backends.ts'
import { adminPasswordOwner, currentPasswordPlace } from '../accounts/admin-password.ts'
import type { Store } from '../../store/store.ts'
import type { OpenDesk } from '../open-desk.ts'

const rebuiltFrom = 1000
const rebuiltBelow = 10

/**
 * Enters an admin of the desk's own directory among the accounts, or brings the account that is there up to date: a
 * known password goes to the vault, one that was replaced by an unknown one leaves it.
 */
export function enterDirectoryAdmin(
  desk: OpenDesk,
  admin: ImportedAdmin,
  { sample }: { sample: boolean },
): void {
  const accounts = accountRows(desk.store)
  const known = accounts.byUserId(builtInBackendId, admin.userID)
  const id = known?.id ?? desk.random.uuid()
  const seen = {
    account: admin.account,
    nickname: admin.nickname,
    level: admin.level,
    sample: sample ? 1 : 0,
  }
  const secret = {
    sealed_password:
      admin.password === null
        ? null
        : Buffer.from(desk.vault.seal('accounts', admin.password, currentPasswordPlace(id))),
    ...judgementColumns(
      admin.password === null
        ? null
        : desk.passwordJudge.quick(admin.password, adminPasswordOwner({ ...seen, user_id: admin.userID })),
    ),
    password_changed_at: admin.passwordChangedAt,
  }
  if (known !== undefined) {
    accounts.update(id, { ...seen, ...(admin.passwordReplaced && secret) })
    return
  }
  accounts.insert({
    id,
    backend_id: builtInBackendId,
    user_id: admin.userID,
    ...seen,
    ...secret,
    last_change_id: null,
    last_change_at: null,
  })
}

/** Enters imported admins likewise; where most of the accounts come of it, the search is rebuilt once, after all of them. */
export function enterDirectoryAdmins(desk: OpenDesk, admins: readonly ImportedAdmin[]): void {
  const enter = (): void => {
    for (const admin of admins) enterDirectoryAdmin(desk, admin, { sample: false })
  }
  const mostKnown = admins.length * rebuiltBelow
  const known = accountRows(desk.store).count({ sort: 'account', descending: false }, mostKnown + 1)
  if (admins.length >= rebuiltFrom && known <= mostKnown) accountSearch(desk.store).rebuiltAfter(enter)
  else enter()
}

/** Writes on the account of an admin of the desk's own directory what was judged of a password set over the wire. */
export function noteAdminPassword(
  store: Store,
  { userID, changedAt, judged }: Parameters<AdminPasswordListener>[0],
): void {
  const accounts = accountRows(store)
  const account = accounts.byUserId(builtInBackendId, userID)
  if (account === undefined || judged === null) return
  accounts.update(account.id, { password_changed_at: changedAt, ...judgementColumns(judged) })
}
