import type { AuditReport } from '../../shared/contract/audit.ts'
import type { AuditFilter } from '../store/audit-events.ts'
import { auditFacets, chainState, listAudit } from './audit-views.ts'
import type { OpenDesk } from './open-desk.ts'
import type { Operator } from './operator.ts'

/** Carries how far a verification is, or what it found. */
export type VerificationStep =
  { kind: 'progress'; checked: number; total: number } | { kind: 'report'; report: AuditReport }

/** Gives the use cases of the audit over a desk whose store is open when they are called. */
export function auditOf(need: () => OpenDesk) {
  return {
    list: (filter: AuditFilter, page: { before: number | undefined; limit: number }) =>
      listAudit(need(), filter, page),
    facets: () => auditFacets(need()),
    chain: () => chainState(need()),
    verify: (by: Operator) => verify(need(), by),
  }
}

async function* verify(desk: OpenDesk, by: Operator): AsyncGenerator<VerificationStep, void> {
  desk.audit.checkpoint()
  let latest: VerificationStep | null = null
  let wake = (): void => undefined
  const result = desk.verifyAudit((checked, total) => {
    latest = { kind: 'progress', checked, total }
    wake()
  })
  let report: AuditReport | null = null
  const settled = result.then((value) => {
    report = value
  })
  while (report === null) {
    await Promise.race([settled, new Promise<void>((resolve) => (wake = resolve))])
    const step: VerificationStep | null = latest
    latest = null
    if (step !== null) yield step
  }
  const { verdict, events } = await result
  desk.audit.append({
    action: 'audit.verified',
    result: verdict === 'tampered' || verdict === 'unreadable' ? 'failed' : 'done',
    actor: by.name,
    target: desk.store.id,
    detail: { verdict, events },
  })
  yield { kind: 'report', report }
}
