import { sql as raw } from 'kysely'
import type { ContradictionsSeenTable } from '../schema/credential-schema.ts'
import { prepareQuery } from '../directory-prepared-query.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

/** Carries when a contradiction was met at a backend; the name is null where the backend is gone. */
export type ContradictionSeen = ContradictionsSeenTable & { backend_name: string | null }

/** Reads and writes which contradictions between documents and answers were met, where, and when. */
export interface ContradictionSeenRows {
  /** Notes that a contradiction was met: first, last, and how often. */
  note(contradiction: string, backendId: string, at: string): void
  list(): ContradictionSeen[]
}

const table = 'contradictions_seen'

const note = prepareQuery((contradiction: string, backend_id: string, first_at: string, last_at: string) =>
  sql
    .insertInto(table)
    .values({ contradiction, backend_id, first_at, last_at, times: 1 })
    .onConflict((on) =>
      on
        .columns(['contradiction', 'backend_id'])
        .doUpdateSet({ last_at, times: raw<number>`contradictions_seen.times + 1` }),
    ),
)

/** Makes the repository of the contradictions that were met. */
export function contradictionSeenRows(store: Store): ContradictionSeenRows {
  return {
    note(contradiction, backend_id, at) {
      store.run(note(contradiction, backend_id, at, at))
    },
    list: () =>
      store.all(
        sql
          .selectFrom(table)
          .leftJoin('backends', 'backends.id', 'contradictions_seen.backend_id')
          .selectAll('contradictions_seen')
          .select('backends.name as backend_name')
          .orderBy('contradiction')
          .orderBy('backend_id'),
      ),
  }
}
