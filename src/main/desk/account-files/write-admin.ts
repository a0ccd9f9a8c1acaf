import type { AccountFileRow } from '../../../shared/model/account-file.ts'
import { judgementColumns } from '../../../shared/model/password-judge.ts'
import type { StoredAccount } from '../../store/accounts/account-file-rows.ts'
import { accountRows } from '../../store/accounts/accounts.ts'
import type { BackendsTable } from '../../store/schema/schema.ts'
import { currentPasswordPlace } from '../accounts/admin-password.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import type { FileRow } from './read-account-file.ts'

/** Carries what a row says of an admin, with what it leaves out filled in. */
export type SeenAdmin = Pick<StoredAccount, 'account' | 'nickname' | 'level'>

/** Carries a row that is to be written. */
interface AdminToWrite {
  row: FileRow
  seen: SeenAdmin
  known: StoredAccount | undefined
  backend: BackendsTable
  setsPassword: boolean
  differences: AccountFileRow['changes']
}

/** Enters an admin or brings one up to date, with the event; a password is sealed at once, and judged later. */
export function writeAdmin(
  desk: OpenDesk,
  by: Operator,
  { row: { password, values }, seen, known, backend, setsPassword, differences }: AdminToWrite,
): void {
  const accounts = accountRows(desk.store)
  const id = known?.id ?? desk.random.uuid()
  const sealed =
    setsPassword && password !== null
      ? {
          sealed_password: Buffer.from(desk.vault.seal('accounts', password, currentPasswordPlace(id))),
          ...judgementColumns(null),
        }
      : null
  const userID = values.userID ?? ''
  const changed = [...differences.map(({ column }) => column), ...(sealed === null ? [] : ['password'])]
  if (known === undefined) {
    accounts.insert({
      id,
      backend_id: backend.id,
      user_id: userID,
      ...seen,
      sealed_password: null,
      ...judgementColumns(null),
      ...sealed,
      password_changed_at: null,
      last_change_id: null,
      last_change_at: null,
      sample: 0,
    })
  } else {
    // Nobody knows how old a password is that comes from a file.
    const replaced = sealed === null ? {} : { ...sealed, password_changed_at: null }
    accounts.update(id, { ...seen, ...replaced })
  }
  desk.audit.append({
    action: known === undefined ? 'admin.added' : 'admin.changed',
    result: 'done',
    actor: by.name,
    target: seen.account,
    detail: {
      userID,
      backend: backend.name,
      from: 'file',
      ...(known === undefined ? { password: sealed !== null } : { changed: changed.join(', ') }),
    },
  })
}
