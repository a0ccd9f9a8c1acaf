import { sql as raw } from 'kysely'
import type { AuditAction, AuditResult } from '../../../shared/model/audit-action.ts'
import { prepareQuery } from '../directory-prepared-query.ts'
import { selectFromEvents } from './event-fields.ts'
import { prepareColumns } from '../prepared-columns.ts'
import type { RawEvent } from './raw-event.ts'
import { sql } from '../sql.ts'
import type { AuditCheckpointsTable, AuditEventFieldsView, AuditEventsTable } from '../schema/schema.ts'
import type { Store } from '../store.ts'

/** Carries one stored event with its place. */
export type StoredAuditEvent = Omit<AuditEventFieldsView, 'body'>

/** Gives a stored event as an array in the order of its columns. */
export function rawEvent(row: StoredAuditEvent): RawEvent {
  const { seq, at, actor, action, target, result, detail, prev_hash, hash } = row
  return [seq, at, actor, action, target, result, detail, prev_hash, hash]
}

/** Says which events are wanted, newest first. */
export interface AuditFilter {
  search?: string | undefined
  actor?: string | undefined
  action?: AuditAction | undefined
  result?: AuditResult | undefined
  from?: string | undefined
  to?: string | undefined
}

/** Reads and writes the rows of the audit chain. */
export interface AuditRows {
  last(): StoredAuditEvent | undefined
  /** Gives where the chain ends, for the next event to stand on. */
  head(): Pick<StoredAuditEvent, 'seq' | 'hash'> | undefined
  /** Gives where each event after a sequence number stands, and its hash, oldest first. */
  hashesAfter(seq: number): Pick<StoredAuditEvent, 'seq' | 'hash'>[]
  insert(event: AuditEventsTable): void
  list(filter: AuditFilter, before: number | undefined, limit: number): StoredAuditEvent[]
  /** Gives events after a sequence number, where one is given, oldest first. */
  oldest(filter: AuditFilter, after: number | undefined, limit: number): StoredAuditEvent[]
  /** Gives the events of a filter after a sequence number and up to another, oldest first. */
  between(filter: AuditFilter, after: number, to: number): StoredAuditEvent[]
  count(filter: AuditFilter): number
  actors(): string[]
  actions(): AuditAction[]
  lastCheckpoint(): AuditCheckpointsTable | undefined
  /** Gives the checkpoints after a sequence number, in their order. */
  checkpointsAfter(seq: number): AuditCheckpointsTable[]
  insertCheckpoint(checkpoint: AuditCheckpointsTable): void
}

const fields = ['seq', 'at', 'actor', 'action', 'target', 'result', 'detail', 'prev_hash', 'hash'] as const

// To take a body apart costs more than to look at it as a whole, which leaves fewer: it begins with the time.
const spelledOtherwise = /["\\\p{Cc}]/u
const bodySince = (time: string) => raw<boolean>`ltrim(body) >= ${`["${time}`}`
const bodyBefore = (time: string) => raw<boolean>`ltrim(body) NOT BETWEEN ${`["${time}`} AND '[":'`

const lastEvent = prepareQuery(() => selectFromEvents().select(fields).orderBy('seq', 'desc').limit(1))
const head = prepareQuery(() =>
  sql.selectFrom('audit_events').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1),
)
const hashesAfter = prepareQuery((seq: number) =>
  sql.selectFrom('audit_events').select(['seq', 'hash']).where('seq', '>', seq).orderBy('seq'),
)
const insert = prepareColumns((event: AuditEventsTable) => sql.insertInto('audit_events').values(event))

/** Makes the repository of the audit chain. */
export function auditRows(store: Store): AuditRows {
  const matching = (filter: AuditFilter) => {
    let query = selectFromEvents()
    if (filter.actor !== undefined) query = query.where('actor', '=', filter.actor)
    if (filter.action !== undefined) query = query.where('action', '=', filter.action)
    if (filter.result !== undefined) query = query.where('result', '=', filter.result)
    if (filter.from !== undefined) query = query.where(bodySince(filter.from)).where('at', '>=', filter.from)
    if (filter.to !== undefined) query = query.where(bodyBefore(filter.to)).where('at', '<', filter.to)
    const part = filter.search?.trim().toLowerCase() ?? ''
    if (part === '') return query
    const has = (column: 'body' | 'target' | 'detail' | 'actor') =>
      raw<boolean>`instr(lower(${raw.ref(column)}), ${part}) > 0`
    // What JSON spells as it is would be seen in the body.
    if (!spelledOtherwise.test(part)) query = query.where(has('body'))
    return query.where((where) => where.or([has('detail'), has('target'), has('actor')]))
  }
  return {
    last: () => store.get(lastEvent()),
    head: () => store.get(head()),
    hashesAfter: (seq) => store.all(hashesAfter(seq)),
    insert(event) {
      store.run(insert(event))
    },
    list(filter, before, limit) {
      let query = matching(filter).select(fields).orderBy('seq', 'desc').limit(limit)
      if (before !== undefined) query = query.where('seq', '<', before)
      return store.all(query)
    },
    oldest(filter, after, limit) {
      const query = matching(filter).select(fields).orderBy('seq').limit(limit)
      return store.all(after === undefined ? query : query.where('seq', '>', after))
    },
    between: (filter, after, to) =>
      store.all(
        matching(filter).select(fields).where('seq', '>', after).where('seq', '<=', to).orderBy('seq'),
      ),
    count: (filter) => store.get(matching(filter).select((of) => of.fn.countAll<number>().as('n')))?.n ?? 0,
    actors: () =>
      store.all(selectFromEvents().select('actor').distinct().orderBy('actor')).map((row) => row.actor),
    actions: () =>
      store.all(selectFromEvents().select('action').distinct().orderBy('action')).map((row) => row.action),
    lastCheckpoint: () =>
      store.get(sql.selectFrom('audit_checkpoints').selectAll().orderBy('seq', 'desc').limit(1)),
    checkpointsAfter: (seq) =>
      store.all(sql.selectFrom('audit_checkpoints').selectAll().where('seq', '>', seq).orderBy('seq')),
    insertCheckpoint(checkpoint) {
      store.run(sql.insertInto('audit_checkpoints').values(checkpoint))
    },
  }
}
