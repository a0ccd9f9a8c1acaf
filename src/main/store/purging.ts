import { sql as raw } from 'kysely'
import { openChangeStates } from '../../shared/model/change.ts'
import { sql } from './sql.ts'
import type { Store } from './store.ts'

/** Says how many rows a step of a purge has deleted, and after which one the next step goes on; null ends the purge. */
export interface PurgeStep {
  removed: number
  next: number | null
}

/**
 * Looks at the next few candidates after a place, and deletes those of changes that ended before a time (UTC). A change
 * that still holds its account keeps its candidates, whatever time stands in its row.
 */
export function purgeCandidates(
  store: Store,
  endedBefore: string,
  { after, limit }: { after: number; limit: number },
): PurgeStep {
  // From the candidates: most changes that have ended have none any more, and there may be very many of them.
  const looked = store.all(
    raw<{ place: number; id: string; is_due: number }>`
      SELECT candidates.rowid AS place, candidates.id,
        coalesce(changes.ended_at < ${endedBefore}, 0) AND changes.state NOT IN (${raw.join([...openChangeStates])}) AS is_due
      FROM candidates JOIN changes ON changes.id = candidates.change_id
      WHERE candidates.rowid > ${after} ORDER BY candidates.rowid LIMIT ${limit}`.compile(sql),
  )
  const due = looked.filter((one) => one.is_due === 1).map(({ id }) => id)
  const removed = due.length === 0 ? 0 : store.run(sql.deleteFrom('candidates').where('id', 'in', due))
  return { removed, next: looked.length < limit ? null : (looked.at(-1)?.place ?? null) }
}
