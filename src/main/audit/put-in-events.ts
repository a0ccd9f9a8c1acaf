import type { Stretch } from './unproven-stretches.ts'

/** Says where an event stands, by which its writer knows it again. */
interface EventMark {
  seq: number
  hash: string
}

/** Tells the events that a desk wrote from those that somebody else put into its store while it was open. */
export interface PutInEvents {
  /** Notes that the desk wrote the event with a hash; whether its transaction was taken back does not matter. */
  noteOwn(hash: string): void
  /** Gives the last event that was gone over. */
  seenTo(): number
  /** Gives the stretches of events, all after that one, that the desk did not write. */
  among(events: readonly EventMark[]): Stretch[]
  /** Goes over events, which are not looked at again. */
  goOnAfter(events: readonly EventMark[]): void
}

/** Begins after the last event that was there before the desk. */
export function putInEvents(last: number): PutInEvents {
  const own = new Set<string>()
  let seen = last
  return {
    noteOwn: (hash) => void own.add(hash),
    seenTo: () => seen,
    among(events) {
      const stretches: Stretch[] = []
      for (const { seq } of events.filter(({ hash }) => !own.has(hash))) {
        const open = stretches.at(-1)
        if (open?.to === seq - 1) open.to = seq
        else stretches.push({ from: seq, to: seq })
      }
      return stretches
    },
    goOnAfter(events) {
      for (const { seq, hash } of events) {
        own.delete(hash)
        seen = Math.max(seen, seq)
      }
    },
  }
}
