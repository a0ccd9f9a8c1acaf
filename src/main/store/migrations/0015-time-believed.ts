import type { Migration } from './migration.ts'

/** Keeps the latest time that there is reason to believe, so that a clock set far ahead deletes nothing early. */
export const timeBelieved: Migration = {
  number: 15,
  name: 'time-believed',
  // What the newest event says is the last that is known of the time before.
  statements: `
CREATE TABLE believed_time (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  believed TEXT NOT NULL,
  doubted_from TEXT,
  doubted_to TEXT,
  CHECK ((doubted_from IS NULL) = (doubted_to IS NULL))
) STRICT;
INSERT INTO believed_time (id, believed) SELECT 1, at FROM audit_events ORDER BY seq DESC LIMIT 1;
`,
}
