import type { Overview } from '../../../shared/contract/overview.ts'
import type { AuditAction } from '../../../shared/model/audit-action.ts'
import type { SettledAction } from '../../../shared/model/audit-settled-words.ts'
import type { Role } from '../../../shared/model/roles.ts'
import type { AuditDays, AuditSpan } from '../../store/audit/audit-days.ts'
import type { OpenDesk } from '../open-desk.ts'

/** Lists the events with which changes end in one way; `settled` is among them, and may stand for a decision. */
interface Ends {
  all: readonly AuditAction[]
  settled: SettledAction
}

const changed: Ends = {
  all: ['admin-password.confirmed', 'admin-password.change-verified'],
  settled: 'admin-password.change-verified',
}
const changeFailed: Ends = {
  all: ['admin-password.rejected', 'admin-password.not-sent', 'admin-password.not-applied'],
  settled: 'admin-password.not-applied',
}
const reset: Ends = {
  all: ['user-password.confirmed', 'user-password.change-verified'],
  settled: 'user-password.change-verified',
}
const resetFailed: Ends = {
  all: ['user-password.rejected', 'user-password.not-sent', 'user-password.not-applied'],
  settled: 'user-password.not-applied',
}
const signInFailed: readonly AuditAction[] = ['operator.sign-in-failed', 'operator.locked-out']

/**
 * Counts changes, resets and events by days that begin at the times given; support is told of resets alone. What an
 * operator decided without a proof is counted apart.
 */
export function figuresByDay(
  { auditDays: audit }: Pick<OpenDesk, 'auditDays'>,
  days: readonly string[],
  role: Role,
): Overview['days'] {
  const starts = days.toSorted()
  const isWhole = role !== 'support'
  return audit.spans(starts).map((span, index) => ({
    from: starts[index] ?? '',
    changed: isWhole ? proven(audit, [changed], span) : null,
    reset: proven(audit, [reset], span),
    failed: proven(audit, isWhole ? [changeFailed, resetFailed] : [resetFailed], span),
    decided: decided(
      audit,
      isWhole ? [changed, changeFailed, reset, resetFailed] : [reset, resetFailed],
      span,
    ),
    events: isWhole ? span.to - span.from : null,
    signInsFailed: isWhole ? audit.count(signInFailed, span) : null,
  }))
}

function proven(audit: AuditDays, ends: readonly Ends[], span: AuditSpan): number {
  const all = ends.flatMap((one) => one.all)
  return audit.count(all, span) - decided(audit, ends, span)
}

function decided(audit: AuditDays, ends: readonly Ends[], span: AuditSpan): number {
  return audit.countDecided(
    ends.map(({ settled }) => settled),
    span,
  )
}
