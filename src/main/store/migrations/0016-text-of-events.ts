import type { Migration } from './migration.ts'

/**
 * Keeps what an event says as the one text that its hash is of, so that a verification reads and hashes it as it lies
 * there. Events that are there keep their hashes, which were made field by field: their text begins with a blank. That
 * of an event with a cell that is no text, as a bit that flipped leaves it, begins with two, which no hash is of: it
 * stays named. The renaming asks nobody else's view, which could not be read and would keep the store from opening.
 */
export const textOfEvents: Migration = {
  number: 16,
  name: 'text-of-events',
  statements: `
CREATE TABLE audit_texts (
  seq INTEGER PRIMARY KEY,
  body TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
INSERT INTO audit_texts (seq, body, prev_hash, hash)
  SELECT seq, CASE WHEN typeof(at) = 'text' AND typeof(actor) = 'text' AND typeof(action) = 'text'
      AND typeof(target) = 'text' AND typeof(result) = 'text' AND typeof(detail) = 'text'
      AND typeof(prev_hash) = 'text' AND typeof(hash) = 'text' THEN ' ' ELSE '  ' END
    || json_array(CAST(at AS TEXT), CAST(actor AS TEXT), CAST(action AS TEXT), CAST(target AS TEXT),
    CAST(result AS TEXT), CAST(detail AS TEXT)),
    coalesce(CAST(prev_hash AS TEXT), ''), coalesce(CAST(hash AS TEXT), '')
  FROM audit_events ORDER BY seq;
DROP TABLE audit_events;
PRAGMA legacy_alter_table = ON;
ALTER TABLE audit_texts RENAME TO audit_events;
PRAGMA legacy_alter_table = OFF;
CREATE TRIGGER audit_events_keep_rows BEFORE DELETE ON audit_events
  BEGIN SELECT RAISE (ABORT, 'audit events are never deleted'); END;
CREATE TRIGGER audit_events_keep_values BEFORE UPDATE ON audit_events
  BEGIN SELECT RAISE (ABORT, 'audit events are never changed'); END;

CREATE VIEW audit_event_fields AS SELECT seq,
  CAST(CASE WHEN json_valid(body) THEN coalesce(body ->> '$[0]', '') ELSE '' END AS TEXT) AS at,
  CAST(CASE WHEN json_valid(body) THEN coalesce(body ->> '$[1]', '') ELSE '' END AS TEXT) AS actor,
  CAST(CASE WHEN json_valid(body) THEN coalesce(body ->> '$[2]', '') ELSE '' END AS TEXT) AS action,
  CAST(CASE WHEN json_valid(body) THEN coalesce(body ->> '$[3]', '') ELSE '' END AS TEXT) AS target,
  CAST(CASE WHEN json_valid(body) THEN coalesce(body ->> '$[4]', '') ELSE '' END AS TEXT) AS result,
  CAST(CASE WHEN json_valid(body) THEN coalesce(body ->> '$[5]', body) ELSE body END AS TEXT) AS detail,
  prev_hash, hash, body FROM audit_events;
CREATE INDEX audit_events_by_action ON audit_events
  (CAST(CASE WHEN json_valid(body) THEN coalesce(body ->> '$[2]', '') ELSE '' END AS TEXT), seq);
CREATE INDEX audit_events_by_actor ON audit_events
  (CAST(CASE WHEN json_valid(body) THEN coalesce(body ->> '$[1]', '') ELSE '' END AS TEXT), seq);
CREATE INDEX audit_events_of_rows ON audit_events
  (CAST(CASE WHEN json_valid(body) THEN coalesce(body ->> '$[2]', '') ELSE '' END AS TEXT),
    CAST(CASE WHEN json_valid(body) THEN coalesce(body ->> '$[3]', '') ELSE '' END AS TEXT), seq)
  WHERE CAST(CASE WHEN json_valid(body) THEN coalesce(body ->> '$[2]', '') ELSE '' END AS TEXT) IN ('application.changed',
    'built-in.settings-changed', 'settings.changed', 'backend.changed', 'backend.removed', 'store.backed-up',
    'store.backup-failed');
`,
}
