import type { Outcome, RuleReference } from '../../../shared/model/outcome.ts'
import type { RuleText } from '../../../shared/model/rule-texts.ts'
import { Problem } from '../../../shared/model/problems.ts'
import type { Secret } from '../../../shared/model/secret.ts'
import { thresholds } from '../../../shared/model/thresholds.ts'
import type { DirectoryAdmin } from '../../directory/admins.ts'
import { login } from '../../systems/openim/login.client.ts'
import type { BackendAccess, CallingAdmin } from '../backends/backend-access.ts'
import { sendRecorded } from '../exchanges/exchanges.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Proposal } from './proposal.ts'

/** Names how the desk signs in for a call. */
export type Caller = CallingAdmin['kind']

/** Says how the desk signs in for a call at a backend. */
export function callerFor({ callingAdmin }: BackendAccess): Caller {
  return callingAdmin.kind
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

/** Says which change, and whose, a sign-in is made for. */
export interface SignInFor {
  /** Names the change. */
  id: string
  operator: string
}

/**
 * Gives an admin's token for a call or, where there is none, the outcome of the sign-in: what stopped the calling admin
 * is `refused`, because of the target nothing is known then. The sign-in is recorded.
 */
export async function obtainToken(
  desk: OpenDesk,
  access: BackendAccess,
  { account, current }: Pick<Proposal, 'account' | 'current'>,
  change: SignInFor,
): Promise<{ token: Secret } | { failed: Outcome }> {
  const { callingAdmin } = access
  switch (callingAdmin.kind) {
    case 'own-token': {
      const admin = demandDirectoryAdmin(desk, account.user_id)
      return { token: desk.directory.tokens.issueToAdmin(admin, thresholds.ownTokenLife, 'desk').token }
    }
    case 'pasted-token':
      if (callingAdmin.token === 'elsewhere') return { failed: enteredElsewhere('The token') }
      return { token: callingAdmin.token }
    case 'calling-admin': {
      const { account: name, password } = callingAdmin
      if (password === 'elsewhere') return { failed: enteredElsewhere('The calling admin’s password') }
      const { outcome, token } = await signInAs(desk, access, { account: name, password }, change)
      return token === null ? { failed: ofCallingAdmin(outcome) } : { token }
    }
    case 'target-itself': {
      const as = { account: account.account, password: current }
      const { outcome, token } = await signInAs(desk, access, as, change)
      return token === null ? { failed: outcome } : { token }
    }
  }
}

function signInAs(
  desk: OpenDesk,
  { id: backendId, target, passwordEncoding }: BackendAccess,
  { account, password }: { account: string; password: Secret },
  { id: changeId, operator }: SignInFor,
) {
  return sendRecorded(desk, { purpose: 'sign-in', operator, backendId, target: account, changeId }, () =>
    login({ account, password, passwordEncoding, operationID: crypto.randomUUID() }, target),
  )
}

const backends = (rule: RuleText): RuleReference => ({ document: 'Latchkey', section: 'Backends', rule })

function enteredElsewhere(what: 'The token' | 'The calling admin’s password'): Outcome {
  return {
    operation: 'openim.login',
    status: 'refused',
    reason: 'not-permitted',
    wire: null,
    drift: [],
    rule: backends(`${what} was entered for another address of this backend, and has to be entered again.`),
    exchange: null,
  }
}

/** A rejection of the calling admin says nothing of the target: the change was not sent. */
function ofCallingAdmin(outcome: Outcome): Outcome {
  if (outcome.status !== 'rejected') return outcome
  return { ...outcome, status: 'refused', rule: backends('The calling admin of the backend can sign in.') }
}
