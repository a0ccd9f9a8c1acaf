import type { UserSort } from '../../shared/model/listed-users.ts'
import { bareImportedHash } from '../../shared/model/imported-hash.ts'
import type { AppendEvent, Clock, PasswordHashing, Random, Seal, Unseal } from '../../shared/model/ports.ts'
import type { PasswordJudge } from '../../shared/model/password-judge.ts'
import { Problem } from '../../shared/model/problems.ts'
import type { Secret } from '../../shared/model/secret.ts'
import type { DirectoryCodeRows } from '../store/built-in/directory-codes.ts'
import type { DirectoryTokenRows } from '../store/built-in/directory-tokens.ts'
import type { DirectoryUserSearch } from '../store/built-in/directory-user-search.ts'
import type {
  DirectoryUserRow,
  DirectoryUserRows,
  UserPasswordColumns,
} from '../store/built-in/directory-users.ts'
import type { Store } from '../store/store.ts'
import { checkPassword, type PasswordVerdict } from './check-password.ts'
import { isLive } from './codes.ts'
import { judgeNewPassword, userPasswordOwner } from './judge-password.ts'
import { newUserkey, userPlace, userSubject } from './places.ts'
import type { Throttle, Tried } from './throttle.ts'
import { userPasswordKeeper } from './user-password-keeper.ts'
import { searchUsers, type UserSearchQuery } from './user-search.ts'

/** Lists how a user can stand. */
export const userStatuses = ['normal', 'disabled'] as const

/** Describes a user of an application; `num` is the directory's own number for them, `uid` the application's. */
export interface DirectoryUser {
  num: number
  appid: string
  uid: number
  account: string
  phone: string
  email: string
  nickname: string
  status: (typeof userStatuses)[number]
  signText: string
}

/** Carries a change of a user's password, and what speaks for the user: the password in force, or a live token. */
export interface UserPasswordChange {
  num: number
  proof: { kind: 'password'; current: Secret } | { kind: 'token'; token: string }
  next: Secret
  /** Names who asked for it: see `userActor`. */
  actor: string
}

/** Carries a password set anew by a code. */
export interface UserPasswordReset {
  num: number
  /** Names the code as `codes.check` gave it. */
  codeid: number
  next: Secret
  actor: string
  /** Asks for a new key of the user as well. */
  renewUserkey?: boolean
}

/** Describes a user in a list, where it also counts whether too many wrong secrets have locked the account. */
export interface ListedDirectoryUser extends DirectoryUser {
  isLocked: boolean
}

/** Carries one page of users, the cursor of the next where there may be one, and by what they are sorted. */
export interface UserPage {
  users: ListedDirectoryUser[]
  next: string | null
  sort: UserSort | null
}

/** Finds users, verifies their passwords and changes what is theirs. */
export interface DirectoryUsers {
  byAccount(appid: string, account: string): DirectoryUser | null
  byNum(num: number): DirectoryUser | null
  /** Gives the users of all applications with this phone number. */
  byPhone(phone: string): DirectoryUser[]
  /**
   * Tries a user's password; for nobody (null) it takes as long, and is wrong. After too many wrong ones the account is
   * locked, to the right one as well. One that is replaced while it is compared is wrong.
   */
  tryPassword(user: DirectoryUser | null, password: Secret): Promise<Tried>
  /** Tries a password, and says whether it was right. */
  verifyPassword(user: DirectoryUser | null, password: Secret): Promise<boolean>
  /**
   * Changes a password and revokes every token of the user, with the event, in one transaction, if the proof still
   * holds there: of several at once with one password or one token, one is made, and to the others it is void.
   */
  changePassword(
    change: UserPasswordChange,
  ): Promise<'changed' | 'user-unknown' | 'password-wrong' | 'account-locked' | 'token-void'>
  /**
   * Sets a password anew, uses the code up and revokes every token, with the event, in one transaction: of a hundred
   * at once with one code, one is made.
   */
  resetPassword(reset: UserPasswordReset): Promise<'changed' | 'code-gone' | 'user-unknown'>
  setSignText(num: number, text: string, actor: string): void
  /** Gives the newest key of a user; the key that goes with one token is `tokens.userkeyOf`. */
  userkeyOf(num: number): Secret
  /**
   * Gives one page. A search looks for a part of account, phone, e-mail or nickname, or for a uid; 1 or 2 characters
   * match at the beginning.
   */
  search(query: UserSearchQuery): UserPage
  /** Gives until when too many wrong secrets have locked the account (UTC), or null. */
  lockedUntil(num: number): string | null
}

/** Makes the part of the directory that knows the users. */
export function createDirectoryUsers(parts: {
  store: Store
  rows: DirectoryUserRows
  tokens: DirectoryTokenRows
  codes: DirectoryCodeRows
  userSearch: DirectoryUserSearch
  seal: Seal
  unseal: Unseal
  hashing: PasswordHashing
  throttle: Throttle
  /** Says whether a token is a user's and still live. */
  isTokenOf: (num: number, token: string) => boolean
  appendEvent: AppendEvent
  clock: Clock
  random: Random
  /** Gives the time by which codes live. */
  now: () => number
  /** Gives the time that locks are held against. */
  lockTime: () => number
  passwordJudge?: PasswordJudge | undefined
}): DirectoryUsers {
  const { store, rows, tokens, codes, hashing, throttle, appendEvent, clock } = parts
  const check = (user: DirectoryUser | null, password: Secret): Promise<PasswordVerdict> =>
    checkPassword(user === null ? null : userPasswordKeeper(rows, user, parts.passwordJudge), password, {
      ...parts,
      encoding: 'plain',
    })
  const demandRow = (num: number): DirectoryUserRow => {
    const row = rows.byNum(num)
    if (row === undefined) throw new Problem('NOT_FOUND', { what: 'user' })
    return row
  }
  const record = (
    action:
      'directory.user-password-changed' | 'directory.user-password-reset' | 'directory.sign-text-changed',
    { appid, uid, account }: DirectoryUserRow,
    actor: string,
    detail: Record<string, string | number> = {},
  ): void => {
    appendEvent({ action, result: 'done', actor, target: account, detail: { appid, uid, ...detail } })
  }
  const judged = async (user: DirectoryUser, next: Secret): Promise<UserPasswordColumns> => ({
    ...(await judgeNewPassword(parts.passwordJudge, next, userPasswordOwner(user))),
    password_changed_at: new Date(clock.now()).toISOString(),
  })
  const tryPassword = (user: DirectoryUser | null, password: Secret): Promise<Tried> =>
    throttle.attempt(user === null ? null : userSubject(user), async () => {
      for (;;) {
        const { matches, hash } = await check(user, password)
        if (!matches || user === null || hash === null) return false
        const isBare = bareImportedHash(hash) !== null
        if (isBare && rows.replaceHash(user.num, hash, await hashing.hash(password))) return true
        if (rows.byNum(user.num)?.password_hash === hash) return true
        // Another one is in force by now, of the same password or of the next: that one decides.
      }
    })
  const endTokens = (num: number): number => tokens.revokeAllOf(num, new Date(clock.now()).toISOString())

  return {
    byAccount: (appid, account) => asUser(rows.byAccount(appid, account)),
    byNum: (num) => asUser(rows.byNum(num)),
    byPhone: (phone) => (phone === '' ? [] : rows.byPhone(phone).map(fromRow)),
    tryPassword,
    verifyPassword: async (user, password) => (await tryPassword(user, password)) === 'right',
    async changePassword({ num, proof, next, actor }) {
      const user = asUser(rows.byNum(num))
      if (user === null) return 'user-unknown'
      const verdict: { hash: string | null } = { hash: null }
      if (proof.kind === 'password') {
        const tried = await throttle.attempt(userSubject(user), async () => {
          const { matches, hash } = await check(user, proof.current)
          verdict.hash = hash
          return matches
        })
        if (tried !== 'right') return tried === 'locked' ? 'account-locked' : 'password-wrong'
      }
      const { hash } = verdict
      const [nextHash, set] = await Promise.all([hashing.hash(next), judged(user, next)])
      return store.transaction(() => {
        const row = rows.byNum(num)
        if (row === undefined) return 'user-unknown'
        if (proof.kind === 'token') {
          if (!parts.isTokenOf(num, proof.token)) return 'token-void'
          rows.update(num, { ...set, password_hash: nextHash, sealed_password: null })
        } else if (hash === null || !rows.replaceHash(num, hash, nextHash, set)) return 'password-wrong'
        const tokensRevoked = endTokens(num)
        record('directory.user-password-changed', row, actor, { by: proof.kind, tokensRevoked })
        return 'changed'
      })
    },
    async resetPassword({ num, codeid, next, actor, renewUserkey = false }) {
      const holds = (row: DirectoryUserRow): boolean => {
        const code = codes.get(codeid)
        if (code === undefined || !isLive(code, parts.now())) return false
        return code.user_num === null
          ? [row.phone, row.email].includes(code.recipient)
          : code.user_num === num
      }
      const known = rows.byNum(num)
      if (known === undefined) return 'user-unknown'
      if (!holds(known)) return 'code-gone'
      const [nextHash, set] = await Promise.all([hashing.hash(next), judged(fromRow(known), next)])
      return store.transaction(() => {
        const row = rows.byNum(num)
        if (row === undefined) return 'user-unknown'
        if (!holds(row) || !codes.useUp(codeid)) return 'code-gone'
        rows.update(num, { ...set, password_hash: nextHash, sealed_password: null })
        if (renewUserkey) {
          const sealed = parts.seal('directory', newUserkey(parts.random), userPlace(row, 'sealed_userkey'))
          rows.update(num, { sealed_userkey: Buffer.from(sealed) })
        }
        record('directory.user-password-reset', row, actor, { tokensRevoked: endTokens(num) })
        return 'changed'
      })
    },
    setSignText(num, text, actor) {
      store.transaction(() => {
        const row = demandRow(num)
        rows.update(num, { sign_text: text })
        record('directory.sign-text-changed', row, actor)
      })
    },
    userkeyOf(num) {
      const row = demandRow(num)
      return parts.unseal('directory', row.sealed_userkey, userPlace(row, 'sealed_userkey'))
    },
    search(query) {
      const at = parts.lockTime()
      const { rows: found, ...page } = searchUsers(parts.userSearch, query, at)
      const nums = found.map(({ num }) => num)
      const locked = parts.userSearch.lockedAmong(nums, at)
      return { users: found.map((row) => ({ ...fromRow(row), isLocked: locked.has(row.num) })), ...page }
    },
    lockedUntil(num) {
      const until = throttle.lockedUntil(userSubject({ num, appid: '', account: '' }).subject)
      return until === null ? null : new Date(until).toISOString()
    },
  }
}

function asUser(row: DirectoryUserRow | undefined): DirectoryUser | null {
  return row === undefined ? null : fromRow(row)
}

function fromRow(row: DirectoryUserRow): DirectoryUser {
  const { num, appid, uid, account, phone, email, nickname, status, sign_text: signText } = row
  return { num, appid, uid, account, phone, email, nickname, status, signText }
}
