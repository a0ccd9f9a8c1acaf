/** Says which events of another file are wanted, as the own audit does; `from` and `to` are UTC. */
export interface OtherEventFilter {
  search?: string | undefined
  actor?: string | undefined
  action?: string | undefined
  result?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

/** Bounds a text of an event that is read, in bytes: no Latchkey writes one as long. */
export const mostCellBytes = 16_384

const columns = ['at', 'actor', 'action', 'target', 'result', 'detail', 'prev_hash', 'hash'] as const

/** Gives a column as text whatever its type; what is too long is never taken up, which null stands for. */
function bounded(column: (typeof columns)[number]): string {
  return `CASE WHEN octet_length(${column}) <= ${String(mostCellBytes)} THEN CAST(${column} AS TEXT) END`
}

/** Selects every column but the number as text; in place of what is too long stands how long it is. */
export const otherEventCells = columns
  .map((column) => `coalesce(${bounded(column)}, '(' || octet_length(${column}) || ' bytes)', '')`)
  .join(', ')

/** Selects who did what; null stands for what is too long, or nothing. */
export const otherEventNames = `${bounded('actor')}, ${bounded('action')}`

/** Gives the SQL that says whether a row is wanted, and the values in it. A column's own collation has no say. */
export function otherEventMatch(filter: OtherEventFilter): { match: string; values: string[] } {
  const { search = '', actor, action, result, from, to } = filter
  const part = search.trim().toLowerCase()
  const conditions: { sql: string; values: (string | undefined)[] }[] = [
    { sql: `${bounded('actor')} COLLATE BINARY = ?`, values: [actor] },
    { sql: `${bounded('action')} COLLATE BINARY = ?`, values: [action] },
    { sql: `${bounded('result')} COLLATE BINARY = ?`, values: [result] },
    { sql: `${bounded('at')} COLLATE BINARY >= ?`, values: [from] },
    { sql: `${bounded('at')} COLLATE BINARY < ?`, values: [to] },
    {
      sql: `(${(['target', 'detail', 'actor'] as const)
        .map((column) => `coalesce(instr(lower(${bounded(column)}), ?), 0) > 0`)
        .join(' OR ')})`,
      values: Array.from({ length: 3 }, () => (part === '' ? undefined : part)),
    },
  ]
  const asked = conditions.filter(({ values }) => values.every((value) => value !== undefined))
  return {
    match: asked.length === 0 ? '1' : asked.map(({ sql }) => `(${sql})`).join(' AND '),
    values: asked.flatMap(({ values }) => values).filter((value) => value !== undefined),
  }
}
