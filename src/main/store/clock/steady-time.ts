import { prepareQuery } from '../directory-prepared-query.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

/** Carries a desk's own time and what the machine said had elapsed then, both in whole milliseconds. */
export interface SteadyTimeNote {
  steady: number
  elapsed: number
}

/** Reads and writes how far the time of the store's desks had come. */
export interface SteadyTimeRows {
  get(): SteadyTimeNote | undefined
  save(note: SteadyTimeNote): void
}

const table = 'steady_time'
const read = prepareQuery(() => sql.selectFrom(table).select(['steady', 'elapsed']))
const write = prepareQuery((steady: number, elapsed: number) =>
  sql
    .insertInto(table)
    .values({ id: 1, steady, elapsed })
    .onConflict((on) => on.column('id').doUpdateSet({ steady, elapsed })),
)

/** Makes the repository of that one note. */
export function steadyTimeRows(store: Store): SteadyTimeRows {
  return {
    get: () => store.get(read()),
    save({ steady, elapsed }) {
      store.run(write(steady, elapsed))
    },
  }
}
