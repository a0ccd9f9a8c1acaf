import { Secret } from '../../../shared/model/secret.ts'
import { noPassword } from '../check-password.ts'
import { adminPasswordPlace } from '../places.ts'
import type { ImportedAdmin } from './import-result.ts'
import { unusableName, type ImportSession, type ListWriter } from './import-session.ts'
import { checkPasswordGiven, countReplaced, keptPassword } from './kept-password.ts'
import type { AdminEntry } from './schema.ts'

const defaultLevel = 100

/** Writes admins, and tells of each: what an entry leaves out stays, or gets its default. */
export function adminWriter(
  session: ImportSession,
  onAdmin: (admin: ImportedAdmin) => void,
): ListWriter<AdminEntry> {
  const { rows, notes, importedAt } = session
  // Entries that are not written hold their accounts all the same, and give up those that they had.
  const claims = new Map<string, string>()
  const claimants = new Map<string, string | null>()
  const holderOf = (account: string): string | undefined => {
    const row = rows.admins.byAccount(account)
    const gaveUp = row !== undefined && (claimants.get(row.user_id) ?? account) !== account
    return row === undefined || gaveUp ? claims.get(account) : row.user_id
  }
  return {
    key: ({ userID }) => [userID],
    passOver({ userID, account }) {
      session.unusable.add(unusableName('admin', account ?? userID))
      if (typeof userID !== 'string' || claimants.has(userID)) return
      const claimed = account ?? rows.admins.byUserID(userID)?.account ?? userID
      claimants.set(userID, typeof claimed === 'string' ? claimed : null)
      if (typeof claimed === 'string' && !claims.has(claimed)) claims.set(claimed, userID)
    },
    write(path, taken) {
      const { fields, isUnsound, whole: entry } = taken
      const { userID } = fields
      checkPasswordGiven(session, path, taken)
      const row = userID === undefined ? undefined : rows.admins.byUserID(userID)
      const account = fields.account ?? (isUnsound('account') ? undefined : (row?.account ?? userID))
      const holder = account === undefined ? undefined : holderOf(account)
      const isTaken = holder !== undefined && userID !== undefined && holder !== userID
      if (isTaken) notes.error(`${path}.account`, `is the account of the admin ${holder} already`)
      if (entry === null || userID === undefined || account === undefined || isTaken) return
      const given = keptPassword(session, entry, adminPasswordPlace(userID))
      countReplaced(session, { kind: 'admins', name: account }, row, given)
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
