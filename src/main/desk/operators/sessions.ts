import type { Clock } from '../../../shared/model/ports.ts'
import type { Role } from '../../../shared/model/roles.ts'
import type { Secret } from '../../../shared/model/secret.ts'
import { thresholds } from '../../../shared/model/thresholds.ts'
import type { SignedInOperator } from '../operator.ts'

/** Keeps who is signed in at which caller: one window, or one page of the browser host. */
export interface Sessions {
  /** Begins a session; the one-time password that it was begun with, if any, counts as long as a password given again. */
  begin(caller: string, operator: SignedInOperator, oneTimePassword?: Secret): void
  operatorOf(caller: string): SignedInOperator | null
  /** Gives a signal that fires when the session at a caller ends; null where there is none. */
  endOf(caller: string): AbortSignal | null
  /** Notes that somebody is at work; gives when the desk would lock by itself, in milliseconds since the epoch. */
  touch(): number
  /**
   * Notes that an operator gave their password; gives until when it counts, in milliseconds since the epoch. Somebody
   * else who signed in at the caller meanwhile gains nothing.
   */
  stepUp(caller: string, operatorId: string): number
  isSteppedUp(caller: string): boolean
  /** Gives the one-time password that an operator began their session at a caller with; null once it counts no more. */
  oneTimePasswordOf(caller: string, operatorId: string): Secret | null
  /** Says whether sessions are open and nobody has been at work for the idle time. */
  isIdle(): boolean
  isEmpty(): boolean
  /** Says whether anybody with a role is signed in whose keys have been opened. */
  includes(role: Role): boolean
  /** Says whether a session would be left if those of an operator ended, but the one at the caller that is excepted. */
  outlives(operatorId: string, except?: string): boolean
  /** Ends every session of an operator, but the one at the caller that is excepted. */
  endThoseOf(operatorId: string, except?: string): void
  endAll(): void
}

interface Session {
  operator: SignedInOperator
  steppedUpUntil: number
  oneTime: { password: Secret; until: number } | null
  ending: AbortController
}

/** Is the shortest idle time that can be chosen. */
const leastChosen = 60_000

/**
 * Makes an empty registry of sessions. Their times follow `steadyNow`, which setting the clock does not change; what
 * is told to people is by the clock.
 */
export function createSessions(parts: {
  clock: Clock
  steadyNow: () => number
  idleLockMs: () => number
}): Sessions {
  const { clock, steadyNow, idleLockMs } = parts
  const sessions = new Map<string, Session>()
  let lastActivity = steadyNow()
  let shortestIdle = 0
  const end = (caller: string): void => {
    sessions.get(caller)?.ending.abort()
    sessions.delete(caller)
  }
  const touch = (): number => {
    const idle = idleLockMs()
    lastActivity = steadyNow()
    shortestIdle = Math.min(idle, leastChosen)
    return clock.now() + idle
  }
  return {
    begin(caller, operator, oneTimePassword) {
      const before = sessions.get(caller)
      // Signing in twice goes on with the session; the page that watches it is to stay.
      if (before?.operator.id !== operator.id) end(caller)
      const ending = sessions.get(caller)?.ending ?? new AbortController()
      const until = steadyNow() + thresholds.stepUpLife
      const oneTime = oneTimePassword === undefined ? null : { password: oneTimePassword, until }
      sessions.set(caller, { operator, steppedUpUntil: 0, oneTime, ending })
      touch()
    },
    operatorOf: (caller) => sessions.get(caller)?.operator ?? null,
    endOf: (caller) => sessions.get(caller)?.ending.signal ?? null,
    touch,
    stepUp(caller, operatorId) {
      const session = sessions.get(caller)
      if (session?.operator.id === operatorId) session.steppedUpUntil = steadyNow() + thresholds.stepUpLife
      return clock.now() + thresholds.stepUpLife
    },
    isSteppedUp: (caller) => (sessions.get(caller)?.steppedUpUntil ?? 0) > steadyNow(),
    oneTimePasswordOf(caller, operatorId) {
      const session = sessions.get(caller)
      if (session?.operator.id !== operatorId || session.oneTime === null) return null
      if (session.oneTime.until <= steadyNow()) session.oneTime = null
      return session.oneTime?.password ?? null
    },
    isIdle() {
      const passed = steadyNow() - lastActivity
      // Every call asks: the settings, which take longer to read, are not needed while nothing that can be chosen is over.
      return sessions.size > 0 && passed >= shortestIdle && passed >= idleLockMs()
    },
    isEmpty: () => sessions.size === 0,
    includes: (role) =>
      sessions.values().some(({ operator }) => operator.role === role && !operator.mustChange),
    outlives: (operatorId, except) =>
      sessions.entries().some(([caller, { operator }]) => operator.id !== operatorId || caller === except),
    endThoseOf(operatorId, except) {
      for (const [caller, { operator }] of [...sessions]) {
        if (operator.id === operatorId && caller !== except) end(caller)
      }
    },
    endAll() {
      for (const caller of [...sessions.keys()]) end(caller)
    },
  }
}
