import { badRange } from './bad-ranges.ts'
import type { Walk, WalkPart } from './walk-chain.ts'

/** Joins the walks along the parts of a chain, in the order of the parts, to the one along the whole of it. */
export function joinWalks(parts: readonly Pick<WalkPart, 'to'>[], walks: readonly Walk[]): Walk {
  return walks.reduce((one, other, at) => joinTwo(one, other, parts[at - 1]?.to ?? 0))
}

/** Joins two walks that follow each other; `border` is the last number of the first. */
function joinTwo(one: Walk, other: Walk, border: number): Walk {
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
