import type { Migration } from './migration.ts'

/** Takes away an index that nothing reads along any more: each change that ended had one more page to write for it. */
export const fewerIndexes: Migration = {
  number: 12,
  name: 'fewer-indexes',
  statements: `
DROP INDEX changes_by_end;
`,
}
