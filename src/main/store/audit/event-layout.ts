import type Database from 'better-sqlite3'
import { earlierMark, eventFieldNames } from './event-body.ts'

/** Names a field of an event. */
export type EventField = (typeof eventFieldNames)[number]

/** Gives SQL for what an event says, as the file that is read holds it. */
export interface EventLayout {
  /** Is the body; null stands for what cannot be one. */
  body: string
  field(name: EventField): string
  /** Gives a field as text; null where what holds it is longer than any Latchkey writes it. */
  bounded(name: EventField): string
  /** Gives what is shown in place of a field that is longer. */
  tooLong(name: EventField): string
}

/**
 * Gives the SQL of a field out of a body, which must be spelled the same wherever an index is to be found by it. A text
 * that is no body has no field but its detail, which is all of it: what was changed from outside must still be listed,
 * and what is no text in it is listed as one.
 */
export function fieldOfBody(name: EventField): string {
  const otherwise = name === 'detail' ? 'body' : `''`
  const place = String(eventFieldNames.indexOf(name))
  return `CAST(CASE WHEN json_valid(body) THEN coalesce(body ->> '$[${place}]', ${otherwise}) ELSE ${otherwise} END AS TEXT)`
}

function sizeOf(column: string): string {
  return `'(' || octet_length(${column}) || ' bytes)'`
}

/** Lays events out as this program writes them: a text that holds every field. */
const bodyLayout: EventLayout = {
  body: 'body',
  field: fieldOfBody,
  bounded: (name) => `CASE WHEN octet_length(body) <= 65536 THEN ${fieldOfBody(name)} END`,
  tooLong: (name) => (name === 'detail' ? sizeOf('body') : `''`),
}

const areTexts = eventFieldNames.map((name) => `typeof(${name}) = 'text'`).join(' AND ')

/** Lays events out as they were before bodies were stored: a column for each field. */
const columnLayout: EventLayout = {
  body: `CASE WHEN ${areTexts} THEN '${earlierMark}' || json_array(${eventFieldNames.join(', ')}) END`,
  field: (name) => name,
  bounded: (name) => `CASE WHEN octet_length(${name}) <= 16384 THEN CAST(${name} AS TEXT) END`,
  tooLong: sizeOf,
}

/** Finds out how a file lays its events out. */
export function eventLayout(db: Database.Database): EventLayout {
  const hasBody = db.prepare(`SELECT count(*) FROM pragma_table_info('audit_events') WHERE name = 'body'`)
  return hasBody.pluck().get() === 0 ? columnLayout : bodyLayout
}
