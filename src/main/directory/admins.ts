import type { AppendEvent, Clock, PasswordHashing, Unseal } from '../../shared/model/ports.ts'
import type { Judgement, PasswordJudge } from '../../shared/model/password-judge.ts'
import type { Secret } from '../../shared/model/secret.ts'
import type { DirectoryAdminRows } from '../store/built-in/directory-admins.ts'
import type { DirectoryAdminsTable } from '../store/schema/schema.ts'
import type { Store } from '../store/store.ts'
import { bareImportedHash } from '../../shared/model/imported-hash.ts'
import { checkPassword, type PasswordKeeper, type PasswordVerdict } from './check-password.ts'
import { adminActor, adminPasswordPlace } from './places.ts'
import type { Throttle, ThrottledAccount, Tried } from './throttle.ts'

/** Describes an admin of the directory. */
export interface DirectoryAdmin {
  userID: string
  account: string
  nickname: string
  level: number
  passwordChangedAt: string
}

/** Carries a change of an admin's password as a caller asks for it. */
interface AdminPasswordChange {
  userID: string
  current: Secret
  next: Secret
  /** Names the admin whose token the call came with. */
  callerUserID: string
}

/** Finds admins, verifies their passwords and changes them. */
export interface DirectoryAdmins {
  byUserID(userID: string): DirectoryAdmin | null
  byAccount(account: string): DirectoryAdmin | null
  /**
   * Tries an admin's password; for nobody (null) it takes as long, and is wrong. After too many wrong ones the account is
   * locked, to the right one as well.
   */
  tryPassword(admin: DirectoryAdmin | null, password: Secret): Promise<Tried>
  /** Tries a password, and says whether it was right. */
  verifyPassword(admin: DirectoryAdmin | null, password: Secret): Promise<boolean>
  /**
   * Changes a password if `current` is the one in force, with its audit event in the same transaction. Of several
   * changes at once with the same current password, one is made; to the others it is wrong. An admin who is not there
   * takes as long as a wrong password.
   */
  changePassword(
    change: AdminPasswordChange,
  ): Promise<'changed' | 'admin-unknown' | 'password-wrong' | 'account-locked'>
}

/** Hears of a changed password of an admin; `judged` is null where it could not be judged. */
export type AdminPasswordListener = (changed: {
  userID: string
  changedAt: string
  judged: Judgement | null
}) => void

/** Makes the part of the directory that knows the admins. */
export function createDirectoryAdmins(parts: {
  store: Store
  rows: DirectoryAdminRows
  unseal: Unseal
  hashing: PasswordHashing
  throttle: Throttle
  appendEvent: AppendEvent
  clock: Clock
  adminPasswordEncoding?: () => 'plain' | 'md5-hex'
  passwordJudge?: PasswordJudge | undefined
  onAdminPassword?: AdminPasswordListener | undefined
}): DirectoryAdmins {
  const { store, rows, hashing, throttle, appendEvent, clock } = parts
  const check = (userID: string | null, password: Secret): Promise<PasswordVerdict> =>
    checkPassword(userID === null ? null : adminPasswordKeeper(rows, userID), password, {
      ...parts,
      encoding: parts.adminPasswordEncoding?.() ?? 'plain',
    })
  const tryPassword = (admin: DirectoryAdmin | null, password: Secret): Promise<Tried> =>
    throttle.attempt(admin === null ? null : throttled(admin), async () => {
      const { matches, hash } = await check(admin?.userID ?? null, password)
      if (matches && admin !== null && hash !== null && bareImportedHash(hash) !== null) {
        rows.upgradeHash(admin.userID, hash, await hashing.hash(password))
      }
      return matches
    })
  /** What comes hashed over the wire says nothing of what was typed. */
  const judge = async (admin: DirectoryAdmin, next: Secret): Promise<Judgement | null> => {
    if ((parts.adminPasswordEncoding?.() ?? 'plain') !== 'plain') return null
    const owner = { names: [admin.account, admin.userID], phones: [], about: [admin.nickname] }
    return (await parts.passwordJudge?.whole(next, owner).catch(() => null)) ?? null
  }
  return {
    byUserID: (userID) => asAdmin(rows.byUserID(userID)),
    byAccount: (account) => asAdmin(rows.byAccount(account)),
    tryPassword,
    verifyPassword: async (admin, password) => (await tryPassword(admin, password)) === 'right',
    async changePassword({ userID, current, next, callerUserID }) {
      const admin = asAdmin(rows.byUserID(userID))
      if (admin === null) {
        await throttle.attempt(null, async () => (await check(null, current)).matches)
        return 'admin-unknown'
      }
      const verdict: { hash: string | null } = { hash: null }
      const tried = await throttle.attempt(throttled(admin), async () => {
        const { matches, hash } = await check(userID, current)
        verdict.hash = hash
        return matches
      })
      const { hash } = verdict
      if (tried === 'locked') return 'account-locked'
      if (tried === 'wrong' || hash === null) return 'password-wrong'
      const [nextHash, judged] = await Promise.all([hashing.hash(next), judge(admin, next)])
      return store.transaction(() => {
        const changedAt = new Date(clock.now()).toISOString()
        if (!rows.replaceHash(userID, hash, { hash: nextHash, changedAt })) return 'password-wrong'
        parts.onAdminPassword?.({ userID, changedAt, judged })
        appendEvent({
          action: 'directory.admin-password-changed',
          result: 'done',
          actor: adminActor(rows.byUserID(callerUserID)?.account ?? callerUserID),
          target: rows.byUserID(userID)?.account ?? userID,
          detail: { userID },
        })
        return 'changed'
      })
    },
  }
}

/** Says where an admin's password is kept. */
export function adminPasswordKeeper(rows: DirectoryAdminRows, userID: string): PasswordKeeper {
  return {
    place: adminPasswordPlace(userID),
    read: () => rows.byUserID(userID),
    settle: (sealed, hash) => {
      rows.settle(userID, sealed, hash)
    },
  }
}

function throttled({ userID, account }: DirectoryAdmin): ThrottledAccount {
  return { subject: `admin:${userID}`, name: account }
}

function asAdmin(row: DirectoryAdminsTable | undefined): DirectoryAdmin | null {
  if (row === undefined) return null
  const { user_id: userID, account, nickname, level, password_changed_at: passwordChangedAt } = row
  return { userID, account, nickname, level, passwordChangedAt }
}
