import type { ContradictionRecord } from '../../../shared/contract/contradictions.ts'
import { contradictions } from '../../../shared/model/contradictions.ts'
import { contradictionSeenRows } from '../../store/backends/contradictions-seen.ts'
import { environmentsOf } from '../environments.ts'
import type { OpenDesk } from '../open-desk.ts'

/** Gives every known contradiction of the documents, with where and when an answer met it. */
export function listContradictions(desk: Pick<OpenDesk, 'store' | 'exchangeLog'>): ContradictionRecord[] {
  desk.exchangeLog.flush()
  const environments = environmentsOf(desk)
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
        environment: environments.get(met.backend_id) ?? null,
        firstAt: met.first_at,
        lastAt: met.last_at,
        times: met.times,
      })),
  }))
}
