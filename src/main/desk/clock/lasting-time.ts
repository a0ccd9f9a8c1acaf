import type { Clock } from '../../../shared/model/ports.ts'
import { steadyTimeRows } from '../../store/clock/steady-time.ts'
import type { Store } from '../../store/store.ts'

/** Tells a time that no setting of the clock changes, be it while the desk runs or while it does not. */
export interface LastingTime {
  /** Gives milliseconds that go on evenly; only differences between them mean anything. */
  now(): number
  /** Writes down how far it has come, inside the transaction that is open. */
  note(): void
}

/**
 * Goes on with the time of the desk before. What passed in between is what the machine has counted since, or, where
 * it was started anew, what it has counted at all: never more than what really passed.
 */
export function createLastingTime({ store, clock }: { store: Store; clock: Clock }): LastingTime {
  const rows = steadyTimeRows(store)
  const elapsed = (): number => Math.round(clock.elapsed?.() ?? clock.now())
  const opened = elapsed()
  const passedSince = (before: number): number => {
    if (opened >= before) return opened - Math.max(0, before)
    return clock.elapsed === undefined ? 0 : opened
  }
  const before = rows.get()
  const reached = before === undefined ? NaN : before.steady + passedSince(before.elapsed)
  // Nor can a desk go on from a time that was put so far out that it cannot be written down.
  const begun = Number.isSafeInteger(reached) ? reached : clock.now()
  const now = (): number => begun + elapsed() - opened
  const note = (): void => {
    rows.save({ steady: now(), elapsed: elapsed() })
  }
  note()
  return { now, note }
}
