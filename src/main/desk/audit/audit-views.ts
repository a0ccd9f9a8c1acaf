import type { AuditEvent } from '../../../shared/contract/audit.ts'
import { auditActions, type AuditAction } from '../../../shared/model/audit-action.ts'
import { createHash, createPublicKey } from 'node:crypto'
import { anchorPath } from '../../audit/anchors.ts'
import { eventView } from '../../audit/event-view.ts'
import { auditRows, rawEvent, type AuditFilter } from '../../store/audit/audit-events.ts'
import { storeMeta } from '../../store/store-meta.ts'
import type { OpenDesk } from '../open-desk.ts'

/** Asks for a page of events: newest first before one of them, or oldest first after one. */
export interface AuditPageQuery {
  oldestFirst?: boolean | undefined
  before?: number | undefined
  after?: number | undefined
  limit: number
}

/** Gives one page of events with how many match in all; `next` is the number that the next one goes on from. */
export function listAudit(
  desk: OpenDesk,
  filter: AuditFilter,
  page: AuditPageQuery,
): { events: AuditEvent[]; next: number | null; total: number; readAt: string } {
  const rows = auditRows(desk.store)
  const found =
    page.oldestFirst === true
      ? rows.oldest(filter, page.after, page.limit + 1)
      : rows.list(filter, page.before, page.limit + 1)
  const events = found.slice(0, page.limit).map((row) => eventView(rawEvent(row)))
  return {
    events,
    next: found.length > page.limit ? (events.at(-1)?.seq ?? null) : null,
    total: rows.count(filter),
    readAt: desk.timestamp(),
  }
}

/** Gives the actors and actions that have occurred, for choosing a filter. */
export function auditFacets(desk: OpenDesk): { actors: string[]; actions: AuditAction[] } {
  const rows = auditRows(desk.store)
  const actions = new Set<string>(rows.actions())
  return { actors: rows.actors(), actions: auditActions.filter((action) => actions.has(action)) }
}

/** Says how the chain stands: its length, its head, and what is signed. */
export function chainState(desk: OpenDesk) {
  const rows = auditRows(desk.store)
  const head = rows.last()
  const checkpoint = rows.lastCheckpoint()
  // The desk's own key where it is held: the file could name another.
  const key = desk.vault.holds('checkpoint')
    ? desk.vault.checkpointPublicKey()
    : storeMeta(desk.store).publicKey()
  return {
    events: head?.seq ?? 0,
    head: head?.hash ?? null,
    lastCheckpoint: checkpoint === undefined ? null : { seq: checkpoint.seq, at: checkpoint.at },
    unsignedTail: (head?.seq ?? 0) - (checkpoint?.seq ?? 0),
    keyFingerprint: key === null ? null : createHash('sha256').update(key).digest('hex'),
    publicKey: key === null ? null : asPem(key),
    anchorPath: anchorPath(desk.store.path, desk.store.id),
    anchors: desk.audit.anchorPlaces(),
  }
}

function asPem(key: Buffer): string | null {
  try {
    return String(
      createPublicKey({ key, format: 'der', type: 'spki' }).export({ format: 'pem', type: 'spki' }),
    )
  } catch {
    // A key changed from outside must not keep the chain from being looked at: verification names it.
    return null
  }
}
