import { sql as raw, type RawBuilder } from 'kysely'
import { asPhrase, tellingPart } from './search-terms.ts'
import { sql } from './sql.ts'
import type { Store } from './store.ts'

/** Carries few rows by their `num`, and how many they are. */
export interface FewRows {
  numbers: RawBuilder<unknown>
  count: number
}

/** Stands for an index of terms of three characters, over the rows of a table that are known by `num`. */
export interface TextIndex {
  /** Gives the rows, with their `num`, in which a text occurs that is as long as a term. */
  matching(text: string): RawBuilder<unknown>
  /**
   * Gives the few rows in which a text may occur, by the part of it that tells the most: each is still to be tested.
   * Gives undefined where these are more than a number.
   */
  fewNear(text: string, atMost?: number): FewRows | undefined
  /** Gives the same rows at no more cost than to read them once; undefined where they are more than a number. */
  few(rows: RawBuilder<unknown>, atMost?: number): FewRows | undefined
  /** Counts rows, but not beyond a number. */
  count(rows: RawBuilder<unknown>, atMost: number): number
}

/** Says up to how many rows are few: all of them are read for a page of some. */
export const mostFew = 4000

const sample = 250

/** Opens an index by its name, and the names of the table that it is over and of the column by which it knows the rows. */
export function textIndex(store: Store, index: string, table: string, number = 'num'): TextIndex {
  const asked = (query: string): RawBuilder<unknown> =>
    raw`(SELECT rowid AS num FROM ${raw.table(index)} WHERE ${raw.ref(index)} MATCH ${query})`
  /** The first rows of a term show how close together they are: to count a common one takes as long as to read it. */
  const estimate = (term: string): number => {
    const found = store.get(
      raw<{ n: number; last: number; highest: number }>`
        SELECT count(*) AS n, max(num) AS last, (SELECT max(${raw.ref(number)}) FROM ${raw.table(table)}) AS highest
        FROM (SELECT num FROM ${asked(asPhrase(term))} LIMIT ${sample})`.compile(sql),
    )
    if (found === undefined || found.n < sample) return found?.n ?? 0
    return (found.n * found.highest) / found.last
  }
  const few: TextIndex['few'] = (rows, atMost = mostFew) => {
    const found = store.get(
      raw<{ n: number; numbers: string }>`
        SELECT count(*) AS n, json_group_array(num) AS numbers
        FROM (SELECT num FROM ${rows} LIMIT ${atMost + 1})`.compile(sql),
    )
    return found === undefined || found.n > atMost
      ? undefined
      : { numbers: raw`(SELECT value AS num FROM json_each(${found.numbers}))`, count: found.n }
  }
  return {
    matching: (text) => asked(asPhrase(text)),
    fewNear: (text, atMost) => few(asked(asPhrase(tellingPart(text, estimate))), atMost),
    few,
    count: (rows, atMost) =>
      store.get(
        raw<{ n: number }>`SELECT count(*) AS n FROM (SELECT 1 FROM ${rows} LIMIT ${atMost})`.compile(sql),
      )?.n ?? 0,
  }
}
