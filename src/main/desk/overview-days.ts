import type { Overview } from '../../shared/contract/overview.ts'
import type { AuditAction } from '../../shared/model/audit-action.ts'
import type { Role } from '../../shared/model/roles.ts'
import type { OpenDesk } from './open-desk.ts'

const changed: readonly AuditAction[] = ['admin-password.confirmed', 'admin-password.change-verified']
const changeFailed: readonly AuditAction[] = [
  'admin-password.rejected',
  'admin-password.not-sent',
  'admin-password.not-applied',
]
const reset: readonly AuditAction[] = ['user-password.confirmed', 'user-password.change-verified']
const resetFailed: readonly AuditAction[] = [
  'user-password.rejected',
  'user-password.not-sent',
  'user-password.not-applied',
]
const signInFailed: readonly AuditAction[] = ['operator.sign-in-failed', 'operator.locked-out']

/** Counts changes, resets and events by days that begin at the times given; support is told of resets alone. */
export function figuresByDay(
  { auditDays: audit }: Pick<OpenDesk, 'auditDays'>,
  days: readonly string[],
  role: Role,
): Overview['days'] {
  const starts = days.toSorted()
  const isWhole = role !== 'support'
  return audit.spans(starts).map((span, index) => ({
    from: starts[index] ?? '',
    changed: isWhole ? audit.count(changed, span) : null,
    reset: audit.count(reset, span),
    failed: audit.count(isWhole ? [...changeFailed, ...resetFailed] : resetFailed, span),
    events: isWhole ? span.to - span.from : null,
    signInsFailed: isWhole ? audit.count(signInFailed, span) : null,
  }))
}
