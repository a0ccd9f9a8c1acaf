/** Holds how long each part of an exchange may take, in milliseconds. */
export interface TimeLimits {
  connect: number
  firstByte: number
  total: number
}

/** Gives the time limits of an exchange where a backend sets none. */
export const defaultTimeLimits: TimeLimits = { connect: 5_000, firstByte: 10_000, total: 30_000 }

/** Says that a time limit ended an exchange. */
export class TimeLimitError extends Error {
  constructor(limit: keyof TimeLimits) {
    super(`time limit: ${limit}`)
    this.name = 'TimeLimitError'
  }
}

/** Ends an exchange whose phase takes too long; the signal's reason says why. */
export interface Stopwatch {
  signal: AbortSignal
  /** Starts the limit of a phase in place of the one before; `body` has the total alone. */
  enter(phase: 'connect' | 'firstByte' | 'body'): void
  end(): void
}

/** Starts the total limit, and joins in the caller's own signal. */
export function startStopwatch(limits: TimeLimits, caller: AbortSignal | undefined): Stopwatch {
  const stop = new AbortController()
  const after = (limit: keyof TimeLimits): NodeJS.Timeout =>
    setTimeout(() => {
      stop.abort(new TimeLimitError(limit))
    }, limits[limit])
  const total = after('total')
  let phase: NodeJS.Timeout | undefined
  return {
    signal: caller === undefined ? stop.signal : AbortSignal.any([stop.signal, caller]),
    enter(next) {
      clearTimeout(phase)
      phase = next === 'body' ? undefined : after(next)
    },
    end() {
      clearTimeout(total)
      clearTimeout(phase)
    },
  }
}
