import type { Outcome } from '../../shared/model/outcome.ts'
import { Problem } from '../../shared/model/problems.ts'
import type { Secret } from '../../shared/model/secret.ts'
import { thresholds } from '../../shared/model/thresholds.ts'
import type { DirectoryAdmin } from '../directory/admins.ts'
import { login } from '../systems/openim/login.client.ts'
import type { BackendAccess } from './backend-access.ts'
import type { OpenDesk } from './open-desk.ts'
import type { Proposal } from './proposal.ts'

/** Names how the desk signs in for a call: by a token it mints at its own backend, or as the target. */
export type Caller = 'own-token' | 'target-itself'

/** Says how the desk signs in for a call at a backend. */
export function callerFor(access: BackendAccess): Caller {
  return access.isBuiltIn ? 'own-token' : 'target-itself'
}

/** Gives an admin of the desk's own directory; fails with `NOT_FOUND` where there is none any more. */
export function demandDirectoryAdmin(
  { directory }: Pick<OpenDesk, 'directory'>,
  userID: string,
): DirectoryAdmin {
  const admin = directory.admins.byUserID(userID)
  if (admin === null) throw new Problem('NOT_FOUND', { what: 'admin' })
  return admin
}

/** Gives an admin's token for a call or, where the sign-in did not succeed, its outcome. */
export async function obtainToken(
  desk: OpenDesk,
  access: BackendAccess,
  { account, current }: Proposal,
): Promise<{ token: Secret } | { failed: Outcome }> {
  if (callerFor(access) === 'own-token') {
    const admin = demandDirectoryAdmin(desk, account.user_id)
    return { token: desk.directory.tokens.issueToAdmin(admin, thresholds.ownTokenLife, 'desk').token }
  }
  const { outcome, token } = await login(
    {
      account: account.account,
      password: current,
      passwordEncoding: access.passwordEncoding,
      operationID: crypto.randomUUID(),
    },
    access.target,
  )
  return token === null ? { failed: outcome } : { token }
}
