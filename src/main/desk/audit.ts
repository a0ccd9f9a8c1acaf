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
  const steps = new TransformStream<VerificationStep, VerificationStep>(undefined, undefined, {
    highWaterMark: 1,
  })
  const writer = steps.writable.getWriter()
  let told = Promise.resolve()
  const report = desk.verifyAudit((checked, total) => {
    // A page that reads slowly is told less often, never later.
    if ((writer.desiredSize ?? 0) > 0) told = writer.write({ kind: 'progress', checked, total })
  })
  const ended = report.then(
    async () => {
      await told
      await writer.close()
    },
    (error: unknown) => writer.abort(error),
  )
  ended.catch(() => undefined)
  yield* steps.readable
  const found = await report
  desk.audit.append({
    action: 'audit.verified',
    result: found.verdict === 'tampered' || found.verdict === 'unreadable' ? 'failed' : 'done',
    actor: by.name,
    target: desk.store.id,
    detail: { verdict: found.verdict, events: found.events },
  })
  yield { kind: 'report', report: found }
}
