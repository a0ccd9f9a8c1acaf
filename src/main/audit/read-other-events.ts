import { createHash } from 'node:crypto'
import type { AuditEvent } from '../../shared/contract/audit.ts'
import { auditActions, type AuditAction } from '../../shared/model/audit-action.ts'
import type { OtherEventFilter } from '../store/audit/other-event-cells.ts'
import { openOtherEvents, type OtherEvents } from '../store/audit/other-events.ts'
import { eventView } from './event-view.ts'
import { asOtherAnswer, type OtherAnswer } from './other-answer.ts'

/** Asks for a page of another file's events: newest first before one of them, or oldest first after one. */
export interface OtherEventsTask {
  path: string
  filter: OtherEventFilter
  oldestFirst: boolean
  before?: number | undefined
  after?: number | undefined
  limit: number
  /** Is not 0 once nobody waits for the page any longer; the reading then ends with what it has. */
  givenUp?: Int32Array<SharedArrayBuffer>
}

/** Carries a page of another file's events; `total` is null where the file could not be gone through to its end. */
export interface OtherEventsPage {
  events: AuditEvent[]
  next: number | null
  total: number | null
  /** Counts rows that are not listed, as their number is none that a store gives. */
  unnumbered: number
}

/** Carries who and what occurs in another file; a mark stands for a name where the name must not. */
export interface OtherEventsFacets {
  actors: { mark: string; name: string }[]
  actions: AuditAction[]
}

const mostActors = 500
const longestName = 200
const known = new Set<string | null>(auditActions)

/** Reads a page; goes along the whole table for it, which counts what fits as well. */
export function readOtherPage({
  path,
  filter,
  oldestFirst,
  before,
  after,
  limit,
  givenUp,
}: OtherEventsTask): OtherAnswer<OtherEventsPage> {
  return reading(path, (events) => {
    const place = oldestFirst ? after : before
    const isBeyond = (seq: number): boolean =>
      place === undefined || (oldestFirst ? seq > place : seq < place)
    const found: number[] = []
    let total = 0
    let unnumbered = 0
    const isWhole = asFarAsPossible(() => {
      for (const stretch of events.stretches(filter, !oldestFirst, () => found.length <= limit)) {
        if (givenUp !== undefined && Atomics.load(givenUp, 0) !== 0) throw new Error('nobody waits')
        unnumbered += stretch.unnumbered
        total += stretch.matches
        found.push(...stretch.places.filter(isBeyond).slice(0, limit + 1 - found.length))
      }
    })
    const shown: AuditEvent[] = []
    const areFound = asFarAsPossible(() => {
      for (const seq of found.slice(0, limit)) {
        const event = events.event(seq)
        if (event !== undefined) shown.push(eventView(event))
      }
    })
    const next = found.length > limit ? (found[limit - 1] ?? null) : null
    const isRead = isWhole && areFound && shown.length === Math.min(found.length, limit)
    return { events: shown, next, total: isRead ? total : null, unnumbered }
  })
}

/** Gives who and what occurs, for choosing a filter: as far as the file can be read, and as many as can be chosen from. */
export function readOtherFacets({ path }: { path: string }): OtherAnswer<OtherEventsFacets> {
  return reading(path, (events) => {
    const actors = new Set<string>()
    const actions = new Set<string | null>()
    asFarAsPossible(() => {
      for (const { actor, action } of events.names()) {
        if (actor !== null && actor.length <= longestName && actors.size < mostActors) actors.add(actor)
        if (known.has(action)) actions.add(action)
      }
    })
    return {
      actors: [...actors].sort().map((name) => ({ mark: markOf(name), name })),
      actions: auditActions.filter((action) => actions.has(action)),
    }
  })
}

function markOf(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 12)
}

/** Does work that a damaged file, or nobody's waiting, may end early; says whether it came to its end. */
function asFarAsPossible(work: () => void): boolean {
  try {
    work()
    return true
  } catch {
    return false
  }
}

function reading<T>(path: string, work: (events: OtherEvents) => T): OtherAnswer<T> {
  try {
    const events = openOtherEvents(path)
    try {
      return { value: work(events) }
    } finally {
      events.close()
    }
  } catch (error) {
    return asOtherAnswer(error)
  }
}
