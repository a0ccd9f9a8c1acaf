import { Secret } from '../../../shared/model/secret.ts'
import { noPassword } from '../check-password.ts'
import { adminPasswordPlace } from '../places.ts'
import type { ImportedAdmin } from './import-result.ts'
import { unusableName, type ImportSession, type ListWriter } from './import-session.ts'
import { keptPassword } from './kept-password.ts'
import type { AdminEntry } from './schema.ts'

const defaultLevel = 100

/** Writes admins, and tells of each: what an entry leaves out stays, or gets its default. */
export function adminWriter(
  session: ImportSession,
  onAdmin: (admin: ImportedAdmin) => void,
): ListWriter<AdminEntry> {
  const { rows, notes, importedAt } = session
  return {
    key: ({ userID }) => [userID],
    nameOf: ({ userID, account }) => unusableName('admin', account ?? userID),
    write(path, entry) {
      const { userID } = entry
      const row = rows.admins.byUserID(userID)
      const place = adminPasswordPlace(userID)
      const given = keptPassword(session, path, entry, place)
      const account = entry.account ?? row?.account ?? userID
      const holder = rows.admins.byAccount(account)
      if (holder !== undefined && holder.user_id !== userID) {
        notes.error(`${path}.account`, `is the account of the admin ${holder.user_id} already`)
        return
      }
      const isReplaced = given !== null || row === undefined
      const password_changed_at =
        entry.passwordChangedAt ?? (isReplaced ? importedAt : row.password_changed_at)
      const seen = {
        account,
        nickname: entry.nickname ?? row?.nickname ?? '',
        level: entry.level ?? row?.level ?? defaultLevel,
        password_changed_at,
        sample: 0,
      }
      if (row !== undefined) rows.admins.update(userID, { ...seen, ...given })
      else rows.admins.insert({ user_id: userID, ...seen, ...(given ?? noPassword) })
      onAdmin({
        userID,
        account,
        nickname: seen.nickname,
        level: seen.level,
        passwordChangedAt: password_changed_at,
        password: entry.password === undefined ? null : new Secret(entry.password),
        passwordReplaced: isReplaced,
      })
    },
  }
}
