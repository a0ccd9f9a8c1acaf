import type { ImportedAdmin } from '../directory/document/import-result.ts'
import { accountRows } from '../store/accounts.ts'
import { builtInBackendId } from '../store/backends.ts'
import { currentPasswordPlace } from './accounts.ts'
import type { OpenDesk } from './open-desk.ts'

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
    password_score: null,
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
