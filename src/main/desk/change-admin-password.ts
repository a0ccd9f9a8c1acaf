import type { ChangeState, SessionEffect } from '../../shared/model/change.ts'
import type { Outcome } from '../../shared/model/outcome.ts'
import { assertNever } from '../../shared/model/assert-never.ts'
import { Problem } from '../../shared/model/problems.ts'
import { Secret } from '../../shared/model/secret.ts'
import { changePassword, prepareChangePassword } from '../systems/openim/change-password.client.ts'
import { accessBackend, type BackendAccess } from './backend-access.ts'
import { demandDirectoryAdmin, obtainToken } from './calling-admin.ts'
import { judgeProposal } from './change-rules.ts'
import { markSending, settleChange, stageChange, type ChangeEnd, type StagedChange } from './journal.ts'
import type { OpenDesk } from './open-desk.ts'
import type { Operator } from './operator.ts'
import { resolveProposal, type Proposal, type ProposalInput } from './proposal.ts'

/** Carries how a change ended; a refused one has no id and no state, because nothing was begun. */
export interface ChangeResult {
  changeId: string | null
  state: ChangeState | null
  outcome: Outcome
  sessions: SessionEffect
}

/**
 * Changes an admin's password at its backend (修改管理员密码): refuses what the document's rules forbid, makes both
 * passwords durable, then sends once and settles what the answer proves.
 */
export async function changeAdminPassword(
  desk: OpenDesk,
  operator: Operator,
  input: ProposalInput & { confirmation?: string | undefined },
): Promise<ChangeResult> {
  const proposal = resolveProposal(desk, input)
  const access = accessBackend(desk, proposal.account.backend_id)
  const expected = confirmationFor(proposal)
  if (input.confirmation !== expected) throw new Problem('CONFIRMATION_DIFFERS', { expected })
  const preflight = { ...wireInput(proposal, access), token: new Secret('not yet known') }
  if (prepareChangePassword(preflight, access.target).refusal !== null) {
    return refuse(desk, operator, proposal, await changePassword(preflight, access.target))
  }
  if (access.isBuiltIn) demandDirectoryAdmin(desk, proposal.account.user_id)
  const { score } = await judgeProposal(desk, proposal)
  const change = stageChange(desk, {
    account: proposal.account,
    operation: 'openim.changePassword',
    operator: operator.name,
    from: proposal.from,
    old: proposal.current,
    next: proposal.next,
  })
  return carryOut(desk, change, proposal, access, score)
}

/** Gives what must be typed to confirm a change: an admin's account is never the operator's own. */
export function confirmationFor({ account }: Proposal): string {
  return account.account
}

/** Gives the parts of the wire's request that do not depend on the caller's token. */
export function wireInput({ account, current, next }: Proposal, access: BackendAccess) {
  return {
    userID: account.user_id,
    currentPassword: current,
    newPassword: next,
    passwordEncoding: access.passwordEncoding,
    operationID: crypto.randomUUID(),
  }
}

async function carryOut(
  desk: OpenDesk,
  change: StagedChange,
  proposal: Proposal,
  access: BackendAccess,
  score: number | null,
): Promise<ChangeResult> {
  const signedIn = await obtainToken(desk, access, proposal)
  if ('failed' in signedIn) {
    return settle(desk, change, { ...endOfSignIn(signedIn.failed), sessions: 'nothing-changed', score })
  }
  markSending(desk, change)
  const outcome = await changePassword(
    { ...wireInput(proposal, access), token: signedIn.token },
    access.target,
  )
  if (access.isBuiltIn) desk.directory.tokens.revoke(signedIn.token)
  return settle(desk, change, { ...endOf(outcome), outcome, score })
}

/** A sign-in that was not rejected leaves the change unsent, whatever became of the sign-in: so says its outcome. */
function endOfSignIn(outcome: Outcome): Pick<ChangeEnd, 'state' | 'outcome'> {
  if (outcome.status === 'rejected') return { state: 'rejected', outcome }
  const status = outcome.status === 'refused' ? 'refused' : 'unreachable'
  return { state: 'not-sent', outcome: { ...outcome, status } }
}

function endOf(outcome: Outcome): Pick<ChangeEnd, 'state' | 'sessions'> {
  switch (outcome.status) {
    case 'succeeded':
      // The document's server leaves the tokens of the account alone (修改管理员密码, 5. 业务规则).
      return { state: 'confirmed', sessions: 'sessions-stay' }
    case 'rejected':
      return { state: 'rejected', sessions: 'nothing-changed' }
    case 'refused':
    case 'unreachable':
      return { state: 'not-sent', sessions: 'nothing-changed' }
    case 'unknown':
      return { state: 'unknown', sessions: 'not-known' }
    default:
      return assertNever(outcome.status)
  }
}

function settle(desk: OpenDesk, change: StagedChange, end: ChangeEnd): ChangeResult {
  settleChange(desk, change, end)
  return { changeId: change.id, state: end.state, outcome: end.outcome, sessions: end.sessions }
}

function refuse(desk: OpenDesk, operator: Operator, { account }: Proposal, outcome: Outcome): ChangeResult {
  desk.audit.append({
    action: 'admin-password.refused',
    result: 'failed',
    actor: operator.name,
    target: account.account,
    detail: { reason: outcome.reason, backend: account.backend_name, userID: account.user_id },
  })
  return { changeId: null, state: null, outcome, sessions: 'nothing-changed' }
}
