import { Problem } from '../../../shared/model/problems.ts'
import { thresholds } from '../../../shared/model/thresholds.ts'
import { operatorRows } from '../../store/operators.ts'
import { recoveryHolder } from '../../vault/key-slots.ts'
import type { OpenDesk } from '../open-desk.ts'

const { signInFailures: mostTries, signInWindow: window } = thresholds
const none = { failures: 0, window_start: 0, locked_until: 0 }

/** Names the counter of the recovery key; no name of an operator leads to it. */
export const recoverySubject = recoveryHolder

/** Names the counter of an operator's password, by the key of their name. */
export function operatorSubject(nameKey: string): string {
  return `operator/${nameKey}`
}

const strangers = 'nobody/'

/** Names the counter of a name that was typed: that of the operator, or one that tells nothing of what was typed. */
export function typedSubject(
  { store, strangerMark }: Pick<OpenDesk, 'store' | 'strangerMark'>,
  nameKey: string,
): string {
  const mark = strangerMark(nameKey)
  const isOperator = operatorRows(store).byNameKey(nameKey) !== undefined
  return isOperator ? operatorSubject(nameKey) : strangers + mark
}

/** Forgets the tries of strangers whom an earlier desk counted under marks of its own. */
export function forgetStrangers(store: OpenDesk['store']): void {
  operatorRows(store).clearFailuresOf(strangers)
}

type Parts = Pick<OpenDesk, 'store' | 'clock' | 'steadyNow'>

/**
 * Counts a try durably before it is tested; fails with `LOCKED_OUT` where too many went wrong, and gives the tries
 * left. Tries are forgotten when none was wrong for fifteen minutes.
 */
export function countTry(
  { store, clock, steadyNow, noteTime }: Parts & Pick<OpenDesk, 'noteTime'>,
  subject: string,
): number {
  const rows = operatorRows(store)
  const now = steadyNow()
  const verdict = store.transaction(() => {
    noteTime()
    const { failures: counted, window_start: last, locked_until: until } = rows.failures(subject) ?? none
    // Whoever can write the file may have set it back, or to a number that cannot be counted on from.
    const before = Math.min(Math.max(0, counted), mostTries)
    if (until > now) {
      // After a clock that was set back a lock-out lasts no longer than one begun now.
      const ends = Math.min(until, now + window)
      if (ends < until)
        rows.saveFailures({ subject, failures: before, window_start: now, locked_until: ends })
      return { remaining: ends - now }
    }
    const failures = (until === 0 && now - last < window ? before : 0) + 1
    const locked_until = failures >= mostTries ? now + window : 0
    rows.saveFailures({ subject, failures, window_start: now, locked_until })
    return { triesLeft: mostTries - failures }
  })
  if ('remaining' in verdict) {
    throw new Problem('LOCKED_OUT', { until: new Date(clock.now() + verdict.remaining).toISOString() })
  }
  return verdict.triesLeft
}

/** Forgets the tries of a subject: after one that was right, or when an administrator says so. */
export function forgiveTries(store: OpenDesk['store'], subject: string): void {
  operatorRows(store).clearFailures(subject)
}

/** Gives until when a subject is locked out, as the store writes times; null where it is not. */
export function lockedUntil({ store, clock, steadyNow }: Parts, subject: string): string | null {
  const now = steadyNow()
  const remaining = Math.min(operatorRows(store).failures(subject)?.locked_until ?? 0, now + window) - now
  return remaining > 0 ? new Date(clock.now() + remaining).toISOString() : null
}
