import type { RuleCheck } from '../../../shared/contract/admins.ts'
import type { SessionEffect } from '../../../shared/model/change.ts'
import { Secret } from '../../../shared/model/secret.ts'
import { prepareChangePassword } from '../../systems/openim/change-password.client.ts'
import { showRequest } from '../../systems/show-request.ts'
import { accessBackend } from '../backends/backend-access.ts'
import { callerFor, type Caller } from './calling-admin.ts'
import { confirmationFor, wireInput } from './change-admin-password.ts'
import { judgeProposal } from './change-rules.ts'
import type { OpenDesk } from '../open-desk.ts'
import { resolveProposal, type ProposalInput } from './proposal.ts'

/** Says what a change would send, what it needs confirmed, and what it does to sessions. */
export interface DryRun {
  rules: RuleCheck[]
  /** Holds the request, masked; null where a rule stops it before one is written. */
  request: { method: string; url: string; headers: Record<string, string>; body: string } | null
  caller: Caller
  typeToConfirm: string
  sessions: SessionEffect
}

/** Works a change out to the request that it would send, and sends nothing. */
export async function dryRunChange(desk: OpenDesk, input: ProposalInput): Promise<DryRun> {
  const proposal = resolveProposal(desk, input)
  const access = accessBackend(desk, proposal.account.backend_id)
  const { rules } = await judgeProposal(desk, proposal)
  const token = new Secret('the token that the desk will hold then')
  const { request } = prepareChangePassword({ ...wireInput(proposal, access), token }, access.target)
  const shown = request === null ? null : showRequest(request)
  return {
    rules,
    request: shown === null ? null : { ...shown, body: shown.body ?? '' },
    caller: callerFor(access),
    typeToConfirm: confirmationFor(proposal),
    sessions: 'sessions-stay',
  }
}
