import { cellText, type RawEvent } from '../store/audit/raw-event.ts'
import { csvRow } from './csv.ts'

/** Lists the forms in which events are handed on: rows of CSV, or a JSON object a line. */
export const eventFormats = ['csv', 'json'] as const

/** Names a form in which events are handed on. */
export type EventFormat = (typeof eventFormats)[number]

const columns = ['seq', 'at', 'actor', 'action', 'target', 'result', 'detail', 'prevHash', 'hash']

/** Holds the line that stands before the events; null where there is none. */
export const eventHeaders: Record<EventFormat, string | null> = { csv: csvRow(columns), json: null }

/** Writes one event as a line without its end; in CSV, what a spreadsheet would run as a formula is defused. */
export function eventLine(event: RawEvent, format: EventFormat): string {
  return format === 'csv' ? csvRow(event.map(csvCell)) : JSON.stringify(eventObject(event))
}

function csvCell(cell: unknown): string | number {
  return typeof cell === 'number' ? cell : cellText(cell)
}

function eventObject([seq, at, actor, action, target, result, detail, prevHash, hash]: RawEvent): object {
  return { seq, at, actor, action, target, result, detail: parsed(detail), prevHash, hash }
}

function parsed(detail: string): unknown {
  try {
    const value: unknown = JSON.parse(detail)
    // What nests too deeply can be read, and not be written.
    JSON.stringify(value)
    return value
  } catch {
    // A detail that was changed from outside is handed on as it stands.
    return detail
  }
}
