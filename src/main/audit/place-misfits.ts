import { hash } from 'node:crypto'
import type { ChainedEvent, EventSource } from '../store/audit/raw-event.ts'
import { badRange, type BadRange } from './bad-ranges.ts'
import { hashedText } from './chain.ts'
import { readPastDamage } from './read-past-damage.ts'
import type { Walk } from './walk-chain.ts'

const batch = 500
const mostExchanged = 200

/**
 * Tells what was moved from what was rewritten: an event whose body fits another number was copied from there, or
 * was put out of its order. Walks the chain once more, and only where a body did not fit.
 */
export function placeMisfits(source: EventSource, walk: Walk): BadRange[] {
  const { misfits } = walk
  if (misfits.length === 0) return walk.bad
  const behind = numbersBehind(source, walk)
  const exchanged = misfits.length > mostExchanged ? [] : misfits.map(([seq]) => seq)
  const reasons = new Map<number, BadRange['reason']>()
  for (const event of misfits) {
    const before = behind.get(event[2])
    const belongs = [...(before === undefined ? [] : [before]), ...exchanged].find(
      (number) => number !== event[0] && fits(event, number),
    )
    if (belongs === undefined) continue
    reasons.set(event[0], hashAt(source, belongs) === event[3] ? 'duplicate' : 'reorder')
  }
  return walk.bad.flatMap((bad) => (bad.reason === 'body' ? splitBody(bad, reasons) : [bad]))
}

/** Gives the number behind each event whose hash a misfit names as the one before it. */
function numbersBehind(source: EventSource, { misfits, end }: Walk): Map<string, number> {
  const befores = new Set(misfits.map((event) => event[2]))
  const behind = new Map<string, number>()
  for (let next: number | null = null; ;) {
    const read = readPastDamage(source, next, { limit: batch, highest: end.seq })
    const last = read?.events.at(-1)?.[0]
    // A number that no chain can reach has none behind it.
    if (read === null || last === undefined || (next !== null && last + 1 <= next)) return behind
    for (const [seq, , , ownHash] of read.events) {
      if (befores.has(ownHash)) behind.set(ownHash, seq + 1)
    }
    next = last + 1
  }
}

function fits([, ...columns]: ChainedEvent, number: number): boolean {
  if (!columns.every((text) => typeof text === 'string')) return false
  const text = hashedText([number, ...columns])
  return text !== null && hash('sha256', text) === columns[2]
}

function hashAt(source: EventSource, seq: number): string | null {
  const read = readPastDamage(source, seq, { limit: 1, highest: seq })
  const [found] = read?.events ?? []
  return found?.[0] === seq ? found[3] : null
}

function splitBody({ from, to }: BadRange, reasons: ReadonlyMap<number, BadRange['reason']>): BadRange[] {
  const split: BadRange[] = []
  for (let seq = from; seq <= to; seq++) {
    const reason = reasons.get(seq) ?? 'body'
    const open = split.at(-1)
    if (open?.reason === reason) open.to = seq
    else split.push(badRange(reason, seq))
  }
  return split
}
