import { sql as raw, type RawBuilder } from 'kysely'
import { sql } from './sql.ts'
import type { Store } from './store.ts'

/** Limits how many rows of a selection are read to be sorted, so that a page comes at once. */
export const mostSorted = 1000

/** Carries a stretch of an order: the index that it stands in, the condition on rows, and the terms that sort them. */
export interface ListStretch {
  /** Is null where the table has but one for it, which has no name. */
  index: string | null
  place: RawBuilder<boolean>
  sorted: RawBuilder<unknown>
}

/** Describes an order by a key, and then by a number that no two rows share. */
export interface KeyedOrder {
  index: string
  key: RawBuilder<unknown>
  number: RawBuilder<unknown>
  descending: boolean
}

/**
 * Gives the stretches of an order that follow a place: the rest of those that share its key, and those beyond. Asked for
 * in one, SQLite would sort those that share a key.
 */
export function stretchesOf(
  { index, key, number, descending }: KeyedOrder,
  after: { value: string | number; number: number } | undefined,
): ListStretch[] {
  const direction = raw.raw(descending ? 'DESC' : 'ASC')
  const beyond = raw.raw(descending ? '<' : '>')
  const byNumber = raw`${number} ${direction}`
  const sorted = raw`${key} ${direction}, ${byNumber}`
  if (after === undefined) return [{ index, place: raw`1 = 1`, sorted }]
  return [
    { index, place: raw`${key} = ${after.value} AND ${number} ${beyond} ${after.number}`, sorted: byNumber },
    { index, place: raw`${key} ${beyond} ${after.value}`, sorted },
  ]
}

/** Gives what follows a number, in the order of the numbers, as the one stretch that it is. */
export function numberedStretch(
  number: RawBuilder<unknown>,
  descending: boolean,
  after: number | undefined,
): ListStretch[] {
  const beyond = raw.raw(descending ? '<' : '>')
  const place = after === undefined ? raw<boolean>`1 = 1` : raw<boolean>`${number} ${beyond} ${after}`
  return [{ index: null, place, sorted: raw`${number} ${raw.raw(descending ? 'DESC' : 'ASC')}` }]
}

/** Says what the stretches of a table are read for. */
export interface StretchQuery {
  table: string
  columns: RawBuilder<unknown>
  stretches: readonly ListStretch[]
  /** Holds the places of the rows that are left by a filter; null where an index is walked over all of them. */
  among: readonly number[] | null
  /** Holds for the rows that are wanted. */
  where?: RawBuilder<boolean>
  limit: number
}

/** Reads stretches one after the other until there are as many rows as are asked for. */
export function readStretches<Row>(store: Store, query: StretchQuery): Row[] {
  const { table, columns, stretches, among, where = raw`1 = 1`, limit } = query
  const chosen =
    among === null ? where : raw`rowid IN (SELECT value FROM json_each(${JSON.stringify(among)}))`
  const rows: Row[] = []
  for (const { index, place, sorted } of stretches) {
    if (rows.length === limit) break
    // Named, so that neither statistics nor an index that is added lead to one whose rows have to be sorted.
    const along = index === null ? raw`` : raw`INDEXED BY ${raw.ref(index)}`
    const way = among === null ? along : raw`NOT INDEXED`
    const stretch = raw<Row>`SELECT ${columns} FROM ${raw.table(table)} ${way}
      WHERE ${chosen} AND ${place} ORDER BY ${sorted} LIMIT ${limit - rows.length}`
    rows.push(...store.all(stretch.compile(sql)))
  }
  return rows
}
