import { sql as raw } from 'kysely'
import type { AuditAction } from '../../../shared/model/audit-action.ts'
import type { AuditEventFieldsView } from '../schema/schema.ts'
import { fieldOfBody, type EventField } from './event-layout.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

/** Carries an event that made a slot or took one away, with its place in the chain. */
export type SlotEvent = Pick<AuditEventFieldsView, 'seq' | 'action' | 'actor' | 'detail'>

const field = (name: EventField) => raw.raw(fieldOfBody(name))
const fields = raw.join([
  raw`seq`,
  ...(['action', 'actor', 'detail'] as const).map((name) => raw`${field(name)} AS ${raw.raw(name)}`),
])

/** Says which events are looked for: of some actions about a target, after a place of the chain and up to another. */
interface SlotEventRange {
  target: string
  actions: readonly AuditAction[]
  after: number
  to: number
}

/**
 * Gives the newest event of a range. It is read from the table alone: the chain vouches for that, and an index could
 * leave an event out.
 */
export function newestSlotEvent(
  store: Store,
  { target, actions, after, to }: SlotEventRange,
): SlotEvent | undefined {
  return store.get(
    raw<SlotEvent>`
      SELECT ${fields} FROM audit_events NOT INDEXED
      WHERE seq > ${after} AND seq <= ${to} AND ${field('target')} = ${target}
        AND ${field('action')} IN (${raw.join([...actions])})
      ORDER BY seq DESC LIMIT 1`.compile(sql),
  )
}

/** Gives the first event of the chain, which made the store. */
export function firstEvent(store: Store): SlotEvent | undefined {
  return store.get(raw<SlotEvent>`SELECT ${fields} FROM audit_events NOT INDEXED WHERE seq = 1`.compile(sql))
}
