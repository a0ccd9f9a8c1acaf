import { UnreadableRowsError, type ChainedEvent, type EventSource } from '../store/audit/raw-event.ts'

/** Carries the events that could be read, and from which number on they were read. */
export interface ReadEvents {
  events: ChainedEvent[]
  /** Is the number asked for, or a later one where what lies between cannot be read; null at the beginning. */
  first: number | null
}

const finest = 64

/**
 * Reads the next events; where a page cannot be read, takes what comes before it, and next time goes on behind it.
 * Gives null where nothing can be read up to `highest`.
 */
export function readPastDamage(
  source: EventSource,
  first: number | null,
  { limit, highest }: { limit: number; highest: number },
): ReadEvents | null {
  for (let size = limit; ; size = Math.ceil(size / 4)) {
    const events = attempt(source, first, size)
    if (events !== null) return { events, first }
    if (size === 1) break
  }
  const next = firstReadable(source, first ?? 1, highest)
  return next === null ? null : { events: attempt(source, next, 1) ?? [], first: next }
}

/** Looks for the first number from which rows can be read, in steps that grow with what has been skipped. */
function firstReadable(source: EventSource, damaged: number, highest: number): number | null {
  let unreadable = damaged
  for (;;) {
    const step = Math.max(1, Math.floor((unreadable - damaged) / finest))
    const next = unreadable + step
    if (next > highest) return null
    if (attempt(source, next, 1) !== null) return lowest(source, unreadable, next)
    unreadable = next
  }
}

function lowest(source: EventSource, unreadable: number, readable: number): number {
  let from = unreadable
  let to = readable
  while (to - from > 1) {
    const middle = Math.floor((from + to) / 2)
    if (attempt(source, middle, 1) === null) from = middle
    else to = middle
  }
  return to
}

function attempt(source: EventSource, first: number | null, limit: number): ChainedEvent[] | null {
  try {
    return source.from(first, limit)
  } catch (error) {
    if (error instanceof UnreadableRowsError) return null
    throw error
  }
}
