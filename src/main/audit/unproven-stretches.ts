import type { BadRange } from './bad-ranges.ts'
import type { SignedPoint } from './signed-points.ts'

/** Is a range of events, both ends included. */
export interface Stretch {
  from: number
  to: number
}

/** Says what is known of a chain that was walked: what is wrong in it, and its hashes at the signed points. */
export interface WalkedChain {
  bad: readonly BadRange[]
  hashes: ReadonlyMap<number, string>
  /** Is the last event that a checkpoint claims to have signed. */
  signedTo: number
}

/**
 * Gives the events that fit each other and that no signature reaches: a signature vouches for what stands before it as
 * far back as the chain is whole, so what stands before a break may have been written anew from the signature before.
 */
export function unprovenStretches(
  points: readonly SignedPoint[],
  { bad, hashes, signedTo }: WalkedChain,
): Stretch[] {
  const holding = points
    .filter(({ isSigned, seq, hash }) => isSigned && hashes.get(seq) === hash)
    .map(({ seq }) => seq)
    .toSorted((a, b) => a - b)
  const breaks = bad.filter(({ to }) => to >= 1).toSorted((a, b) => a.from - b.from)
  const found: Stretch[] = []
  let done = 0
  let next = 0
  const takeUpTo = (to: number): void => {
    for (; (holding[next] ?? Infinity) <= to; next++) done = Math.max(done, holding[next] ?? 0)
    if (done < to) found.push({ from: done + 1, to })
    done = Math.max(done, to)
  }
  for (const { reason, from, to } of breaks) {
    takeUpTo(Math.min(from - 1, signedTo))
    // Where only the link is broken, the event behind it stands.
    if (reason !== 'link') done = Math.max(done, to)
  }
  takeUpTo(signedTo)
  return found
}
