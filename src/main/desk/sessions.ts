import type { Clock } from '../../shared/model/ports.ts'
import { thresholds } from '../../shared/model/thresholds.ts'
import type { Operator } from './operator.ts'

/** Keeps who is signed in at which caller: one window, or one page of the browser host. */
export interface Sessions {
  begin(caller: string, operator: Operator): void
  operatorOf(caller: string): Operator | null
  /** Notes that somebody is at work; gives when the desk would lock by itself, in milliseconds since the epoch. */
  touch(): number
  /** Notes that the password was given; gives until when it counts, in milliseconds since the epoch. */
  stepUp(caller: string): number
  isSteppedUp(caller: string): boolean
  /** Says whether sessions are open and nobody has been at work for the idle time. */
  isIdle(): boolean
  isEmpty(): boolean
  endAll(): void
}

interface Session {
  operator: Operator
  steppedUpUntil: number
}

/** Makes an empty registry of sessions. */
export function createSessions({ clock, idleLockMs }: { clock: Clock; idleLockMs: number }): Sessions {
  const sessions = new Map<string, Session>()
  let lastActivity = clock.now()
  const touch = (): number => {
    lastActivity = clock.now()
    return lastActivity + idleLockMs
  }
  return {
    begin(caller, operator) {
      sessions.set(caller, { operator, steppedUpUntil: 0 })
      touch()
    },
    operatorOf: (caller) => sessions.get(caller)?.operator ?? null,
    touch,
    stepUp(caller) {
      const until = clock.now() + thresholds.stepUpLife
      const session = sessions.get(caller)
      if (session !== undefined) session.steppedUpUntil = until
      return until
    },
    isSteppedUp: (caller) => (sessions.get(caller)?.steppedUpUntil ?? 0) > clock.now(),
    isIdle: () => sessions.size > 0 && clock.now() - lastActivity >= idleLockMs,
    isEmpty: () => sessions.size === 0,
    endAll: () => {
      sessions.clear()
    },
  }
}
