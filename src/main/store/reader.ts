import Database from 'better-sqlite3'
import { readSchemaVersion } from './header.ts'
import { schemaVersion } from './migrations/index.ts'
import { StoreError } from './store-error.ts'

/** Carries an event as an array in the order of its columns, the quickest form to read many. */
export type RawEvent = [
  seq: number,
  at: string,
  actor: string,
  action: string,
  target: string,
  result: string,
  detail: string,
  prevHash: string,
  hash: string,
]

/** Carries a stored checkpoint as read back. */
export interface RawCheckpoint {
  seq: number
  hash: string
  at: string
  signature: Buffer
}

/** Reads a store's audit beside its writer, in one read transaction, and changes nothing. */
export interface AuditReader {
  storeId: string
  publicKey: Buffer | null
  total: number
  checkpoints(): RawCheckpoint[]
  /** Gives the next events after a sequence number, in their order. */
  after(seq: number, limit: number): RawEvent[]
  close(): void
}

/** Opens a store's audit for reading only. */
export function openAuditReader(path: string): AuditReader {
  if (readSchemaVersion(path) > schemaVersion) throw new StoreError('newer')
  const db = new Database(path, { readonly: true, fileMustExist: true })
  db.pragma('trusted_schema = OFF')
  db.pragma('cell_size_check = ON')
  db.exec('BEGIN')
  const meta = db.prepare('SELECT store_id AS id, checkpoint_public_key AS key FROM store_meta').get() as {
    id: string
    key: Buffer | null
  }
  const next = db
    .prepare(
      `SELECT seq, at, actor, action, target, result, detail, prev_hash, hash
       FROM audit_events WHERE seq > ? ORDER BY seq LIMIT ?`,
    )
    .raw()
  return {
    storeId: meta.id,
    publicKey: meta.key,
    total: Number(db.prepare('SELECT count(*) FROM audit_events').pluck().get()),
    checkpoints: () =>
      db
        .prepare('SELECT seq, hash, at, signature FROM audit_checkpoints ORDER BY seq')
        .all() as RawCheckpoint[],
    after: (seq, limit) => next.all(seq, limit) as RawEvent[],
    close() {
      db.exec('COMMIT')
      db.close()
    },
  }
}
