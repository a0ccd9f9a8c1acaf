import type { Clock } from '../../shared/model/ports.ts'

/** Tells the time of the machine. */
export const systemClock: Clock = { now: () => Date.now() }
