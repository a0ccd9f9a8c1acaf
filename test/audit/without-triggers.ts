import type Database from 'better-sqlite3'

const fields = ['at', 'actor', 'action', 'target', 'result', 'detail']
const body = `json_array(${fields.map((name) => `NEW.${name}`).join(', ')})`

/**
 * Does work on a store as somebody would who has the file and SQLite, and puts every trigger back as it was. Meanwhile
 * `audit_event_fields` can be written: what it is told goes into the bodies of the events.
 */
export function withoutTriggers(db: Database.Database, work: () => void): void {
  const triggers = db
    .prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'audit_events'`)
    .all() as { name: string; sql: string }[]
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`)
  db.exec(`
    CREATE TEMP TRIGGER write_fields INSTEAD OF UPDATE ON audit_event_fields BEGIN
      UPDATE audit_events SET body = ${body}, prev_hash = NEW.prev_hash, hash = NEW.hash WHERE seq = OLD.seq;
    END;
    CREATE TEMP TRIGGER add_fields INSTEAD OF INSERT ON audit_event_fields BEGIN
      INSERT INTO audit_events VALUES (NEW.seq, ${body}, NEW.prev_hash, NEW.hash);
    END`)
  work()
  db.exec('DROP TRIGGER IF EXISTS write_fields; DROP TRIGGER IF EXISTS add_fields')
  for (const { sql } of triggers) db.exec(sql)
}
