import type { Clock } from '../../shared/model/ports.ts'

/** Makes a time, in milliseconds since the epoch, that goes on evenly however the clock is set meanwhile. */
export function steadyTime(clock: Clock): () => number {
  const elapsed = (): number => clock.elapsed?.() ?? clock.now()
  const offset = clock.now() - elapsed()
  return () => Math.round(offset + elapsed())
}
