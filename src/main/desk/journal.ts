import type { AuditAction, AuditResult } from '../../shared/model/audit-action.ts'
import type { ChangeState, SessionEffect } from '../../shared/model/change.ts'
import type { Outcome } from '../../shared/model/outcome.ts'
import { Problem } from '../../shared/model/problems.ts'
import type { SealedPlace } from '../../shared/model/ports.ts'
import type { Secret } from '../../shared/model/secret.ts'
import type { Operation } from '../../shared/model/systems.ts'
import { accountRows, type AccountRow } from '../store/accounts.ts'
import { changeRows } from '../store/changes.ts'
import { currentPasswordPlace } from './accounts.ts'
import type { OpenDesk } from './open-desk.ts'

/** Says what a change is about to do, before its first row is written. */
export interface PlannedChange {
  account: AccountRow
  operation: Operation
  operator: string
  from: 'typed' | 'generated'
  old: Secret
  next: Secret
}

/** Carries a change whose passwords are durable; the new one is sealed already for the account it will belong to. */
export interface StagedChange extends PlannedChange {
  id: string
  sealedNext: Buffer
}

/** Says how a change ended. */
export interface ChangeEnd {
  state: Extract<ChangeState, 'confirmed' | 'rejected' | 'not-sent' | 'unknown'>
  outcome: Outcome
  sessions: SessionEffect
  score: number | null
}

const endActions = {
  confirmed: ['admin-password.confirmed', 'done'],
  rejected: ['admin-password.rejected', 'failed'],
  'not-sent': ['admin-password.not-sent', 'failed'],
  unknown: ['admin-password.unknown', 'pending'],
} as const satisfies Record<ChangeEnd['state'], readonly [AuditAction, AuditResult]>

/** Gives the place at which a candidate of a change is sealed. */
export function candidatePlace(changeId: string, kind: 'old' | 'new'): SealedPlace {
  return { table: 'candidates', row: `${changeId}/${kind}`, column: 'sealed' }
}

/**
 * Opens a change: plans it and makes both passwords durable, before a byte leaves. Fails with `CHANGE_OPEN` where
 * another change still holds the account.
 */
export function stageChange(desk: OpenDesk, plan: PlannedChange): StagedChange {
  const rows = changeRows(desk.store)
  const id = desk.random.uuid()
  // Sealed now: the desk may be locked before the answer comes.
  const sealedNext = Buffer.from(
    desk.vault.seal('accounts', plan.next, currentPasswordPlace(plan.account.id)),
  )
  return desk.store.transaction(() => {
    const open = rows.openOf(plan.account.id)
    if (open !== undefined) throw new Problem('CHANGE_OPEN', { changeId: open.id, state: open.state })
    const now = desk.timestamp()
    rows.insert({
      id,
      account_id: plan.account.id,
      operation: plan.operation,
      state: 'staged',
      operator: plan.operator,
      password_from: plan.from,
      planned_at: now,
      staged_at: now,
      sending_at: null,
      ended_at: null,
      outcome: null,
      sessions: 'not-known',
    })
    for (const [kind, secret] of [
      ['old', plan.old],
      ['new', plan.next],
    ] as const) {
      const sealed = Buffer.from(desk.vault.seal('accounts', secret, candidatePlace(id, kind)))
      rows.insertCandidate({ id: desk.random.uuid(), change_id: id, kind, sealed, created_at: now })
    }
    accountRows(desk.store).update(plan.account.id, { last_change_id: id, last_change_at: now })
    record(desk, plan.account, plan.operator, 'admin-password.staged', 'pending', id)
    return { ...plan, id, sealedNext }
  })
}

/** Notes, durably, that the next thing to happen is the request's first byte. */
export function markSending(desk: OpenDesk, change: StagedChange): void {
  desk.store.transaction(() => {
    changeRows(desk.store).update(change.id, { state: 'sending', sending_at: desk.timestamp() })
    record(desk, change.account, change.operator, 'admin-password.sent', 'pending', change.id)
  })
}

/** Ends a change: its state, its outcome, the account's password where it is proven, and the event, in one transaction. */
export function settleChange(desk: OpenDesk, change: StagedChange, end: ChangeEnd): void {
  const now = desk.timestamp()
  const { id: accountId } = change.account
  desk.store.transaction(() => {
    changeRows(desk.store).update(change.id, {
      state: end.state,
      outcome: JSON.stringify(end.outcome),
      sessions: end.sessions,
      ended_at: end.state === 'unknown' ? null : now,
    })
    accountRows(desk.store).update(accountId, {
      last_change_at: now,
      ...(end.state === 'confirmed' && {
        sealed_password: change.sealedNext,
        password_changed_at: now,
        password_score: end.score,
      }),
    })
    const [action, result] = endActions[end.state]
    record(desk, change.account, change.operator, action, result, change.id, end.outcome)
  })
}

/** Closes what a desk left behind when it was ended in the middle: unsent changes as not sent, sent ones as unknown. */
export function closeInterruptedChanges(desk: OpenDesk): void {
  const rows = changeRows(desk.store)
  for (const change of rows.interrupted()) {
    const wasSent = change.state === 'sending'
    const state = wasSent ? 'unknown' : 'not-sent'
    const account = accountRows(desk.store).get(change.account_id)
    if (account === undefined) continue
    desk.store.transaction(() => {
      rows.update(change.id, {
        state,
        ended_at: wasSent ? null : desk.timestamp(),
        sessions: wasSent ? 'not-known' : 'nothing-changed',
      })
      const [action, result] = endActions[state]
      record(desk, account, 'desk', action, result, change.id)
    })
  }
}

function record(
  desk: OpenDesk,
  account: AccountRow,
  actor: string,
  action: AuditAction,
  result: AuditResult,
  changeId: string,
  outcome?: Outcome,
): void {
  desk.audit.append({
    action,
    result,
    actor,
    target: account.account,
    detail: {
      change: changeId,
      userID: account.user_id,
      backend: account.backend_name,
      ...(outcome && { status: outcome.status, reason: outcome.reason, code: outcome.wire?.code ?? null }),
    },
  })
  desk.live.publish('admins')
}
