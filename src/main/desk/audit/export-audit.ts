import { eventHeaders, eventLine, type EventFormat } from '../../audit/event-text.ts'
import { auditRows, rawEvent, type AuditFilter } from '../../store/audit/audit-events.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'

/** Carries a piece of an export, and how many events have been looked at. */
export interface ExportPiece {
  text: string
  done: number
  total: number
}

const window = 1000

/**
 * Gives the events that a filter lets through, oldest first, up to the one that records this export. It looks at a
 * thousand at a time, and at the next ones when they are asked for: nothing waits for a slow page.
 */
export async function* exportAudit(
  desk: OpenDesk,
  by: Operator,
  { filter, format }: { filter: AuditFilter; format: EventFormat },
): AsyncGenerator<ExportPiece, void> {
  const rows = auditRows(desk.store)
  const total = desk.audit.append({
    action: 'audit.exported',
    result: 'done',
    actor: by.name,
    target: desk.store.id,
    detail: { format, ...filterDetail(filter) },
  })
  const header = eventHeaders[format]
  if (header !== null) yield { text: `${header}\n`, done: 0, total }
  for (let done = 0; done < total; done += window) {
    const found = rows.between(filter, done, Math.min(done + window, total))
    const text = found.map((row) => `${eventLine(rawEvent(row), format)}\n`).join('')
    yield { text, done: Math.min(done + window, total), total }
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** Tells a filter as the event that records an export carries it. */
export function filterDetail(filter: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filter).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
