import type { Migration } from './migration.ts'

/** Gives the record of the built-in backend's requests what their rules looked at; of those before, nothing is known. */
export const factsOfRequests: Migration = {
  number: 6,
  name: 'facts-of-requests',
  statements: `
ALTER TABLE built_in_requests ADD COLUMN facts TEXT;
`,
}
