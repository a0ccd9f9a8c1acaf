import type { Migration } from './migration.ts'

/**
 * Keeps what an event says as the one text that its hash is of, so that a verification reads and hashes it as it lies
 * there. Events that are there keep their hashes, which were made field by field: their text begins with a blank.
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
  SELECT seq, ' ' || json_array(CAST(at AS TEXT), CAST(actor AS TEXT), CAST(action AS TEXT), CAST(target AS TEXT),
    CAST(result AS TEXT), CAST(detail AS TEXT)), prev_hash, hash
  FROM audit_events ORDER BY seq;
DROP TABLE audit_events;
ALTER TABLE audit_texts RENAME TO audit_events;
CREATE TRIGGER audit_events_keep_rows BEFORE DELETE ON audit_events
  BEGIN SELECT RAISE (ABORT, 'audit events are never deleted'); END;
CREATE TRIGGER audit_events_keep_values BEFORE UPDATE ON audit_events
  BEGIN SELECT RAISE (ABORT, 'audit events are never changed'); END;

CREATE VIEW audit_event_fields AS SELECT seq,
  CASE WHEN json_valid(body) THEN coalesce(body ->> '$[0]', '') ELSE '' END AS at,
  CASE WHEN json_valid(body) THEN coalesce(body ->> '$[1]', '') ELSE '' END AS actor,
  CASE WHEN json_valid(body) THEN coalesce(body ->> '$[2]', '') ELSE '' END AS action,
  CASE WHEN json_valid(body) THEN coalesce(body ->> '$[3]', '') ELSE '' END AS target,
  CASE WHEN json_valid(body) THEN coalesce(body ->> '$[4]', '') ELSE '' END AS result,
  CASE WHEN json_valid(body) THEN coalesce(body ->> '$[5]', body) ELSE body END AS detail,
  prev_hash, hash, body FROM audit_events;
CREATE INDEX audit_events_by_action ON audit_events
  (CASE WHEN json_valid(body) THEN coalesce(body ->> '$[2]', '') ELSE '' END, seq);
CREATE INDEX audit_events_by_actor ON audit_events
  (CASE WHEN json_valid(body) THEN coalesce(body ->> '$[1]', '') ELSE '' END, seq);
CREATE INDEX audit_events_of_rows ON audit_events
  (CASE WHEN json_valid(body) THEN coalesce(body ->> '$[2]', '') ELSE '' END,
    CASE WHEN json_valid(body) THEN coalesce(body ->> '$[3]', '') ELSE '' END, seq)
  WHERE CASE WHEN json_valid(body) THEN coalesce(body ->> '$[2]', '') ELSE '' END IN ('application.changed',
    'built-in.settings-changed', 'settings.changed', 'backend.changed', 'backend.removed', 'store.backed-up',
    'store.backup-failed');
`,
}
