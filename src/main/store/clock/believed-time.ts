import { auditRows } from '../audit/audit-events.ts'
import type { BelievedTimeTable } from '../schema/schema.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

/** Carries the latest time that was believed (UTC), and between which times a clock far ahead of it was seen. */
export type BelievedTimeNote = Omit<BelievedTimeTable, 'id'>

/** Reads and writes which time of the clock is believed. */
export interface BelievedTimeRows {
  /** Gives the note, or where there is none yet what the newest event says. */
  get(): BelievedTimeNote | undefined
  save(note: BelievedTimeNote): void
}

/** Makes the repository of that one note. */
export function believedTimeRows(store: Store): BelievedTimeRows {
  return {
    get() {
      const note = store.get(
        sql.selectFrom('believed_time').select(['believed', 'doubted_from', 'doubted_to']),
      )
      const newest = note === undefined ? auditRows(store).last()?.at : undefined
      return newest === undefined ? note : { believed: newest, doubted_from: null, doubted_to: null }
    },
    save(note) {
      store.run(
        sql
          .insertInto('believed_time')
          .values({ id: 1, ...note })
          .onConflict((on) => on.column('id').doUpdateSet(note)),
      )
    },
  }
}
