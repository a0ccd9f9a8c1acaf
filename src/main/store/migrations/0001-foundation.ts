import type { Migration } from './migration.ts'

/** Makes the tables of the first version. */
export const foundation: Migration = {
  number: 1,
  name: 'foundation',
  statements: `
CREATE TABLE store_meta (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  store_id TEXT NOT NULL,
  created_at TEXT NOT NULL,
  checkpoint_public_key BLOB,
  clean_exit INTEGER NOT NULL,
  recovery_proven INTEGER NOT NULL
) STRICT;

CREATE TABLE operators (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE key_slots (
  id TEXT PRIMARY KEY,
  holder TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  kdf_n INTEGER NOT NULL,
  kdf_r INTEGER NOT NULL,
  kdf_p INTEGER NOT NULL,
  salt BLOB NOT NULL,
  sealed_ring BLOB NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE operator_failures (
  subject TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  window_start INTEGER NOT NULL,
  locked_until INTEGER NOT NULL
) STRICT;

CREATE TABLE preferences (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE backends (
  id TEXT PRIMARY KEY,
  system TEXT NOT NULL,
  name TEXT NOT NULL UNIQUE,
  url TEXT,
  environment TEXT NOT NULL,
  built_in INTEGER NOT NULL,
  options TEXT NOT NULL,
  changed_seq INTEGER NOT NULL,
  mac BLOB NOT NULL
) STRICT;

CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  backend_id TEXT NOT NULL REFERENCES backends (id),
  user_id TEXT NOT NULL,
  account TEXT NOT NULL,
  nickname TEXT NOT NULL,
  level INTEGER NOT NULL,
  sealed_password BLOB,
  password_score INTEGER,
  password_changed_at TEXT,
  last_change_id TEXT,
  last_change_at TEXT,
  sample INTEGER NOT NULL,
  UNIQUE (backend_id, user_id)
) STRICT;
CREATE INDEX accounts_by_account ON accounts (account, id);
CREATE INDEX accounts_by_backend ON accounts (backend_id, id);
CREATE INDEX accounts_by_password_age ON accounts (coalesce(password_changed_at, ''), id);
CREATE INDEX accounts_by_last_change ON accounts (coalesce(last_change_at, ''), id);

CREATE TABLE changes (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  operation TEXT NOT NULL,
  state TEXT NOT NULL,
  operator TEXT NOT NULL,
  password_from TEXT NOT NULL,
  planned_at TEXT NOT NULL,
  staged_at TEXT,
  sending_at TEXT,
  ended_at TEXT,
  outcome TEXT,
  sessions TEXT NOT NULL
) STRICT;
CREATE INDEX changes_by_account ON changes (account_id, id);
CREATE UNIQUE INDEX changes_one_open ON changes (account_id)
  WHERE state IN ('planned', 'staged', 'sending', 'unknown', 'needs-operator');

CREATE TABLE candidates (
  id TEXT PRIMARY KEY,
  change_id TEXT NOT NULL REFERENCES changes (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  sealed BLOB NOT NULL,
  created_at TEXT NOT NULL,
  UNIQUE (change_id, kind)
) STRICT;

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
CREATE INDEX audit_events_by_action ON audit_events (action, seq);
CREATE INDEX audit_events_by_actor ON audit_events (actor, seq);
CREATE TRIGGER audit_events_keep_rows BEFORE DELETE ON audit_events
  BEGIN SELECT RAISE (ABORT, 'audit events are never deleted'); END;
CREATE TRIGGER audit_events_keep_values BEFORE UPDATE ON audit_events
  BEGIN SELECT RAISE (ABORT, 'audit events are never changed'); END;

CREATE TABLE audit_checkpoints (
  seq INTEGER PRIMARY KEY,
  hash TEXT NOT NULL,
  at TEXT NOT NULL,
  signature BLOB NOT NULL
) STRICT;

CREATE TABLE directory_applications (
  appid TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  sealed_signature BLOB NOT NULL,
  status TEXT NOT NULL,
  developer_status TEXT NOT NULL,
  developer_overdue_days INTEGER NOT NULL,
  allow_password_change INTEGER NOT NULL,
  token_validation INTEGER NOT NULL,
  account_min INTEGER NOT NULL,
  account_max INTEGER NOT NULL,
  password_min INTEGER NOT NULL,
  password_max INTEGER NOT NULL,
  sample INTEGER NOT NULL,
  changed_seq INTEGER NOT NULL,
  mac BLOB NOT NULL
) STRICT;

CREATE TABLE directory_admins (
  user_id TEXT PRIMARY KEY,
  account TEXT NOT NULL UNIQUE,
  nickname TEXT NOT NULL,
  level INTEGER NOT NULL,
  password_hash TEXT,
  sealed_password BLOB,
  password_changed_at TEXT NOT NULL,
  sample INTEGER NOT NULL,
  CHECK ((password_hash IS NULL) <> (sealed_password IS NULL))
) STRICT;

CREATE TABLE directory_users (
  num INTEGER PRIMARY KEY,
  appid TEXT NOT NULL REFERENCES directory_applications (appid) ON DELETE CASCADE,
  uid INTEGER NOT NULL,
  account TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL,
  nickname TEXT NOT NULL,
  password_hash TEXT,
  sealed_password BLOB,
  status TEXT NOT NULL,
  sign_text TEXT NOT NULL,
  sealed_userkey BLOB NOT NULL,
  sample INTEGER NOT NULL,
  UNIQUE (appid, account),
  CHECK ((password_hash IS NULL) <> (sealed_password IS NULL))
) STRICT;
CREATE INDEX directory_users_by_phone ON directory_users (phone);
CREATE INDEX directory_users_by_uid ON directory_users (uid);

CREATE TABLE directory_tokens (
  token_mac BLOB PRIMARY KEY,
  kind TEXT NOT NULL,
  admin_user_id TEXT REFERENCES directory_admins (user_id) ON DELETE CASCADE,
  user_num INTEGER REFERENCES directory_users (num) ON DELETE CASCADE,
  issued_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  revoked_at TEXT,
  CHECK ((admin_user_id IS NULL) <> (user_num IS NULL))
) STRICT;
CREATE INDEX directory_tokens_by_admin ON directory_tokens (admin_user_id);
CREATE INDEX directory_tokens_by_user ON directory_tokens (user_num);
`,
}
