import { isFair, startWatch, watchLostTime } from './lost-time.ts'

/** Carries one figure of one round; `floor` is what it should not be worse than. */
export interface Figure {
  name: string
  value: number
  unit: 'of the yardstick' | 'ms' | 'kB' | 'MB' | 'a second'
  floor?: { atLeast: number } | { atMost: number }
}

/** Stands for one row of the bench, set up and ready; `round` measures the product and its yardstick in turn. */
export interface BenchRow {
  round(): Promise<Figure[]>
  close(): Promise<void>
}

/** Gives the value below which a share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}

/** Counts how often a second some work is done, by so many clients at once, for so long (ms). */
export async function rateOf(
  work: (client: number) => Promise<unknown>,
  { clients, forMs }: { clients: number; forMs: number },
): Promise<number> {
  const started = performance.now()
  const until = started + forMs
  let done = 0
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() < until) {
        await work(client)
        done++
      }
    }),
  )
  return (done / (performance.now() - started)) * 1000
}

/**
 * Gives how long each of so many short turns of some work took, in place and by the clock (ms). All turns are made
 * twice, and more often where the processor was taken away meanwhile; each counts by the least it took, as the system
 * tells only of losses of ten milliseconds.
 */
export function timesOf(turns: number, work: (turn: number) => void): number[] {
  let least = Array.from({ length: turns }, () => Infinity)
  for (let pass = 0; pass < mostPasses; pass++) {
    const lost = watchLostTime()
    least = least.map((before, turn) => Math.min(before, clocked(work, turn)))
    if (pass > 0 && isFair(lost())) break
  }
  return least
}

const mostPasses = 5

function clocked(work: (turn: number) => void, turn: number): number {
  const started = performance.now()
  work(turn)
  return performance.now() - started
}

/**
 * Gives how long some longer work took, in place (ms): by the clock or, where the processor was taken away meanwhile,
 * by the time that this thread had it, which the system counts in steps of several milliseconds.
 */
export function timeOf(work: () => void): number {
  const lost = watchLostTime()
  const taken = startWatch()
  work()
  const { byClock, byProcessor } = taken()
  return isFair(lost()) ? byClock : byProcessor
}
