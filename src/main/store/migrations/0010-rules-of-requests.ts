import type { Migration } from './migration.ts'

/** Gives the record of the built-in backend's requests the rule that answered each; of those before, none is known. */
export const rulesOfRequests: Migration = {
  number: 10,
  name: 'rules-of-requests',
  statements: `
ALTER TABLE built_in_requests ADD COLUMN rule TEXT;
`,
}
