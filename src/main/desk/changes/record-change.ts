import type { AuditAction, AuditResult } from '../../../shared/model/audit-action.ts'
import type { Outcome } from '../../../shared/model/outcome.ts'
import { backendOf, subjectName, type ChangeSubject } from './change-subject.ts'
import type { OpenDesk } from '../open-desk.ts'

const results = {
  staged: 'pending',
  sent: 'pending',
  confirmed: 'done',
  rejected: 'failed',
  'not-sent': 'failed',
  unknown: 'pending',
  refused: 'failed',
  probed: 'done',
  'change-verified': 'done',
  'not-applied': 'failed',
  'needs-operator': 'pending',
  'candidate-revealed': 'done',
} as const satisfies Record<string, AuditResult>

/** Names a step of a change as the audit knows it, whosever password it is. */
export type ChangeStep = keyof typeof results

const prefixes = { admin: 'admin-password', user: 'user-password' } as const

/** Records a step of a change in the transaction that is open, and tells every page. */
export function recordStep(
  desk: OpenDesk,
  step: ChangeStep,
  about: {
    subject: ChangeSubject
    actor: string
    changeId?: string
    outcome?: Outcome | undefined
    detail?: Record<string, string | number | boolean | null>
  },
): void {
  const { subject, changeId, outcome } = about
  const action: AuditAction = `${prefixes[subject.kind]}.${step}`
  const whom =
    subject.kind === 'admin' ? { userID: subject.account.user_id } : { system: subject.user.system }
  desk.audit.append({
    action,
    result: results[step],
    actor: about.actor,
    target: subjectName(subject),
    detail: {
      ...(changeId !== undefined && { change: changeId }),
      ...whom,
      backend: backendOf(subject).name,
      ...(outcome && { status: outcome.status, reason: outcome.reason, code: outcome.wire?.code ?? null }),
      ...about.detail,
    },
  })
  desk.live.publish('admins')
}
