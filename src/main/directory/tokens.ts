import type { AppendEvent, Clock, Random } from '../../shared/model/ports.ts'
import { Secret } from '../../shared/model/secret.ts'
import type { DirectoryTokenRows } from '../store/directory-tokens.ts'
import type { Store } from '../store/store.ts'
import type { DirectoryAdmin } from './admins.ts'
import { adminActor } from './places.ts'

/** Says whose token it is, or why it opens nothing; a revoked token is unknown. */
type TokenHolder =
  | { kind: 'admin'; userID: string }
  | { kind: 'user'; num: number }
  | { kind: 'expired' }
  | { kind: 'malformed' }
  | { kind: 'unknown' }

/** Issues tokens and finds out whose they are; only a token's keyed hash is kept. */
export interface DirectoryTokens {
  /** Says whose token it is. */
  holderOf(token: string): TokenHolder
  /**
   * Issues a token to an admin for `life` milliseconds, with its audit event in the same transaction. `actor` is who
   * asked for it; by default the admin.
   */
  issueToAdmin(admin: DirectoryAdmin, life: number, actor?: string): { token: Secret; expiresAt: string }
  /** Ends a token; one that is unknown or void stays as it is. */
  revoke(token: Secret): void
}

const tokenBytes = 32
const tokenShape = /^[A-Za-z0-9_-]{43}$/

/** Makes the part of the directory that knows the tokens. */
export function createDirectoryTokens(parts: {
  store: Store
  rows: DirectoryTokenRows
  tokenMac: (token: string) => Buffer
  appendEvent: AppendEvent
  clock: Clock
  random: Random
}): DirectoryTokens {
  const { store, rows, tokenMac, appendEvent, clock, random } = parts
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
      const token = new Secret(Buffer.from(random.bytes(tokenBytes)).toString('base64url'))
      const now = clock.now()
      const expiresAt = new Date(now + life).toISOString()
      store.transaction(() => {
        rows.insert({
          token_mac: tokenMac(token.reveal()),
          kind: 'admin',
          admin_user_id: admin.userID,
          user_num: null,
          issued_at: new Date(now).toISOString(),
          expires_at: expiresAt,
          revoked_at: null,
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
    revoke(token) {
      rows.revoke(tokenMac(token.reveal()), new Date(clock.now()).toISOString())
    },
  }
}
