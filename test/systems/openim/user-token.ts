import { directoryTokenRows } from '../../../src/main/store/built-in/directory-tokens.ts'
import type { RealDirectory } from '../../directory/real-directory.ts'

/** Puts a token of a user into the directory, and gives it. */
export function giveUserToken({ store, parts, clock }: RealDirectory): string {
  const token = Buffer.from(parts.random.bytes(32)).toString('base64url')
  directoryTokenRows(store).insert({
    token_mac: parts.tokenMac(token),
    kind: 'user',
    admin_user_id: null,
    user_num: 1,
    issued_at: new Date(clock.now()).toISOString(),
    expires_at: new Date(clock.now() + 60_000).toISOString(),
    revoked_at: null,
  })
  return token
}
