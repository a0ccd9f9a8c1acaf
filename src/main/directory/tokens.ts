import type { AppendEvent, Clock, Random, Seal, SealedPlace, Unseal } from '../../shared/model/ports.ts'
import { Secret } from '../../shared/model/secret.ts'
import type { DirectoryTokenRows } from '../store/built-in/directory-tokens.ts'
import type { DirectoryUserRows } from '../store/built-in/directory-users.ts'
import type { Store } from '../store/store.ts'
import type { DirectoryAdmin } from './admins.ts'
import { adminActor, newUserkey, tokenUserkeyPlace, userActor, userPlace } from './places.ts'
import type { DirectoryUser } from './users.ts'

/** Says whose token it is, or why it opens nothing; a revoked token is unknown. */
type TokenHolder =
  | { kind: 'admin'; userID: string }
  | { kind: 'user'; num: number }
  | { kind: 'expired' }
  | { kind: 'malformed' }
  | { kind: 'unknown' }

/** Describes a user's token without the token itself; times are UTC. */
export interface UserToken {
  id: string
  issuedAt: string
  expiresAt: string
  state: 'live' | 'expired' | 'revoked'
}

/** Issues tokens and finds out whose they are; only a token's keyed hash is kept. */
export interface DirectoryTokens {
  /** Says whose token it is. */
  holderOf(token: string): TokenHolder
  /**
   * Issues a token to an admin for `life` milliseconds, with its audit event in the same transaction. `actor` is who
   * asked for it; by default the admin.
   */
  issueToAdmin(admin: DirectoryAdmin, life: number, actor?: string): { token: Secret; expiresAt: string }
  /** Issues a token to a user for `life` milliseconds, with a key of its own to sign with; audited like an admin's. */
  issueToUser(
    user: DirectoryUser,
    life: number,
    actor?: string,
  ): { token: Secret; expiresAt: string; userkey: Secret }
  /** Gives the key that goes with a user's token: its own, else the user's; null where it is nobody's. */
  userkeyOf(token: string): Secret | null
  /** Ends a token; one that is unknown or void stays as it is. */
  revoke(token: Secret): void
  /** Gives a user's tokens, newest first. */
  ofUser(num: number, limit: number): UserToken[]
  /** Ends one token of a user by its id, audited; gives false where it was void before. */
  revokeOf(user: DirectoryUser, id: string, actor: string): boolean
  /** Ends every token of a user, audited where there was one; gives how many. */
  revokeAllOf(num: number, actor: string): number
}

const tokenBytes = 32
const expiredKept = 30 * 24 * 60 * 60 * 1000
const tokenShape = /^[A-Za-z0-9_-]{43}$/

/** Makes the part of the directory that knows the tokens. */
export function createDirectoryTokens(parts: {
  store: Store
  rows: DirectoryTokenRows
  users: DirectoryUserRows
  seal: Seal
  unseal: Unseal
  tokenMac: (token: string) => Buffer
  appendEvent: AppendEvent
  clock: Clock
  random: Random
}): DirectoryTokens {
  const { store, rows, users, tokenMac, appendEvent, clock, random } = parts
  const iso = (time: number): string => new Date(time).toISOString()
  const newToken = (): Secret => new Secret(Buffer.from(random.bytes(tokenBytes)).toString('base64url'))
  return {
    holderOf(token) {
      const row = rows.byMac(tokenMac(token))
      if (row === undefined) return { kind: tokenShape.test(token) ? 'unknown' : 'malformed' }
      if (row.revoked_at !== null) return { kind: 'unknown' }
      if (Date.parse(row.expires_at) <= clock.now()) return { kind: 'expired' }
      if (row.kind === 'admin' && row.admin_user_id !== null)
        return { kind: 'admin', userID: row.admin_user_id }
      return row.user_num === null ? { kind: 'unknown' } : { kind: 'user', num: row.user_num }
    },
    issueToAdmin(admin, life, actor = adminActor(admin.account)) {
      const token = newToken()
      const now = clock.now()
      const expiresAt = iso(now + life)
      store.transaction(() => {
        rows.insert({
          token_mac: tokenMac(token.reveal()),
          kind: 'admin',
          admin_user_id: admin.userID,
          user_num: null,
          issued_at: iso(now),
          expires_at: expiresAt,
          revoked_at: null,
          sealed_userkey: null,
        })
        appendEvent({
          action: 'directory.token-issued',
          result: 'done',
          actor,
          target: admin.account,
          detail: { userID: admin.userID, expiresAt },
        })
      })
      return { token, expiresAt }
    },
    issueToUser(user, life, actor = userActor(user)) {
      const [token, userkey] = [newToken(), newUserkey(random)]
      const mac = tokenMac(token.reveal())
      const now = clock.now()
      const expiresAt = iso(now + life)
      const sealed = (place: SealedPlace): Buffer => Buffer.from(parts.seal('directory', userkey, place))
      store.transaction(() => {
        rows.forgetOld(user.num, iso(now - expiredKept))
        rows.insert({
          token_mac: mac,
          kind: 'user',
          admin_user_id: null,
          user_num: user.num,
          issued_at: iso(now),
          expires_at: expiresAt,
          revoked_at: null,
          sealed_userkey: sealed(tokenUserkeyPlace(mac)),
        })
        users.update(user.num, { sealed_userkey: sealed(userPlace(user, 'sealed_userkey')) })
        appendEvent({
          action: 'directory.token-issued',
          result: 'done',
          actor,
          target: user.account,
          detail: { appid: user.appid, uid: user.uid, expiresAt },
        })
      })
      return { token, expiresAt, userkey }
    },
    userkeyOf(token) {
      const mac = tokenMac(token)
      const row = rows.byMac(mac)
      if (row === undefined) return null
      if (row.user_num === null) return null
      if (row.sealed_userkey !== null) {
        return parts.unseal('directory', row.sealed_userkey, tokenUserkeyPlace(mac))
      }
      const user = users.byNum(row.user_num)
      if (user === undefined) return null
      return parts.unseal('directory', user.sealed_userkey, userPlace(user, 'sealed_userkey'))
    },
    ofUser: (num, limit) =>
      rows.ofUser(num, limit).map((row) => ({
        id: row.token_mac.toString('hex'),
        issuedAt: row.issued_at,
        expiresAt: row.expires_at,
        state:
          row.revoked_at !== null
            ? 'revoked'
            : Date.parse(row.expires_at) <= clock.now()
              ? 'expired'
              : 'live',
      })),
    revokeOf: (user, id, actor) =>
      store.transaction(() => {
        const mac = Buffer.from(id, 'hex')
        if (rows.byMac(mac)?.user_num !== user.num || !rows.revoke(mac, iso(clock.now()))) return false
        appendEvent({
          action: 'directory.token-revoked',
          result: 'done',
          actor,
          target: user.account,
          detail: { appid: user.appid, uid: user.uid, tokens: 1 },
        })
        return true
      }),
    revokeAllOf: (num, actor) =>
      store.transaction(() => {
        const user = users.byNum(num)
        const tokens = rows.revokeAllOf(num, iso(clock.now()))
        if (user !== undefined && tokens > 0) {
          appendEvent({
            action: 'directory.token-revoked',
            result: 'done',
            actor,
            target: user.account,
            detail: { appid: user.appid, uid: user.uid, tokens },
          })
        }
        return tokens
      }),
    revoke(token) {
      rows.revoke(tokenMac(token.reveal()), iso(clock.now()))
    },
  }
}
