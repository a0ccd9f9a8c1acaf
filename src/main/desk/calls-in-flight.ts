import { Problem } from '../../shared/model/problems.ts'

/** Counts the calls that pages have made and not been answered yet, and keeps new ones out for a while. */
export interface CallsInFlight {
  /** Runs a call; fails with `RESTORING` while none may begin. */
  attend<T>(call: () => Promise<T>): Promise<T>
  /** Lets no call begin, until `admit`; the promise ends with the last one that has begun. */
  keepOut(): Promise<void>
  admit(): void
}

/** Makes a count of calls at zero. */
export function createCallsInFlight(): CallsInFlight {
  const running = new Set<Promise<unknown>>()
  let isKeptOut = false
  return {
    async attend(call) {
      if (isKeptOut) throw new Problem('RESTORING')
      const answer = call()
      running.add(answer)
      try {
        return await answer
      } finally {
        running.delete(answer)
      }
    },
    async keepOut() {
      isKeptOut = true
      await Promise.allSettled(running)
    },
    admit() {
      isKeptOut = false
    },
  }
}
