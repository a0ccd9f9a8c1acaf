import type { CandidateKind, ChangeState, SessionEffect } from '../../../shared/model/change.ts'
import type { Outcome } from '../../../shared/model/outcome.ts'
import { judgementColumns, type JudgementColumns } from '../../../shared/model/password-judge.ts'
import { Problem } from '../../../shared/model/problems.ts'
import type { Secret } from '../../../shared/model/secret.ts'
import type { Operation } from '../../../shared/model/systems.ts'
import { accountRows } from '../../store/accounts/accounts.ts'
import { changeRows } from '../../store/changes/changes.ts'
import { sealForAccount } from './candidates.ts'
import {
  backendOf,
  candidateKey,
  candidatePlace,
  referenceText,
  subjectKey,
  subjectName,
  usedCodesOf,
  type ChangeSubject,
} from './change-subject.ts'
import type { SentRequest } from '../exchanges/exchange-log.ts'
import type { OpenDesk } from '../open-desk.ts'
import { recordStep } from './record-change.ts'
import { settlesAfterNow } from './settle-time.ts'

/** Says what a change is about to do, before its first row is written. */
export interface PlannedChange {
  subject: ChangeSubject
  operation: Operation
  operator: string
  from: 'typed' | 'generated'
  /** Holds the password from before; null where nobody at the desk knows it. */
  old: Secret | null
  next: Secret
  /** Says for the audit why it is done. */
  reason?: string | undefined
  rotationId?: string | null | undefined
}

/** Carries a change that is in the journal. */
export interface StagedChange {
  id: string
  subject: ChangeSubject
  operation: Operation
  operator: string
  /** Holds the new password, sealed already for the account that it will belong to; null for a user's. */
  sealedNext: Buffer | null
}

/** Says how a request that was sent for a change ended. */
export interface ChangeEnd {
  state: Extract<ChangeState, 'confirmed' | 'rejected' | 'not-sent' | 'unknown' | 'verified'>
  outcome: Outcome
  sessions: SessionEffect
  /** Carries what is judged of the new password; without it, an admin's is judged once it is in force. */
  judged?: JudgementColumns
  /** Writes what else the answer brought, in the same transaction. */
  also?: () => void
}

/**
 * Opens a change: plans it and makes its passwords durable, before a byte leaves. Fails with `CHANGE_OPEN` where
 * another change still holds the subject.
 */
export function stageChange(desk: OpenDesk, plan: PlannedChange): StagedChange {
  const rows = changeRows(desk.store)
  const { subject, operation, operator } = plan
  const id = desk.random.uuid()
  // Sealed now: the desk may be locked before the answer comes.
  const sealedNext = sealForAccount(desk, subject, plan.next)
  return desk.store.transaction(() => {
    const held = rows.openOf(subjectKey(subject))
    if (held !== undefined) throw new Problem('CHANGE_OPEN', { changeId: held.id, state: held.state })
    const now = desk.timestamp()
    rows.insert({
      id,
      subject: subjectKey(subject),
      account_id: subject.kind === 'admin' ? subject.account.id : null,
      backend_id: backendOf(subject).id,
      operation,
      state: 'staged',
      operator,
      password_from: plan.from,
      planned_at: now,
      staged_at: now,
      sending_at: null,
      ended_at: null,
      outcome: null,
      sessions: 'not-known',
      settles_at: null,
      settled_by: null,
      rotation_id: plan.rotationId ?? null,
      reference: referenceText(subject, []),
    })
    const seal = (kind: CandidateKind, secret: Secret): void => {
      const sealed = Buffer.from(desk.vault.seal(candidateKey(subject), secret, candidatePlace(id, kind)))
      rows.insertCandidate({ id: desk.random.uuid(), change_id: id, kind, sealed, created_at: now })
    }
    if (plan.old !== null) seal('old', plan.old)
    seal('new', plan.next)
    if (subject.kind === 'admin') {
      accountRows(desk.store).update(subject.account.id, { last_change_id: id, last_change_at: now })
    }
    const detail = plan.reason === undefined ? {} : { why: plan.reason }
    recordStep(desk, 'staged', { subject, actor: operator, changeId: id, detail })
    return { id, subject, operation, operator, sealedNext }
  })
}

/**
 * Notes, durably, that the next thing to happen is the request's first byte; a code that the request carries counts
 * as used from here on, by its keyed hash.
 */
export function markSending(desk: OpenDesk, change: StagedChange, usedCode?: string): void {
  const { id, subject, operator: actor } = change
  const rows = changeRows(desk.store)
  writeStep(desk, id, () => {
    const row = rows.get(id)
    if (row === undefined) throw new Problem('NOT_FOUND', { what: 'change' })
    const codes = [...usedCodesOf(row), ...(usedCode === undefined ? [] : [usedCode])]
    rows.update(id, {
      state: 'sending',
      sending_at: desk.timestamp(),
      settles_at: null,
      reference: referenceText(subject, codes),
    })
    recordStep(desk, 'sent', { subject, actor, changeId: id })
  })
}

/**
 * Ends a change, or the request for it: its state, its outcome, the account's password where it is proven, and
 * the event, in one transaction; the exchange follows. The socket must be gone: an unknown one begins to settle.
 */
export function settleChange(desk: OpenDesk, change: StagedChange, end: ChangeEnd): void {
  const { id, subject, operator: actor } = change
  const { state, outcome, sessions } = end
  writeStep(desk, id, () => {
    const now = desk.timestamp()
    const isOpen = state === 'unknown'
    changeRows(desk.store).update(id, {
      state,
      outcome: JSON.stringify(outcome),
      sessions,
      ended_at: isOpen ? null : now,
      settles_at: isOpen ? settlesAfterNow(desk) : null,
    })
    if (state === 'confirmed') takeIntoForce(desk, change, { changedAt: now, judged: end.judged })
    end.also?.()
    const step = state === 'verified' ? 'change-verified' : state
    recordStep(desk, step, { subject, actor, changeId: id, outcome })
  })
  // A sign-in that stopped the change has its own record.
  if (outcome.operation === change.operation) desk.exchangeLog.recordLater(exchangeOfChange(change, outcome))
}

/** Gives the record of the request by which a change was sent. */
export function exchangeOfChange(
  { id, subject, operator }: Pick<StagedChange, 'id' | 'subject' | 'operator'>,
  outcome: Outcome,
): SentRequest {
  return {
    purpose: subject.kind === 'admin' ? 'change' : 'reset',
    operator,
    backendId: backendOf(subject).id,
    target: subjectName(subject),
    changeId: id,
    outcome,
  }
}

/** Closes a change of which nothing was sent, because the desk itself failed before. */
export function closeUnsent(desk: OpenDesk, { id, subject, operator: actor }: StagedChange): void {
  writeStep(desk, id, () => {
    const values = { state: 'not-sent', sessions: 'nothing-changed', ended_at: desk.timestamp() } as const
    changeRows(desk.store).update(id, values)
    recordStep(desk, 'not-sent', { subject, actor, changeId: id })
  })
}

/** Writes a step of a change, and remembers one that the store did not take: nobody else would close the change. */
function writeStep(desk: OpenDesk, id: string, work: () => void): void {
  try {
    desk.store.transaction(work)
    desk.cutOffChanges.delete(id)
  } catch (error) {
    desk.cutOffChanges.add(id)
    throw error
  }
}

/** Writes on a change's account that the new password, which is proven, is the one in force. */
export function takeIntoForce(
  desk: OpenDesk,
  { subject, sealedNext }: StagedChange,
  { changedAt, judged }: { changedAt: string; judged: JudgementColumns | undefined },
): void {
  if (subject.kind === 'user') return
  accountRows(desk.store).update(subject.account.id, {
    sealed_password: sealedNext,
    password_changed_at: changedAt,
    ...(judged ?? judgementColumns(null)),
  })
  if (judged === undefined) desk.judging.start()
}
