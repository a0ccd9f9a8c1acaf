import { builtInBackendId } from '../../store/backends/backends.ts'
import type { ResetRequestsTable } from '../../store/schema/reset-schema.ts'
import type { OpenDesk } from '../open-desk.ts'

/** Says how a case's user stands in the built-in directory now; null where they are another backend's, or not found. */
export function directoryUserOf(
  { directory }: Pick<OpenDesk, 'directory'>,
  { backend_id, system, account, appid, uid }: ResetRequestsTable,
): { isDisabled: boolean; hasPhone: boolean } | null {
  if (backend_id !== builtInBackendId) return null
  const found =
    system === 'nobase'
      ? directory.users.byAccount(appid, account)
      : directory.users
          .byPhone(account)
          .find((user) => user.appid === appid && (uid === '' || String(user.uid) === uid))
  if (found === null || found === undefined) return null
  return { isDisabled: found.status === 'disabled', hasPhone: found.phone !== '' }
}
