import Database from 'better-sqlite3'
import { auditCopyStatements } from './audit-copy-schema.ts'
import { migrations } from '../migrations/index.ts'
import type { ReadingConnection } from '../files/open-for-reading.ts'

/** Says how a part of the schema differs from what this program makes. */
export interface StructureFault {
  object: string
  fault: 'missing' | 'unknown' | 'changed'
}

type Objects = Map<string, { table: string; sql: string }>

const auditTables = ['store_meta', 'audit_events', 'audit_event_fields', 'audit_checkpoints']

/** Compares the audit's tables, their indexes and triggers with those that this program makes in that version. */
export function compareStructure(connection: ReadingConnection): StructureFault[] {
  return compare(connection, (table) => auditTables.includes(table.toLowerCase()))
}

/**
 * Compares every table, index, trigger and view of a store with those that this program makes in that version: a
 * trigger that somebody else made would work along with each write of the desk.
 */
export function compareSchema(connection: Omit<ReadingConnection, 'close'>): StructureFault[] {
  return compare(connection, () => true)
}

function compare(
  { db, version, isAuditCopy }: Omit<ReadingConnection, 'close'>,
  isMeant: (table: string) => boolean,
): StructureFault[] {
  const expected = expectedObjects(version, isAuditCopy)
  const found = objectsOf(db)
  const faults: StructureFault[] = []
  for (const [object, { table, sql }] of expected) {
    const now = found.get(object)
    if (!isMeant(table) || now?.sql === sql) continue
    faults.push({ object, fault: now === undefined ? 'missing' : 'changed' })
  }
  for (const [object, { table }] of found)
    if (isMeant(table) && !expected.has(object)) faults.push({ object, fault: 'unknown' })
  return hasOneRow(db, 'store_meta')
    ? faults
    : [...faults, { object: 'rows of store_meta', fault: 'changed' }]
}

/** Says whether a table holds its one row: of two, nobody could say which the desk goes by. */
function hasOneRow(db: Database.Database, table: string): boolean {
  return !isPlainTable(db, table) || db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() === 1
}

/** Says whether a name stands for an ordinary table, whose columns are stored and not computed. */
export function isPlainTable(db: Database.Database, name: string): boolean {
  const kinds = db.prepare('SELECT type FROM pragma_table_list(?) WHERE schema = ?').pluck().all(name, 'main')
  const hidden = db.prepare('SELECT count(*) FROM pragma_table_xinfo(?) WHERE hidden <> 0').pluck().get(name)
  return kinds.length === 1 && kinds[0] === 'table' && hidden === 0
}

function objectsOf(db: Database.Database): Objects {
  const rows = db.prepare('SELECT type, name, tbl_name AS ofTable, sql FROM sqlite_schema').all() as {
    type: string
    name: string
    ofTable: string
    sql: string | null
  }[]
  return new Map(
    rows.map(({ type, name, ofTable, sql }) => [`${type} ${name}`, { table: ofTable, sql: sql ?? '' }]),
  )
}

const known = new Map<string, Objects>()

function expectedObjects(version: number, isAuditCopy: boolean): Objects {
  const kind = `${isAuditCopy ? 'copy' : 'store'} ${String(version)}`
  let expected = known.get(kind)
  if (expected === undefined) {
    const db = new Database(':memory:')
    if (isAuditCopy) db.exec(auditCopyStatements(version))
    else for (const step of migrations.slice(0, version)) db.exec(step.statements)
    expected = objectsOf(db)
    db.close()
    known.set(kind, expected)
  }
  return expected
}
