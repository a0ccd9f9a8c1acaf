import { hash } from 'node:crypto'
import type { ChainedEvent, EventSource } from '../store/audit/raw-event.ts'
import { badRange, type BadRange } from './bad-ranges.ts'
import { hashedText } from './chain.ts'
import { readPastDamage } from './read-past-damage.ts'

/** Stands for a place in the chain: the last event's number and hash; the hash is null where it is not known. */
export interface Place {
  seq: number
  hash: string | null
}

/** Says which part of the chain to walk; `start` is the place before it, null at the very beginning of the table. */
export interface WalkPart {
  start: Place | null
  /** Holds the hash before the first event. */
  genesis: string
  /** Is the last number to read; null for all that is there. */
  to: number | null
  /** Is the highest number that is known of: what cannot be read is unreadable up to it. */
  highest: number
  /** Holds the numbers whose hashes are asked for. */
  wanted: readonly number[]
  onProgress?: (checked: number) => void
}

/** Carries what a walk along a part of the chain found. */
export interface Walk {
  bad: BadRange[]
  /** Holds the events whose body does not fit their number, for finding out where they belong. */
  misfits: ChainedEvent[]
  hashes: Map<number, string>
  /** Carries the first event of the part and the hash that it says stands before it. */
  first: { seq: number; prevHash: string } | null
  /** Is the place that the part ends at. */
  end: Place
  count: number
}

const batch = 500
const mostMisfits = 10_000

/** Walks along a part of the chain and recomputes every event of it, reading past what cannot be read. */
export function walkChain(source: EventSource, part: WalkPart): Walk {
  const walk = beginWalk(part)
  const wanted = new Set(part.wanted)
  const last = part.to ?? Infinity
  let reached = part.start?.seq ?? -Infinity
  while (walk.end.seq < last) {
    const next = reached === -Infinity ? null : reached + 1
    const limit = Math.min(batch, last - walk.end.seq)
    const read = readPastDamage(source, next, { limit, highest: part.to ?? part.highest })
    if (read === null) {
      skipTo(walk, (part.to ?? Math.max(part.highest, walk.end.seq + 1)) + 1)
      break
    }
    if (read.events.length === 0) break
    if (read.first !== null && read.first !== next) skipTo(walk, read.first)
    const before = reached
    for (const event of read.events) {
      if (event[0] > last) continue
      takeEvent(walk, event, wanted, source)
      reached = Math.max(reached, event[0])
    }
    if (reached <= before) {
      if (part.highest > walk.end.seq && part.to === null) skipTo(walk, part.highest + 1)
      break
    }
    part.onProgress?.(walk.count)
  }
  return walk
}

function beginWalk({ start, genesis }: WalkPart): Walk {
  return {
    bad: [],
    misfits: [],
    hashes: new Map(),
    first: null,
    end: start ?? { seq: 0, hash: genesis },
    count: 0,
  }
}

function skipTo(walk: Walk, first: number): void {
  walk.bad.push(badRange('unreadable', walk.end.seq + 1, first - 1))
  walk.end = { seq: first - 1, hash: null }
}

function takeEvent(walk: Walk, event: ChainedEvent, wanted: ReadonlySet<number>, source: EventSource): void {
  const seq = event[0]
  const prevHash = event[2]
  const ownHash = event[3]
  walk.count++
  walk.first ??= { seq, prevHash }
  const isWhole = holdsItsBody(event, source)
  if (seq <= walk.end.seq) {
    walk.bad.push(isWhole ? outOfOrder(walk, seq) : badRange('body', seq))
    return
  }
  if (!isWhole) {
    addBad(walk.bad, badRange('body', seq))
    if (walk.misfits.length < mostMisfits) walk.misfits.push(event)
  }
  if (seq !== walk.end.seq + 1) addBad(walk.bad, badRange('gap', walk.end.seq + 1, seq - 1))
  else if (isWhole && walk.end.hash !== null && prevHash !== walk.end.hash)
    walk.bad.push(badRange('link', seq))
  walk.end = { seq, hash: ownHash }
  if (wanted.has(seq)) walk.hashes.set(seq, ownHash)
}

/** Judges an event that lies behind later ones: one that was missing there was moved, any other is there twice. */
function outOfOrder(walk: Walk, seq: number): BadRange {
  const gap = walk.bad.find(({ reason, from, to }) => reason === 'gap' && from <= seq && seq <= to)
  if (gap === undefined) return badRange(seq < 1 ? 'reorder' : 'duplicate', seq)
  walk.bad.splice(walk.bad.indexOf(gap), 1)
  if (gap.from < seq) walk.bad.push(badRange('gap', gap.from, seq - 1))
  if (seq < gap.to) walk.bad.push(badRange('gap', seq + 1, gap.to))
  return badRange('reorder', seq)
}

/** Says whether an event's hash is the one that its number and body give, in the bytes that they were written with. */
function holdsItsBody(event: ChainedEvent, source: EventSource): boolean {
  if (!isWellTyped(event)) return false
  const hashed = hashedText(event)
  if (hashed === null || hash('sha256', hashed) !== event[3]) return false
  // Bytes that are no UTF-8 read as the replacement character, which a text may hold itself.
  return !hashed.includes('\u{fffd}') || source.isExact(event[0])
}

function isWellTyped(event: readonly unknown[]): boolean {
  return (
    Number.isSafeInteger(event[0]) &&
    typeof event[1] === 'string' &&
    typeof event[2] === 'string' &&
    typeof event[3] === 'string'
  )
}

function addBad(bad: BadRange[], next: BadRange): void {
  const open = bad.at(-1)
  if (open?.reason === next.reason && open.to + 1 === next.from) open.to = next.to
  else bad.push(next)
}
