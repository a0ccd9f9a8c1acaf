import type { Migration } from './migration.ts'

/** Makes room for a credential of each application of a backend beside those of the backend as a whole. */
export const applicationsOfBackends: Migration = {
  number: 5,
  name: 'applications-of-backends',
  statements: `
CREATE TABLE backend_secrets_now (
  backend_id TEXT NOT NULL REFERENCES backends (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  application TEXT NOT NULL,
  sealed BLOB NOT NULL,
  changed_at TEXT NOT NULL,
  PRIMARY KEY (backend_id, kind, application)
) STRICT;
INSERT INTO backend_secrets_now SELECT backend_id, kind, '', sealed, changed_at FROM backend_secrets;
DROP TABLE backend_secrets;
ALTER TABLE backend_secrets_now RENAME TO backend_secrets;
`,
}
