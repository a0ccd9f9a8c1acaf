import { closeSync, fsyncSync, openSync } from 'node:fs'
import Database from 'better-sqlite3'
import { auditCopyStatements } from './audit-copy-schema.ts'
import { writeFindingsTable } from './findings-table.ts'
import { auditCopyId } from '../files/header.ts'
import { schemaVersion } from '../migrations/index.ts'
import type { PasswordFacts } from '../accounts/password-facts.ts'
import type { ChainedEvent, RawCheckpoint } from './raw-event.ts'

/** Carries what an auditor takes away; nothing that is sealed, hashed, or a key is part of it. */
export interface AuditCopyContent {
  storeId: string
  publicKey: Buffer | null
  copiedAt: string
  events: Iterable<ChainedEvent>
  checkpoints: readonly RawCheckpoint[]
  /** Holds the anchors, a line of JSON each. */
  anchorLines: readonly string[]
  facts: Iterable<PasswordFacts>
}

/** Fills an empty file with an auditor's copy, and makes it durable; every page of it is written here, none is taken over. */
export function writeAuditCopy(path: string, content: AuditCopyContent): void {
  const db = new Database(path, { fileMustExist: true })
  try {
    // Nobody sees the file before it is whole: what a journal would protect is thrown away instead.
    db.pragma('journal_mode = OFF')
    db.pragma('synchronous = OFF')
    db.pragma(`application_id = ${String(auditCopyId)}`)
    db.pragma(`user_version = ${String(schemaVersion)}`)
    db.exec(auditCopyStatements(schemaVersion))
    fill(db, content)
    writeFindingsTable(db, content.facts)
  } finally {
    db.close()
  }
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function fill(db: Database.Database, content: AuditCopyContent): void {
  const { storeId, publicKey, copiedAt } = content
  const event = db.prepare('INSERT INTO audit_events VALUES (?, ?, ?, ?)')
  const checkpoint = db.prepare('INSERT INTO audit_checkpoints VALUES (?, ?, ?, ?)')
  const anchor = db.prepare('INSERT INTO audit_anchors (line) VALUES (?)')
  db.transaction(() => {
    db.prepare('INSERT INTO store_meta VALUES (1, ?, ?, ?)').run(storeId, publicKey, copiedAt)
    for (const row of content.events) event.run(...row)
    for (const { seq, hash, at, signature } of content.checkpoints) checkpoint.run(seq, hash, at, signature)
    for (const line of content.anchorLines) anchor.run(line)
  })()
}
