import { Problem } from '../../../shared/model/problems.ts'
import type { Outcome } from '../../../shared/model/outcome.ts'
import { Secret } from '../../../shared/model/secret.ts'
import { login, type SignedInAdmin } from '../../systems/openim/login.client.ts'
import { accessBackend } from '../backends/backend-access.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'

/** Says who is to be looked up, and where; the password is used for this one sign-in and kept nowhere. */
export interface AdminToLookUp {
  backendId: string
  account: string
  password: string
}

/**
 * Asks a backend of openim how it calls an admin whose name and password are known: its answer to a sign-in names the
 * userID, which a change needs. Changes nothing there but for a new session; the sign-in is audited and recorded.
 */
export async function lookUpAdmin(
  desk: OpenDesk,
  by: Operator,
  { backendId, account, password }: AdminToLookUp,
): Promise<{ outcome: Outcome; found: SignedInAdmin | null }> {
  const access = accessBackend(desk, backendId)
  if (access.isBuiltIn || access.system !== 'openim') throw new Problem('NOT_FOUND', { what: 'backend' })
  const { target, passwordEncoding, name: backend } = access
  const input = {
    account,
    password: new Secret(password),
    passwordEncoding,
    operationID: crypto.randomUUID(),
  }
  const { outcome, admin } = await login(input, target)
  desk.store.transaction(() => {
    desk.audit.append({
      action: 'admin-password.verified',
      result: outcome.status === 'succeeded' ? 'done' : 'failed',
      actor: by.name,
      target: account,
      detail: { status: outcome.status, reason: outcome.reason, backend },
    })
    desk.exchangeLog.record({ purpose: 'verify', operator: by.name, backendId, target: account, outcome })
  })
  return { outcome, found: admin }
}
