import type { ChangeState, SessionEffect } from '../../../shared/model/change.ts'
import type { Outcome } from '../../../shared/model/outcome.ts'
import type { JudgementColumns } from '../../../shared/model/password-judge.ts'
import { Problem } from '../../../shared/model/problems.ts'
import { Secret } from '../../../shared/model/secret.ts'
import { confirmsName } from '../../../shared/model/typed-confirmation.ts'
import { changePassword, prepareChangePassword } from '../../systems/openim/change-password.client.ts'
import { judgementOf } from '../accounts/accounts.ts'
import { accessBackend, type BackendAccess } from '../backends/backend-access.ts'
import { demandDirectoryAdmin, obtainToken } from './calling-admin.ts'
import { endOf, sessionsAfterChange } from './change-end.ts'
import {
  closeUnsent,
  markSending,
  settleChange,
  stageChange,
  type ChangeEnd,
  type StagedChange,
} from './journal.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { resolveProposal, type Proposal, type ProposalInput } from './proposal.ts'
import { recordStep } from './record-change.ts'

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
  input: ProposalInput & { confirmation?: string | undefined; rotationId?: string },
): Promise<ChangeResult> {
  const proposal = resolveProposal(desk, input)
  const access = accessBackend(desk, proposal.account.backend_id)
  const expected = confirmationFor(proposal)
  if (!confirmsName(input.confirmation, expected)) throw new Problem('CONFIRMATION_DIFFERS', { expected })
  const preflight = { ...wireInput(proposal, access), token: new Secret('not yet known') }
  if (prepareChangePassword(preflight, access.target).refusal !== null) {
    return refuse(desk, operator, proposal, await changePassword(preflight, access.target))
  }
  if (access.isBuiltIn) demandDirectoryAdmin(desk, proposal.account.user_id)
  const judged = await judgementOf(desk, proposal.account, proposal.next)
  const change = stageChange(desk, {
    subject: { kind: 'admin', account: proposal.account },
    operation: 'openim.changePassword',
    operator: operator.name,
    from: proposal.from,
    old: proposal.current,
    next: proposal.next,
    rotationId: input.rotationId ?? null,
  })
  return carryOut(desk, change, proposal, access, judged)
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
  judged: JudgementColumns,
): Promise<ChangeResult> {
  const signedIn = await obtainToken(desk, access, proposal, change).catch((error: unknown) => {
    closeUnsent(desk, change)
    throw error
  })
  if ('failed' in signedIn) {
    return settle(desk, change, { ...endOfSignIn(signedIn.failed), sessions: 'nothing-changed' })
  }
  markSending(desk, change)
  const input = { ...wireInput(proposal, access), token: signedIn.token }
  const outcome = await changePassword(input, access.target)
  const result = settle(desk, change, { ...endOf(outcome, sessionsAfterChange), outcome, judged })
  if (access.isBuiltIn) desk.directory.tokens.revoke(signedIn.token)
  return result
}

/** A sign-in that was not rejected leaves the change unsent, whatever became of the sign-in: so says its outcome. */
function endOfSignIn(outcome: Outcome): Pick<ChangeEnd, 'state' | 'outcome'> {
  if (outcome.status === 'rejected') return { state: 'rejected', outcome }
  const status = outcome.status === 'refused' ? 'refused' : 'unreachable'
  return { state: 'not-sent', outcome: { ...outcome, status } }
}

function settle(desk: OpenDesk, change: StagedChange, end: ChangeEnd): ChangeResult {
  settleChange(desk, change, end)
  return { changeId: change.id, state: end.state, outcome: end.outcome, sessions: end.sessions }
}

function refuse(desk: OpenDesk, operator: Operator, { account }: Proposal, outcome: Outcome): ChangeResult {
  const subject = { kind: 'admin', account } as const
  recordStep(desk, 'refused', { subject, actor: operator.name, outcome })
  return { changeId: null, state: null, outcome, sessions: 'nothing-changed' }
}
