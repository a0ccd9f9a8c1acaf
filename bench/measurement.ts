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
 * Gives how long each of so many turns of some work took, in place (ms): by the clock or, where the processor was taken
 * away meanwhile, by the time that this thread had it.
 */
export function timesOf(turns: number, work: (turn: number) => void): number[] {
  const lost = watchLostTime()
  const times = Array.from({ length: turns }, (_, turn) => {
    const taken = startWatch()
    work(turn)
    return taken()
  })
  const fair = isFair(lost())
  return times.map(({ byClock, byProcessor }) => (fair ? byClock : byProcessor))
}
