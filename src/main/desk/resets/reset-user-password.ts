import { Problem } from '../../../shared/model/problems.ts'
import { Secret } from '../../../shared/model/secret.ts'
import { confirmsName } from '../../../shared/model/typed-confirmation.ts'
import type { UserReference } from '../../../shared/model/user-reference.ts'
import { backendRows } from '../../store/backends/backends.ts'
import { hasBackendMoved } from '../backends/backend-moved.ts'
import type { ChangeResult } from '../changes/change-admin-password.ts'
import { endOf } from '../changes/change-end.ts'
import { subjectName, type ChangeSubject } from '../changes/change-subject.ts'
import {
  closeUnsent,
  markSending,
  settleChange,
  stageChange,
  type ChangeEnd,
  type StagedChange,
} from '../changes/journal.ts'
import { openChangeOf } from '../changes/open-change.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { recordStep } from '../changes/record-change.ts'
import { draftOwner } from './reset-drafts.ts'
import { resetRequest, type ResetProof, type ResetRequest } from './reset-request.ts'
import { unusedCode } from './used-codes.ts'

/** Carries a reset as it is asked for: whose password, what proves it, the new one, and why it is done. */
export interface ResetInput {
  backendId: string
  user: UserReference
  proof: ResetProof
  next: { from: 'typed'; password: string } | { from: 'draft'; draftId: string }
  reason: string
  /** Repeats the user's name as it was typed to confirm. */
  confirmation: string
}

/** Writes what a change means elsewhere, each time in the transaction that writes it into the journal. */
export interface BesideChange {
  /** Hears of the change before its request leaves. */
  staged(changeId: string): void
  ended(result: ChangeResult): void
}

/**
 * Sets a user's password at a backend through the journal: nothing leaves before the new password is durable, one
 * request is sent, and the code that it carries counts as used from then on, whatever comes of it.
 */
export async function resetUserPassword(
  desk: OpenDesk,
  operator: Operator,
  input: ResetInput,
  beside?: BesideChange,
): Promise<ChangeResult> {
  const { backendId, user, proof } = input
  const backend = backendRows(desk.store).get(backendId)
  if (backend === undefined) throw new Problem('NOT_FOUND', { what: 'backend' })
  const subject: ChangeSubject = { kind: 'user', backend, user }
  const expected = subjectName(subject)
  if (!confirmsName(input.confirmation, expected)) throw new Problem('CONFIRMATION_DIFFERS', { expected })
  const next = newPassword(desk, input)
  const request = resetRequest(desk, backendId, user, proof, next)
  if (request.preparation.refusal !== null) return refuse(desk, operator, subject, request, beside)
  const code = unusedCode(desk, subject, request.code)
  const change = desk.store.transaction(() => {
    const staged = stageChange(desk, {
      subject,
      operation: request.operation,
      operator: operator.name,
      from: input.next.from === 'draft' ? 'generated' : 'typed',
      old: request.old,
      next,
      reason: input.reason,
    })
    beside?.staged(staged.id)
    return staged
  })
  try {
    markSending(desk, change, code)
  } catch (error) {
    closeUnsent(desk, change)
    throw error
  }
  const { outcome, also } = await request.send()
  return settle(desk, change, { ...endOf(outcome, request.sessions), outcome, ...(also && { also }) }, beside)
}

/**
 * Sends the new password of an open reset once more, with a fresh code: a success proves that it is in force, however
 * the request before it ended; anything else proves nothing, and leaves the change unknown. Fails with `BACKEND_MOVED`
 * where another server than the one that was asked would hear it.
 */
export function continueReset(
  desk: OpenDesk,
  operator: Operator,
  { changeId, code, codeid }: { changeId: string; code: string; codeid: string },
  beside?: Pick<BesideChange, 'ended'>,
): Promise<ChangeResult> {
  return desk.turns.take(`change/${changeId}`, async () => {
    const change = { ...(await openChangeOf(desk, changeId, { atOnce: true })), operator: operator.name }
    const { subject, next } = change
    if (subject.kind === 'admin' || subject.user.system === 'nobase') {
      throw new Problem('NOT_FOUND', { what: 'change' })
    }
    if (hasBackendMoved(desk, change.row)) throw new Problem('BACKEND_MOVED')
    const proof: ResetProof = { by: 'code', secret: new Secret(code), codeid }
    const request = resetRequest(desk, subject.backend.id, subject.user, proof, next)
    if (request.preparation.refusal !== null) return refuse(desk, operator, subject, request, beside)
    markSending(desk, change, unusedCode(desk, subject, request.code))
    const { outcome, also } = await request.send()
    const isProven = outcome.status === 'succeeded'
    const end: ChangeEnd = {
      state: isProven ? 'verified' : 'unknown',
      sessions: isProven ? request.sessions : 'not-known',
      outcome,
      ...(also && { also }),
    }
    return settle(desk, change, end, beside)
  })
}

function newPassword(desk: OpenDesk, { backendId, user, next }: ResetInput): Secret {
  if (next.from === 'typed') return new Secret(next.password)
  const draft = desk.drafts.get(next.draftId)
  if (draft.accountId !== draftOwner(backendId, user.system)) throw new Problem('DRAFT_GONE')
  return draft.secret
}

function settle(
  desk: OpenDesk,
  change: StagedChange,
  end: ChangeEnd,
  beside: Pick<BesideChange, 'ended'> | undefined,
): ChangeResult {
  const { state, outcome, sessions } = end
  const result = { changeId: change.id, state, outcome, sessions }
  const also = (): void => {
    end.also?.()
    beside?.ended(result)
  }
  settleChange(desk, change, { ...end, also })
  return result
}

async function refuse(
  desk: OpenDesk,
  { name: actor }: Operator,
  subject: ChangeSubject,
  request: ResetRequest,
  beside: Pick<BesideChange, 'ended'> | undefined,
): Promise<ChangeResult> {
  const { outcome } = await request.send()
  const result: ChangeResult = { changeId: null, state: null, outcome, sessions: 'nothing-changed' }
  desk.store.transaction(() => {
    recordStep(desk, 'refused', { subject, actor, outcome })
    beside?.ended(result)
  })
  return result
}
