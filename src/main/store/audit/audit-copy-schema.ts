import { eventFieldNames } from './event-body.ts'
import { fieldOfBody } from './event-layout.ts'
import { textOfEvents } from '../migrations/0016-text-of-events.ts'

/**
 * Gives what makes the tables of an auditor's copy in a version of the schema: the audit as the store has it, its
 * anchors, and how the copy was made.
 */
export function auditCopyStatements(version: number): string {
  const isEarlier = version < textOfEvents.number
  return [meta, isEarlier ? columns : bodies, guards, isEarlier ? '' : view, rest].join('')
}

const meta = `
CREATE TABLE store_meta (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  store_id TEXT NOT NULL,
  checkpoint_public_key BLOB,
  copied_at TEXT NOT NULL
) STRICT;
`

const bodies = `
CREATE TABLE audit_events (
  seq INTEGER PRIMARY KEY,
  body TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
`

/** Is how copies were made before events were kept as texts; such a copy is verified as it is. */
const columns = `
CREATE TABLE audit_events (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  target TEXT NOT NULL,
  result TEXT NOT NULL,
  detail TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
`

const guards = `
CREATE TRIGGER audit_events_keep_rows BEFORE DELETE ON audit_events
  BEGIN SELECT RAISE (ABORT, 'audit events are never deleted'); END;
CREATE TRIGGER audit_events_keep_values BEFORE UPDATE ON audit_events
  BEGIN SELECT RAISE (ABORT, 'audit events are never changed'); END;
`

const view = `
CREATE VIEW audit_event_fields AS SELECT seq,
  ${eventFieldNames.map((name) => `${fieldOfBody(name)} AS ${name}`).join(',\n  ')},
  prev_hash, hash, body FROM audit_events;
`

const rest = `
CREATE TABLE audit_checkpoints (
  seq INTEGER PRIMARY KEY,
  hash TEXT NOT NULL,
  at TEXT NOT NULL,
  signature BLOB NOT NULL
) STRICT;

CREATE TABLE audit_anchors (
  id INTEGER PRIMARY KEY,
  line TEXT NOT NULL
) STRICT;
`
