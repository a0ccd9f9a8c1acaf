import Database from 'better-sqlite3'
import { fieldOfBody } from '../../../src/main/store/audit/event-layout.ts'

/**
 * Puts an index of a store's audit in the place of its own that files events of an action under another; the table and
 * the text of the schema stay as they are.
 */
export function tellByIndex(path: string, action: string, other: string): void {
  const db = new Database(path)
  const told = fieldOfBody('action')
  db.exec(
    `CREATE INDEX lie ON audit_events (CASE ${told} WHEN '${action}' THEN '${other}' ELSE ${told} END, seq)`,
  )
  db.unsafeMode()
  db.pragma('writable_schema = ON')
  const rootOf = db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck()
  const [own, lie] = [rootOf.get('audit_events_by_action'), rootOf.get('lie')]
  const move = db.prepare('UPDATE sqlite_schema SET rootpage = ? WHERE name = ?')
  move.run(lie, 'audit_events_by_action')
  move.run(own, 'lie')
  db.pragma('writable_schema = RESET')
  db.exec('DROP INDEX lie')
  db.close()
}
