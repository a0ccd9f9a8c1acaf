import type { Migration } from './migration.ts'

/** Makes the tables of callers' cases and of their steps. */
export const resetDesk: Migration = {
  number: 4,
  name: 'reset-desk',
  statements: `
CREATE TABLE reset_requests (
  id TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  backend_id TEXT NOT NULL REFERENCES backends (id),
  system TEXT NOT NULL,
  account TEXT NOT NULL,
  uid TEXT NOT NULL,
  appid TEXT NOT NULL,
  nickname TEXT NOT NULL,
  caller TEXT NOT NULL,
  reason TEXT NOT NULL,
  ticket TEXT NOT NULL,
  state TEXT NOT NULL,
  checks TEXT NOT NULL,
  verified_at TEXT,
  captcha_id TEXT,
  captcha_expires_at TEXT,
  codeid TEXT,
  code_sent_at TEXT,
  code_expires_at TEXT,
  code_tries INTEGER NOT NULL,
  change_id TEXT,
  opened_by TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  closed_by TEXT,
  closed_at TEXT
) STRICT;
CREATE INDEX reset_requests_by_state ON reset_requests (state, number);
CREATE INDEX reset_requests_by_account ON reset_requests (account, number);
CREATE UNIQUE INDEX reset_requests_one_open ON reset_requests (backend_id, system, account, uid)
  WHERE closed_at IS NULL;
CREATE TABLE reset_steps (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  request_id TEXT NOT NULL REFERENCES reset_requests (id) ON DELETE CASCADE,
  at TEXT NOT NULL,
  operator TEXT NOT NULL,
  step TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;
CREATE INDEX reset_steps_by_request ON reset_steps (request_id, id);
`,
}
