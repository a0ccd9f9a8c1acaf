import type { Migration } from './migration.ts'

/** Makes the tables of codes, captchas, the outbox and the throttle, the built-in backend's settings, and the search. */
export const fiveOperations: Migration = {
  number: 2,
  name: 'five-operations',
  statements: `
CREATE TABLE directory_codes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  codeid INTEGER NOT NULL,
  channel TEXT NOT NULL,
  recipient TEXT NOT NULL,
  purpose TEXT NOT NULL,
  user_num INTEGER REFERENCES directory_users (num) ON DELETE CASCADE,
  code_mac BLOB NOT NULL,
  tries INTEGER NOT NULL,
  state TEXT NOT NULL,
  imported INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX directory_codes_one_live ON directory_codes (recipient, purpose, channel)
  WHERE state = 'live';
CREATE INDEX directory_codes_by_time ON directory_codes (recipient, purpose, created_at);
CREATE INDEX directory_codes_by_age ON directory_codes (created_at) WHERE state <> 'live';
CREATE INDEX directory_codes_by_user ON directory_codes (user_num);

CREATE TABLE directory_captchas (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  answer_mac BLOB NOT NULL,
  tries INTEGER NOT NULL,
  expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX directory_captchas_by_end ON directory_captchas (expires_at);

CREATE TABLE directory_outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code_id INTEGER NOT NULL,
  codeid INTEGER NOT NULL,
  channel TEXT NOT NULL,
  recipient TEXT NOT NULL,
  purpose TEXT NOT NULL,
  sealed_code BLOB NOT NULL,
  sent_at TEXT NOT NULL,
  expires_at TEXT NOT NULL
) STRICT;

CREATE TABLE directory_failures (
  subject TEXT PRIMARY KEY,
  tries TEXT NOT NULL,
  locked_until INTEGER NOT NULL
) STRICT;

ALTER TABLE directory_tokens ADD COLUMN sealed_userkey BLOB;

CREATE TABLE built_in_settings (
  name TEXT PRIMARY KEY,
  options TEXT NOT NULL,
  sealed_key BLOB,
  changed_seq INTEGER NOT NULL,
  mac BLOB NOT NULL
) STRICT;

CREATE TABLE built_in_requests (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  method TEXT NOT NULL,
  path TEXT NOT NULL,
  http_status INTEGER NOT NULL,
  duration_ms REAL NOT NULL,
  request TEXT NOT NULL,
  response TEXT NOT NULL
) STRICT;

CREATE INDEX audit_events_of_rows ON audit_events (action, target, seq)
  WHERE action IN ('application.changed', 'built-in.settings-changed');

CREATE INDEX directory_users_by_application ON directory_users (appid);
CREATE INDEX directory_users_by_account ON directory_users (account COLLATE NOCASE);
DROP INDEX directory_users_by_phone;
CREATE INDEX directory_users_by_phone ON directory_users (phone COLLATE NOCASE);
CREATE INDEX directory_users_by_email ON directory_users (email COLLATE NOCASE);
CREATE INDEX directory_users_by_nickname ON directory_users (nickname COLLATE NOCASE);
CREATE INDEX directory_users_unhashed ON directory_users (num) WHERE sealed_password IS NOT NULL;

CREATE TABLE directory_search_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  held_back INTEGER NOT NULL
) STRICT;
INSERT INTO directory_search_state VALUES (1, 0);

CREATE VIRTUAL TABLE directory_user_search USING fts5 (
  account, phone, email, nickname,
  content = 'directory_users', content_rowid = 'num', tokenize = 'trigram'
);
CREATE TRIGGER directory_user_search_insert AFTER INSERT ON directory_users
  WHEN (SELECT held_back FROM directory_search_state) = 0
  BEGIN
    INSERT INTO directory_user_search (rowid, account, phone, email, nickname)
    VALUES (new.num, new.account, new.phone, new.email, new.nickname);
  END;
CREATE TRIGGER directory_user_search_delete AFTER DELETE ON directory_users
  WHEN (SELECT held_back FROM directory_search_state) = 0
  BEGIN
    INSERT INTO directory_user_search (directory_user_search, rowid, account, phone, email, nickname)
    VALUES ('delete', old.num, old.account, old.phone, old.email, old.nickname);
  END;
CREATE TRIGGER directory_user_search_update AFTER UPDATE OF account, phone, email, nickname ON directory_users
  WHEN (SELECT held_back FROM directory_search_state) = 0
  BEGIN
    INSERT INTO directory_user_search (directory_user_search, rowid, account, phone, email, nickname)
    VALUES ('delete', old.num, old.account, old.phone, old.email, old.nickname);
    INSERT INTO directory_user_search (rowid, account, phone, email, nickname)
    VALUES (new.num, new.account, new.phone, new.email, new.nickname);
  END;
INSERT INTO directory_user_search (directory_user_search) VALUES ('rebuild');
`,
}
