import { Problem } from '../../shared/model/problems.ts'
import { thresholds } from '../../shared/model/thresholds.ts'
import { operatorRows } from '../store/operators.ts'
import type { OpenDesk } from './open-desk.ts'

/** Counts a try before it is tested; fails with `LOCKED_OUT` where too many went wrong, and gives the tries left. */
export function countTry({ store, clock }: Pick<OpenDesk, 'store' | 'clock'>, subject: string): number {
  const rows = operatorRows(store)
  const now = clock.now()
  return store.transaction(() => {
    const known = rows.failures(subject)
    if (known !== undefined && known.locked_until > now) {
      throw new Problem('LOCKED_OUT', { until: new Date(known.locked_until).toISOString() })
    }
    const age = known === undefined ? Infinity : now - known.window_start
    const counts = known !== undefined && known.locked_until === 0 && age < thresholds.signInWindow
    const failures = (counts ? known.failures : 0) + 1
    const isLast = failures >= thresholds.signInFailures
    rows.saveFailures({
      subject,
      failures,
      window_start: counts ? Math.min(known.window_start, now) : now,
      locked_until: isLast ? now + thresholds.signInWindow : 0,
    })
    return thresholds.signInFailures - failures
  })
}

/** Forgets the tries of a subject after one that was right. */
export function forgiveTries(store: OpenDesk['store'], subject: string): void {
  operatorRows(store).clearFailures(subject)
}
