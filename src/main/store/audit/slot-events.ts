import { sql as raw } from 'kysely'
import type { AuditAction } from '../../../shared/model/audit-action.ts'
import type { AuditEventsTable } from '../schema/schema.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

/** Carries an event that made a slot or took one away, with its place in the chain. */
export type SlotEvent = Pick<AuditEventsTable, 'action' | 'actor' | 'detail'> & { seq: number }

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
      SELECT seq, action, actor, detail FROM audit_events NOT INDEXED
      WHERE seq > ${after} AND seq <= ${to} AND target = ${target} AND action IN (${raw.join([...actions])})
      ORDER BY seq DESC LIMIT 1`.compile(sql),
  )
}

/** Gives the first event of the chain, which made the store. */
export function firstEvent(store: Store): SlotEvent | undefined {
  return store.get(
    raw<SlotEvent>`SELECT seq, action, actor, detail FROM audit_events NOT INDEXED WHERE seq = 1`.compile(
      sql,
    ),
  )
}
