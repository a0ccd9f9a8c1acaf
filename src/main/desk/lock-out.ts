import { Problem } from '../../shared/model/problems.ts'
import { thresholds } from '../../shared/model/thresholds.ts'
import { operatorRows } from '../store/operators.ts'
import type { OpenDesk } from './open-desk.ts'

const none = { failures: 0, window_start: 0, locked_until: 0 }

/** Counts a try before it is tested; fails with `LOCKED_OUT` where too many went wrong, and gives the tries left. */
export function countTry({ store, clock }: Pick<OpenDesk, 'store' | 'clock'>, subject: string): number {
  const rows = operatorRows(store)
  const now = clock.now()
  const verdict = store.transaction(() => {
    const { failures: before, window_start: start, locked_until: until } = rows.failures(subject) ?? none
    if (until > now) {
      // After a clock that was set back a lock-out lasts no longer than one begun now.
      const ends = Math.min(until, now + thresholds.signInWindow)
      if (ends < until)
        rows.saveFailures({ subject, failures: before, window_start: now, locked_until: ends })
      return { until: ends }
    }
    const counts = until === 0 && now - start < thresholds.signInWindow
    const failures = (counts ? before : 0) + 1
    rows.saveFailures({
      subject,
      failures,
      window_start: counts ? Math.min(start, now) : now,
      locked_until: failures >= thresholds.signInFailures ? now + thresholds.signInWindow : 0,
    })
    return { triesLeft: thresholds.signInFailures - failures }
  })
  if ('until' in verdict) throw new Problem('LOCKED_OUT', { until: new Date(verdict.until).toISOString() })
  return verdict.triesLeft
}

/** Forgets the tries of a subject after one that was right. */
export function forgiveTries(store: OpenDesk['store'], subject: string): void {
  operatorRows(store).clearFailures(subject)
}
