import type { VerifyScope } from './verify.ts'
import type { WalkPart } from './walk-chain.ts'

const shareOfRest = 0.35

/**
 * Cuts a chain into parts that are taken up one after another, each a share of what is left down to `smallest` events:
 * where one processor is slower than another, or has other work, neither waits long for the other at the end.
 */
export function cutChain(
  { genesis, wanted, highest }: Omit<VerifyScope, 'points'>,
  smallest: number,
): WalkPart[] {
  const whole = { genesis, wanted, highest }
  const parts: WalkPart[] = []
  let start: WalkPart['start'] = null
  let done = 0
  while (highest - done >= smallest) {
    done += Math.ceil((highest - done) * shareOfRest)
    parts.push({ ...whole, start, to: done })
    start = { seq: done, hash: null }
  }
  return [...parts, { ...whole, start, to: null }]
}
