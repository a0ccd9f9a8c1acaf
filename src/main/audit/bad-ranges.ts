import type { AuditReport } from '../../shared/contract/audit.ts'

/** Carries a range of events that does not hold, and why. */
export type BadRange = AuditReport['bad'][number]

/** Names why a range of events does not hold. */
export type BadRangeReason = BadRange['reason']

/** Makes the range from one sequence number to another; numbers that no chain can reach are cut to the last safe one. */
export function badRange(reason: BadRangeReason, from: number, to: number = from): BadRange {
  return { from: safe(from), to: safe(Math.max(from, to)), reason }
}

/** Joins ranges of the same reason that touch, and puts all of them in the order of the chain. */
export function mergeRanges(ranges: readonly BadRange[]): BadRange[] {
  const merged: BadRange[] = []
  for (const next of ranges.toSorted((a, b) => a.reason.localeCompare(b.reason) || a.from - b.from)) {
    const open = merged.at(-1)
    if (open?.reason === next.reason && next.from <= open.to + 1) open.to = Math.max(open.to, next.to)
    else merged.push({ ...next })
  }
  return merged.toSorted((a, b) => a.from - b.from || a.to - b.to)
}

function safe(seq: number): number {
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Math.trunc(seq)))
}
