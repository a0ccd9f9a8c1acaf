import { Problem } from '../../../shared/model/problems.ts'
import { confirmsName } from '../../../shared/model/typed-confirmation.ts'
import { accountRows } from '../../store/accounts/accounts.ts'
import { builtInBackendId } from '../../store/backends/backends.ts'
import { changeRows } from '../../store/changes/changes.ts'
import { rotationRows } from '../../store/changes/rotations.ts'
import { accountOf } from '../accounts/accounts.ts'
import { subjectKey } from '../changes/change-subject.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'

/**
 * Takes an admin that was entered by mistake out of the desk, with the passwords that were typed for it; the backend
 * hears nothing, and the audit keeps what was done. Fails with `CHANGE_OPEN` while a change holds it, and with
 * `ADMIN_IN_USE` where a password was changed or a rotation names it: that has to stay readable.
 */
export function removeAdmin(
  desk: OpenDesk,
  by: Operator,
  { accountId, confirmation }: { accountId: string; confirmation: string },
): void {
  const account = accountOf(desk, accountId)
  if (account.backend_id === builtInBackendId) throw new Problem('NOT_FOUND', { what: 'admin' })
  if (!confirmsName(confirmation, account.account)) {
    throw new Problem('CONFIRMATION_DIFFERS', { expected: account.account })
  }
  desk.store.transaction(() => {
    const changes = changeRows(desk.store)
    const held = changes.openOf(subjectKey({ kind: 'admin', account }))
    if (held !== undefined) throw new Problem('CHANGE_OPEN', { changeId: held.id, state: held.state })
    if (changes.changedAccount(accountId) || rotationRows(desk.store).hasAccount(accountId)) {
      throw new Problem('ADMIN_IN_USE')
    }
    accountRows(desk.store).delete(accountId)
    desk.audit.append({
      action: 'admin.removed',
      result: 'done',
      actor: by.name,
      target: account.account,
      detail: { userID: account.user_id, backend: account.backend_name },
    })
  })
  desk.live.publish('admins')
}
