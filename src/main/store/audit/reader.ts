import type Database from 'better-sqlite3'
import { compareStructure, isPlainTable, type StructureFault } from './audit-structure.ts'
import { eventLayout } from './event-layout.ts'
import { readChain, readEvents, type EventFilter, type EventOrder } from './event-listing.ts'
import { readGuardedRows, type GuardedStoreRow } from './guarded-rows.ts'
import { readOperatorSlot, type OperatorSlot } from '../operator-slot.ts'
import { openForReading } from '../files/open-for-reading.ts'
import {
  UnreadableRowsError,
  type ChainedEvent,
  type EventSource,
  type RawCheckpoint,
  type RawEvent,
} from './raw-event.ts'
import { StoreError } from '../store-error.ts'

export type { EventFilter, RawEvent }

/** Reads a store's audit, or an auditor's copy of one, beside its writer in one read transaction; changes nothing. */
export interface AuditReader extends EventSource {
  storeId: string
  publicKey: Buffer | null
  isAuditCopy: boolean
  /** Lists how the schema around the audit differs from the one that this program makes; fails with a `StoreError`. */
  structure(): StructureFault[]
  /** Gives the highest sequence number; null where the table is empty, or its end cannot be read. */
  highest: number | null
  checkpoints(): RawCheckpoint[]
  /** Gives the anchors that an auditor's copy carries, a line of JSON each; null for a store. */
  anchorLines(): string[] | null
  /** Gives the events that a filter lets through, one after another. */
  events(filter: EventFilter, order: EventOrder): Generator<RawEvent, void>
  /** Gives every event as the chain holds it, oldest first. */
  chain(): Generator<ChainedEvent, void>
  /** Gives the rows that carry a MAC, held against the audit; reads the whole table of events. */
  guardedRows(): GuardedStoreRow[]
  /** Gives the key slot of an operator by the key of their name. */
  slotOf(nameKey: string): OperatorSlot | undefined
  close(): void
}

const lowest = -(2n ** 63n)
// What reads a table once, in its order, has no use for the 16 MB of pages that are kept by default.
const keptPagesKb = 1024

/** Opens a store's audit for reading only; fails with a `StoreError`. */
export function openAuditReader(
  path: string,
  options: Parameters<typeof openForReading>[1] = {},
): AuditReader {
  const connection = openForReading(path, options)
  try {
    return readerOver(connection)
  } catch (error) {
    connection.close()
    throw asDamage(error)
  }
}

function asDamage(error: unknown): StoreError {
  return error instanceof StoreError ? error : new StoreError('damaged', null, { cause: error })
}

function readerOver(connection: ReturnType<typeof openForReading>): AuditReader {
  const { db, isAuditCopy } = connection
  db.pragma(`cache_size = -${String(keptPagesKb)}`)
  const meta = readMeta(db)
  const hasEvents = isPlainTable(db, 'audit_events')
  const { body } = eventLayout(db)
  const next = hasEvents ? db.prepare(eventsFrom(body)).raw() : null
  const exact = hasEvents ? db.prepare(bytesOf(body)).raw() : null
  return {
    ...meta,
    isAuditCopy,
    structure() {
      try {
        return compareStructure(connection)
      } catch (error) {
        throw asDamage(error)
      }
    },
    highest: hasEvents ? readHighest(db) : null,
    checkpoints: () => (isPlainTable(db, 'audit_checkpoints') ? reading(() => readCheckpoints(db)) : []),
    anchorLines: () =>
      isAuditCopy
        ? (db.prepare('SELECT line FROM audit_anchors ORDER BY id').pluck().all() as string[])
        : null,
    from: (first, limit) =>
      next === null ? [] : reading(() => next.all(first ?? lowest, limit) as ChainedEvent[]),
    isExact: (seq) =>
      exact !== null &&
      reading(() => {
        const cells = (exact.get(seq) ?? []) as unknown[]
        return cells.length > 0 && cells.every((cell, at) => at % 2 === 1 || spells(cell, cells[at + 1]))
      }),
    events: (filter, order) => readEvents(db, filter, order),
    chain: () => readChain(db, { newestFirst: false }),
    guardedRows: () => (isAuditCopy ? [] : readGuardedRows(db)),
    slotOf: (nameKey) => (isAuditCopy ? undefined : readOperatorSlot(db, nameKey)),
    close: connection.close,
  }
}

// An index could tell another story than the table: what is verified is read from the table alone.
const eventsFrom = (body: string): string => `SELECT seq, ${body}, prev_hash, hash
  FROM audit_events NOT INDEXED WHERE seq >= ? ORDER BY seq LIMIT ?`
const bytesOf = (body: string): string =>
  `SELECT ${[body, 'prev_hash', 'hash'].map((column) => `${column}, CAST(${column} AS BLOB)`).join(', ')}
  FROM audit_events NOT INDEXED WHERE seq = ?`

function spells(text: unknown, bytes: unknown): boolean {
  return typeof text === 'string' && Buffer.isBuffer(bytes) && Buffer.from(text, 'utf8').equals(bytes)
}

function readMeta(db: Database.Database): { storeId: string; publicKey: Buffer | null } {
  if (!isPlainTable(db, 'store_meta')) throw new StoreError('damaged')
  const meta = db.prepare('SELECT store_id AS id, checkpoint_public_key AS key FROM store_meta').get() as
    { id: unknown; key: unknown } | undefined
  if (typeof meta?.id !== 'string') throw new StoreError('damaged')
  return { storeId: meta.id, publicKey: Buffer.isBuffer(meta.key) ? meta.key : null }
}

function readHighest(db: Database.Database): number | null {
  try {
    return db.prepare('SELECT max(seq) FROM audit_events NOT INDEXED').pluck().get() as number | null
  } catch {
    return null
  }
}

function readCheckpoints(db: Database.Database): RawCheckpoint[] {
  return db
    .prepare('SELECT seq, hash, at, signature FROM audit_checkpoints NOT INDEXED ORDER BY seq')
    .all() as RawCheckpoint[]
}

function reading<T>(work: () => T): T {
  try {
    return work()
  } catch (cause) {
    throw new UnreadableRowsError({ cause })
  }
}
