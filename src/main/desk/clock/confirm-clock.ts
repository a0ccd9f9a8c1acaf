import type { ClockStanding } from './believed-time.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'

/** Notes that an operator says the clock is right, and lets go on what was held for it; no change where it is believed. */
export function confirmClock(desk: OpenDesk, by: Operator): ClockStanding {
  const { store, audit, believedTime } = desk
  const { isBelieved, shows, believed } = believedTime.standing()
  if (!isBelieved) {
    store.transaction(() => {
      believedTime.confirm()
      audit.append({
        action: 'clock.confirmed',
        result: 'done',
        actor: by.name,
        target: store.id,
        detail: { shows, believed },
      })
    })
    desk.purge()
  }
  return believedTime.standing()
}
