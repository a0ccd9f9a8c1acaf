import type { Migration } from './migration.ts'

/**
 * Keeps how far the desk's own time has come, for waits that outlast it, and forgets wrong tries under names that are
 * no operator's: what was typed there may have been a password.
 */
export const timeThatLasts: Migration = {
  number: 8,
  name: 'time-that-lasts',
  statements: `
CREATE TABLE steady_time (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  steady INTEGER NOT NULL,
  elapsed INTEGER NOT NULL
) STRICT;
DELETE FROM operator_failures WHERE subject <> 'recovery'
  AND subject NOT IN (SELECT 'operator/' || name_key FROM operators);
`,
}
