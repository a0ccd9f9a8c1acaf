import { z } from 'zod'
import { auditReportSchema } from '../../../shared/contract/audit.ts'
import type { Overview } from '../../../shared/contract/overview.ts'
import { auditRows } from '../../store/audit/audit-events.ts'
import { overviewRows } from '../../store/overview-rows.ts'
import type { OpenDesk } from '../open-desk.ts'

const detailSchema = z.object({ verdict: auditReportSchema.shape.verdict })

/** Says how far the audit is signed, and what its last verification found. */
export function chainStanding({ store }: OpenDesk): NonNullable<Overview['chain']> {
  const rows = auditRows(store)
  const events = rows.last()?.seq ?? 0
  const signed = rows.lastCheckpoint()?.seq ?? 0
  return {
    events,
    unsigned: events - signed,
    unsignedSince: overviewRows(store).firstEventAfter(signed),
    verified: lastVerification(store, events),
  }
}

function lastVerification(
  store: OpenDesk['store'],
  events: number,
): NonNullable<Overview['chain']>['verified'] {
  const last = overviewRows(store).lastVerification(store.id)
  if (last === undefined) return null
  const { success, data } = detailSchema.safeParse(readJson(last.detail))
  // What cannot be read was changed from outside.
  return {
    at: last.at,
    verdict: success ? data.verdict : 'unreadable',
    newEvents: events - last.seq,
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
