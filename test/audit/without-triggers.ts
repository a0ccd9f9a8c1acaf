import type Database from 'better-sqlite3'

/** Does work on a store as somebody would who has the file and SQLite, and puts every trigger back as it was. */
export function withoutTriggers(db: Database.Database, work: () => void): void {
  const triggers = db
    .prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'audit_events'`)
    .all() as { name: string; sql: string }[]
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`)
  work()
  for (const { sql } of triggers) db.exec(sql)
}
