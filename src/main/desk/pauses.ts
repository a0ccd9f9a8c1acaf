import { setImmediate as nextTurn } from 'node:timers/promises'

/** Limits how many pieces of work are done, and for how long (ms), before other work gets its turn. */
const stretch = { pieces: 100, longest: 6 } as const

/** Gives what a loop over many pieces awaits after each: now and then a pause in which everything else goes on. */
export function createPauses(): () => Promise<void> {
  let pieces = 0
  let until = performance.now() + stretch.longest
  return async () => {
    pieces++
    if (pieces < stretch.pieces && performance.now() < until) return
    await nextTurn()
    pieces = 0
    until = performance.now() + stretch.longest
  }
}
