import Database from 'better-sqlite3'
import { auditCopyStatements } from './audit-copy-schema.ts'
import { migrations } from './migrations/index.ts'
import type { ReadingConnection } from './open-for-reading.ts'

/** Says how a part of the schema around the audit differs from what this program makes. */
export interface StructureFault {
  object: string
  fault: 'missing' | 'unknown' | 'changed'
}

const tables = ['store_meta', 'audit_events', 'audit_checkpoints']

/** Compares the audit's tables, their indexes and triggers with those that this program makes in that version. */
export function compareStructure({ db, version, isAuditCopy }: ReadingConnection): StructureFault[] {
  const expected = expectedObjects(isAuditCopy ? 'copy' : version)
  const found = objectsOf(db)
  const faults: StructureFault[] = []
  for (const [object, sql] of expected) {
    const now = found.get(object)
    if (now !== sql) faults.push({ object, fault: now === undefined ? 'missing' : 'changed' })
  }
  for (const object of found.keys()) if (!expected.has(object)) faults.push({ object, fault: 'unknown' })
  return faults
}

/** Says whether a name stands for an ordinary table, whose columns are stored and not computed. */
export function isPlainTable(db: Database.Database, name: string): boolean {
  const kinds = db.prepare('SELECT type FROM pragma_table_list(?) WHERE schema = ?').pluck().all(name, 'main')
  const hidden = db.prepare('SELECT count(*) FROM pragma_table_xinfo(?) WHERE hidden <> 0').pluck().get(name)
  return kinds.length === 1 && kinds[0] === 'table' && hidden === 0
}

function objectsOf(db: Database.Database): Map<string, string> {
  const places = tables.map(() => '?').join(', ')
  const rows = db
    .prepare(`SELECT type, name, sql FROM sqlite_schema WHERE lower(tbl_name) IN (${places})`)
    .all(...tables) as { type: string; name: string; sql: string | null }[]
  return new Map(rows.map(({ type, name, sql }) => [`${type} ${name}`, sql ?? '']))
}

const known = new Map<number | 'copy', Map<string, string>>()

function expectedObjects(version: number | 'copy'): Map<string, string> {
  let expected = known.get(version)
  if (expected === undefined) {
    const db = new Database(':memory:')
    if (version === 'copy') db.exec(auditCopyStatements)
    else for (const step of migrations.slice(0, version)) db.exec(step.statements)
    expected = objectsOf(db)
    db.close()
    known.set(version, expected)
  }
  return expected
}
