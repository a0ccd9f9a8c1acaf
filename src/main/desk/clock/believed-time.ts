import type { Clock } from '../../../shared/model/ports.ts'
import { thresholds } from '../../../shared/model/thresholds.ts'
import { believedTimeRows } from '../../store/clock/believed-time.ts'
import type { Store } from '../../store/store.ts'

const { clockLeap: leap, candidateLife: longestDoubt } = thresholds

/** Says whether the clock is believed, what it shows, and the latest time that was believed (both UTC). */
export interface ClockStanding {
  isBelieved: boolean
  shows: string
  believed: string
}

/**
 * Judges whether the clock can be gone by where something is deleted for its age. A clock that leaps far ahead of all
 * that the store has seen is doubted until an operator says that it is right, or until it has gone on without another
 * leap for as long as the passwords of an ended change are kept at least: what was there before is that old by then.
 */
export interface BelievedTime {
  standing(): ClockStanding
  /** Gives the same, and writes down how far the clock has come. */
  follow(): ClockStanding
  /** Takes the clock for right as it is, inside the transaction that is open. */
  confirm(): void
}

/** Is a time from which the clock may go on, with what the desk's own time was then. */
interface Start {
  at: number
  steady: number
}

/** Goes on from what earlier desks of the store have seen of the clock. */
export function createBelievedTime(parts: {
  store: Store
  clock: Clock
  steadyNow: () => number
}): BelievedTime {
  const { store, clock, steadyNow } = parts
  const rows = believedTimeRows(store)
  const startAt = (time: string): Start => ({ at: Date.parse(time), steady: steadyNow() })
  // Starts stay while the desk runs: leaps that are small each must not add up to more than one.
  const mayShow = ({ at, steady }: Start, now: number): boolean => now - at <= steadyNow() - steady + leap

  const note = rows.get() ?? { believed: utc(clock.now()), doubted_from: null, doubted_to: null }
  let latest = note.believed
  let believed = startAt(latest)
  let since = note.doubted_from
  let doubted = note.doubted_to === null ? null : startAt(note.doubted_to)

  const believe = (now: string): void => {
    latest = now
    believed = startAt(now)
    since = doubted = null
  }
  const take = (now: number): void => {
    if (mayShow(believed, now)) {
      if (now > Date.parse(latest)) latest = utc(now)
      since = doubted = null
    } else if (since === null || doubted === null || now < doubted.at || !mayShow(doubted, now)) {
      since = utc(now)
      doubted = startAt(since)
    } else if (now - Date.parse(since) >= longestDoubt) believe(utc(now))
  }
  const save = (now: number): void => {
    rows.save({ believed: latest, doubted_from: since, doubted_to: since && utc(now) })
  }
  const standing = (now: number): ClockStanding => ({
    isBelieved: mayShow(believed, now),
    shows: utc(now),
    believed: latest,
  })
  rows.save(note)
  return {
    standing: () => standing(clock.now()),
    follow() {
      const now = clock.now()
      take(now)
      save(now)
      return standing(now)
    },
    confirm() {
      const now = clock.now()
      believe(utc(now))
      save(now)
    },
  }
}

function utc(time: number): string {
  return new Date(time).toISOString()
}
