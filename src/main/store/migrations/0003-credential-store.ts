import type { Migration } from './migration.ts'

/**
 * Makes the journal carry users' passwords beside admins', and makes the tables of probes, rotations, exchanges,
 * backends' secrets, the desk's settings, and what is judged of a password when it is set.
 */
export const credentialStore: Migration = {
  number: 3,
  name: 'credential-store',
  // The candidates are moved before the changes they refer to: dropping those would take them along.
  statements: `
CREATE TABLE changes_now (
  id TEXT PRIMARY KEY,
  subject TEXT NOT NULL,
  account_id TEXT REFERENCES accounts (id) ON DELETE CASCADE,
  backend_id TEXT NOT NULL REFERENCES backends (id),
  operation TEXT NOT NULL,
  state TEXT NOT NULL,
  operator TEXT NOT NULL,
  password_from TEXT NOT NULL,
  planned_at TEXT NOT NULL,
  staged_at TEXT,
  sending_at TEXT,
  ended_at TEXT,
  outcome TEXT,
  sessions TEXT NOT NULL,
  settles_at TEXT,
  settled_by TEXT,
  rotation_id TEXT,
  reference TEXT
) STRICT;
INSERT INTO changes_now
  SELECT changes.id, 'admin/' || account_id, account_id, backend_id, operation, state, operator, password_from,
    planned_at, staged_at, sending_at, ended_at, outcome, sessions, NULL, NULL, NULL, NULL
  FROM changes JOIN accounts ON accounts.id = changes.account_id;
CREATE TABLE candidates_now (
  id TEXT PRIMARY KEY,
  change_id TEXT NOT NULL REFERENCES changes_now (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  sealed BLOB NOT NULL,
  created_at TEXT NOT NULL,
  UNIQUE (change_id, kind)
) STRICT;
INSERT INTO candidates_now SELECT id, change_id, kind, sealed, created_at FROM candidates;
DROP TABLE candidates;
DROP TABLE changes;
ALTER TABLE changes_now RENAME TO changes;
ALTER TABLE candidates_now RENAME TO candidates;
CREATE INDEX changes_by_account ON changes (account_id, id);
CREATE INDEX changes_by_subject ON changes (subject, id);
CREATE INDEX changes_by_end ON changes (ended_at) WHERE ended_at IS NOT NULL;
CREATE UNIQUE INDEX changes_one_open ON changes (subject)
  WHERE state IN ('planned', 'staged', 'sending', 'unknown', 'needs-operator');

CREATE TABLE change_probes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  change_id TEXT NOT NULL REFERENCES changes (id) ON DELETE CASCADE,
  subject TEXT NOT NULL,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  result TEXT,
  outcome TEXT
) STRICT;
CREATE INDEX change_probes_by_change ON change_probes (change_id);
CREATE INDEX change_probes_by_subject ON change_probes (subject, at);

CREATE TABLE rotations (
  id TEXT PRIMARY KEY,
  backend_id TEXT NOT NULL REFERENCES backends (id),
  operator TEXT NOT NULL,
  state TEXT NOT NULL,
  password_length INTEGER NOT NULL,
  planned_at TEXT NOT NULL,
  started_at TEXT,
  ended_at TEXT,
  stop_reason TEXT
) STRICT;
CREATE UNIQUE INDEX rotations_one_running ON rotations (backend_id)
  WHERE state IN ('first', 'rest', 'stopping');
CREATE TABLE rotation_rows (
  rotation_id TEXT NOT NULL REFERENCES rotations (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  state TEXT NOT NULL,
  reason TEXT,
  change_id TEXT,
  ended_at TEXT,
  PRIMARY KEY (rotation_id, position),
  UNIQUE (rotation_id, account_id)
) STRICT;
CREATE INDEX rotation_rows_by_account ON rotation_rows (account_id);

CREATE TABLE exchanges (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  operator TEXT NOT NULL,
  purpose TEXT NOT NULL,
  backend_id TEXT NOT NULL,
  backend_name TEXT NOT NULL,
  operation TEXT NOT NULL,
  target TEXT NOT NULL,
  status TEXT NOT NULL,
  reason TEXT,
  http_status INTEGER,
  duration_ms INTEGER NOT NULL,
  change_id TEXT,
  outcome TEXT NOT NULL
) STRICT;
CREATE INDEX exchanges_by_time ON exchanges (at);
CREATE INDEX exchanges_by_backend ON exchanges (backend_id, id);
CREATE INDEX exchanges_by_status ON exchanges (status, id);
CREATE INDEX exchanges_by_change ON exchanges (change_id) WHERE change_id IS NOT NULL;
CREATE TABLE contradictions_seen (
  contradiction TEXT NOT NULL,
  backend_id TEXT NOT NULL,
  first_at TEXT NOT NULL,
  last_at TEXT NOT NULL,
  times INTEGER NOT NULL,
  PRIMARY KEY (contradiction, backend_id)
) STRICT;

CREATE TABLE backend_secrets (
  backend_id TEXT NOT NULL REFERENCES backends (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  sealed BLOB NOT NULL,
  changed_at TEXT NOT NULL,
  PRIMARY KEY (backend_id, kind)
) STRICT;
CREATE TABLE desk_settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  changed_seq INTEGER NOT NULL,
  mac BLOB NOT NULL
) STRICT;

DROP INDEX audit_events_of_rows;
CREATE INDEX audit_events_of_rows ON audit_events (action, target, seq)
  WHERE action IN ('application.changed', 'built-in.settings-changed', 'settings.changed', 'backend.changed', 'backend.removed',
    'store.backed-up', 'store.backup-failed');

ALTER TABLE operators ADD COLUMN disabled_at TEXT;
ALTER TABLE operators ADD COLUMN must_change INTEGER NOT NULL DEFAULT 0;

ALTER TABLE accounts ADD COLUMN password_fingerprint BLOB;
ALTER TABLE accounts ADD COLUMN password_default TEXT;
CREATE INDEX accounts_unjudged ON accounts (id)
  WHERE sealed_password IS NOT NULL AND (password_score IS NULL OR password_fingerprint IS NULL);
CREATE INDEX accounts_with_default ON accounts (account, id) WHERE password_default IS NOT NULL;
CREATE INDEX accounts_weak ON accounts (account, id) WHERE password_score < 3;
CREATE INDEX accounts_by_fingerprint ON accounts (password_fingerprint) WHERE password_fingerprint IS NOT NULL;
ALTER TABLE directory_users ADD COLUMN password_changed_at TEXT;
ALTER TABLE directory_users ADD COLUMN password_score INTEGER;
ALTER TABLE directory_users ADD COLUMN password_fingerprint BLOB;
ALTER TABLE directory_users ADD COLUMN password_default TEXT;
CREATE INDEX directory_users_unjudged ON directory_users (num)
  WHERE sealed_password IS NOT NULL AND (password_score IS NULL OR password_fingerprint IS NULL);
CREATE INDEX directory_users_by_fingerprint ON directory_users (password_fingerprint)
  WHERE password_fingerprint IS NOT NULL;
`,
}
