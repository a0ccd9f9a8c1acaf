import { z } from 'zod'
import type { AuditEvent } from '../../shared/contract/audit.ts'
import type { RawEvent } from '../store/audit/raw-event.ts'

/** Gives an event as a page shows it; whatever a changed file holds in its detail, it comes out as plain values. */
export function eventView([seq, at, actor, action, target, result, detail, , hash]: RawEvent): AuditEvent {
  return { seq, at, actor, action, target, result, hash, detail: readDetail(detail) }
}

const entries = z.record(z.string(), z.unknown())
const plain = z.union([z.string(), z.number(), z.boolean(), z.null()])

function readDetail(detail: string): AuditEvent['detail'] {
  try {
    const found = entries.parse(JSON.parse(detail))
    return Object.fromEntries(
      Object.entries(found).map(([name, value]) => [name, plain.safeParse(value).data ?? written(value)]),
    )
  } catch {
    // A body changed from outside must still be listed: verification names it.
    return { unreadable: detail }
  }
}

function written(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value)
}
