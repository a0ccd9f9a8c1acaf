import { openChangeStates } from '../../shared/model/change.ts'
import { sql } from './sql.ts'
import type { Store } from './store.ts'

/**
 * Deletes candidates of changes that ended before a time (UTC), the longest ended first, at most `limit`; gives how many
 * there were. A change that still holds its account keeps its candidates, whatever time stands in its row.
 */
export function purgeCandidates(store: Store, endedBefore: string, limit: number): number {
  return store.run(
    sql
      .deleteFrom('candidates')
      .where('id', 'in', (from) =>
        from
          .selectFrom('changes')
          .innerJoin('candidates as old', 'old.change_id', 'changes.id')
          .select('old.id')
          .where('changes.ended_at', 'is not', null)
          .where('changes.ended_at', '<', endedBefore)
          .where('changes.state', 'not in', openChangeStates)
          .orderBy('changes.ended_at')
          .limit(limit),
      ),
  )
}
