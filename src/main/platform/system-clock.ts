import { uptime } from 'node:os'
import type { Clock } from '../../shared/model/ports.ts'

/** Tells the time of the machine; what has elapsed counts on while the machine sleeps. */
export const systemClock: Clock = { now: () => Date.now(), elapsed: () => uptime() * 1000 }
