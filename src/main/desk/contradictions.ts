import type { ContradictionRecord } from '../../shared/contract/contradictions.ts'
import { contradictions } from '../../shared/model/contradictions.ts'
import { contradictionsMet } from '../../shared/model/contradictions-met.ts'
import type { Outcome } from '../../shared/model/outcome.ts'
import { contradictionSeenRows } from '../store/contradictions-seen.ts'
import type { Store } from '../store/store.ts'
import type { OpenDesk } from './open-desk.ts'

/** Notes every contradiction that an outcome's answer meets, inside the transaction that is open; `at` is UTC. */
export function noteContradictions(
  store: Store,
  { backendId, outcome, at }: { backendId: string; outcome: Outcome; at: string },
): void {
  const seen = contradictionSeenRows(store)
  for (const { id } of contradictionsMet(outcome)) seen.note(id, backendId, at)
}

/** Gives every known contradiction of the documents, with where and when an answer met it. */
export function listContradictions(desk: Pick<OpenDesk, 'store' | 'exchangeLog'>): ContradictionRecord[] {
  desk.exchangeLog.flush()
  const seen = contradictionSeenRows(desk.store).list()
  return contradictions.map(({ id, system, operations, readings, decision, signs }) => ({
    id,
    system,
    operations: [...operations],
    readings: [...readings],
    decision,
    visible: signs.length > 0,
    seen: seen
      .filter(({ contradiction }) => contradiction === id)
      .map((met) => ({
        backendId: met.backend_id,
        backendName: met.backend_name,
        firstAt: met.first_at,
        lastAt: met.last_at,
        times: met.times,
      })),
  }))
}
