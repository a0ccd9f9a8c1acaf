import { contradictionsMet } from '../../../shared/model/contradictions-met.ts'
import type { Outcome } from '../../../shared/model/outcome.ts'
import { contradictionSeenRows } from '../../store/backends/contradictions-seen.ts'
import type { Store } from '../../store/store.ts'

/** Notes every contradiction that an outcome's answer meets, inside the transaction that is open; `at` is UTC. */
export function noteContradictions(
  store: Store,
  { backendId, outcome, at }: { backendId: string; outcome: Outcome; at: string },
): void {
  const seen = contradictionSeenRows(store)
  for (const { id } of contradictionsMet(outcome)) seen.note(id, backendId, at)
}
