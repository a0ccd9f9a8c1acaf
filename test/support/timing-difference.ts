/** Carries two kinds of request, each of which fails where its answer is not the expected one. */
interface Kinds {
  one: () => Promise<void>
  other: () => Promise<void>
  /** Runs, untimed, before every third pair, for instance to clear a counter. */
  between: () => Promise<unknown>
}

/** Says from which value of Welch's t on two kinds of request are seen to take different times. */
export const seenAsDifferent = 4.5

const samples = 200
const warmUp = 10
const measurements = 3

/**
 * Gives Welch's t of how long two kinds of request take, the least of up to three measurements: a difference that is
 * there shows in each, and one that a busy machine made does not come again.
 */
export async function timingDifference(kinds: Kinds): Promise<number> {
  let least = Infinity
  for (let at = 0; at < measurements && least >= seenAsDifferent; at++) {
    least = Math.min(least, await measure(kinds))
  }
  process.stdout.write(`timing: t ${least.toFixed(2)} over ${String(samples)} interleaved samples\n`)
  return least
}

/** Times both kinds in turns. The slowest tenth is left out: what a busy machine adds says nothing about a request. */
async function measure({ one, other, between }: Kinds): Promise<number> {
  const taken = { one: [] as number[], other: [] as number[] }
  const sampleOf = async (kind: 'one' | 'other', request: () => Promise<void>): Promise<void> => {
    const started = performance.now()
    await request()
    taken[kind].push(performance.now() - started)
  }
  for (let round = 0; round < warmUp + samples; round++) {
    if (round % 3 === 0) await between()
    const pair = [() => sampleOf('one', one), () => sampleOf('other', other)]
    for (const sample of round % 2 === 0 ? pair : pair.reverse()) await sample()
  }
  const [first, second] = [taken.one.slice(warmUp), taken.other.slice(warmUp)]
  const limit = [...first, ...second].toSorted((a, b) => a - b)[Math.floor(samples * 1.8)] ?? Infinity
  return welch(
    first.filter((sample) => sample <= limit),
    second.filter((sample) => sample <= limit),
  )
}

function welch(one: readonly number[], other: readonly number[]): number {
  const [first, second] = [one, other].map((values) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const spread = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
    return { mean, error: spread / values.length }
  }) as [{ mean: number; error: number }, { mean: number; error: number }]
  return Math.abs(first.mean - second.mean) / Math.sqrt(first.error + second.error)
}
