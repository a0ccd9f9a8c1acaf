import { eventFieldNames } from './event-body.ts'
import type { EventField, EventLayout } from './event-layout.ts'

/** Says which events of another file are wanted, as the own audit does; `from` and `to` are UTC. */
export interface OtherEventFilter {
  search?: string | undefined
  actor?: string | undefined
  action?: string | undefined
  result?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

/** Gives the SQL by which another file's events are read, whatever is in their cells. */
export interface OtherEventCells {
  /** Selects every column but the number as text; in place of what is too long stands how long it is. */
  all: string
  /** Selects who did what; null stands for what is too long, or nothing. */
  names: string
  /** Gives the SQL that says whether a row is wanted, and the values in it. A column's own collation has no say. */
  match(filter: OtherEventFilter): { match: string; values: string[] }
}

/** Makes the SQL for a file whose events are laid out in a way. */
export function otherEventCells(layout: EventLayout): OtherEventCells {
  const { bounded, tooLong } = layout
  const shown = (name: EventField): string => `coalesce(${bounded(name)}, ${tooLong(name)}, '')`
  const contains = (name: EventField): string => `coalesce(instr(lower(${bounded(name)}), ?), 0) > 0`
  return {
    all: [...eventFieldNames.map(shown), ...links.map(shownLink)].join(', '),
    names: `${bounded('actor')}, ${bounded('action')}`,
    match({ search = '', actor, action, result, from, to }) {
      const part = search.trim().toLowerCase()
      const searched = (['target', 'detail', 'actor'] as const).map(contains)
      const conditions: { sql: string; values: (string | undefined)[] }[] = [
        { sql: `${bounded('actor')} COLLATE BINARY = ?`, values: [actor] },
        { sql: `${bounded('action')} COLLATE BINARY = ?`, values: [action] },
        { sql: `${bounded('result')} COLLATE BINARY = ?`, values: [result] },
        { sql: `${bounded('at')} COLLATE BINARY >= ?`, values: [from] },
        { sql: `${bounded('at')} COLLATE BINARY < ?`, values: [to] },
        { sql: `(${searched.join(' OR ')})`, values: searched.map(() => (part === '' ? undefined : part)) },
      ]
      const asked = conditions.filter(({ values }) => values.every((value) => value !== undefined))
      return {
        match: asked.length === 0 ? '1' : asked.map(({ sql }) => `(${sql})`).join(' AND '),
        values: asked.flatMap(({ values }) => values).filter((value) => value !== undefined),
      }
    },
  }
}

const links = ['prev_hash', 'hash'] as const

function shownLink(column: (typeof links)[number]): string {
  const text = `CASE WHEN octet_length(${column}) <= 16384 THEN CAST(${column} AS TEXT) END`
  return `coalesce(${text}, '(' || octet_length(${column}) || ' bytes)', '')`
}
