import type { Clock } from '../../src/shared/model/ports.ts'

/** Is a clock that stands still until the test sets it or moves it on. */
export interface FixedClock extends Clock {
  /** Sets the time, as milliseconds since the epoch or as UTC ISO-8601. */
  set(time: number | string): void
  /** Moves the time on by so many milliseconds. */
  advance(milliseconds: number): void
}

/** Makes a clock that stands at a time of the test's choice, by default noon of 1 June 2026 (UTC). */
export function createFixedClock(start: number | string = '2026-06-01T12:00:00.000Z'): FixedClock {
  let now = read(start)
  return {
    now: () => now,
    set: (time) => {
      now = read(time)
    },
    advance: (milliseconds) => {
      now += milliseconds
    },
  }
}

function read(time: number | string): number {
  const milliseconds = typeof time === 'number' ? time : Date.parse(time)
  if (!Number.isFinite(milliseconds)) throw new TypeError(`not a time: ${time}`)
  return milliseconds
}
