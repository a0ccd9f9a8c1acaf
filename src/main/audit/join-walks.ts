import { badRange } from './bad-ranges.ts'
import type { Walk } from './walk-chain.ts'

/** Joins the walks along two parts of a chain that follow each other; `border` is the last number of the first. */
export function joinWalks(one: Walk, other: Walk, border: number): Walk {
  const bad = [...one.bad]
  const isEmpty = other.count === 0 && other.bad.length === 0
  if (one.end.seq < border && !isEmpty) bad.push(badRange('gap', one.end.seq + 1, border))
  const isBroken =
    other.first?.seq === border + 1 &&
    one.end.seq === border &&
    one.end.hash !== null &&
    other.first.prevHash !== one.end.hash
  // What does not hold its body is named for that already.
  if (isBroken && !other.bad.some(({ reason, from }) => reason === 'body' && from === border + 1)) {
    bad.push(badRange('link', border + 1))
  }
  return {
    bad: [...bad, ...other.bad],
    misfits: [...one.misfits, ...other.misfits],
    hashes: new Map([...one.hashes, ...other.hashes]),
    first: one.first ?? other.first,
    end: isEmpty ? one.end : other.end,
    count: one.count + other.count,
  }
}
