import type { Migration } from './migration.ts'

/** Lets the tables of applications and of rotations be walked in each order that they can be sorted by. */
export const ordersOfLists: Migration = {
  number: 11,
  name: 'orders-of-lists',
  statements: `
CREATE INDEX directory_applications_by_name ON directory_applications (name COLLATE NOCASE, appid);
CREATE INDEX directory_applications_by_status ON directory_applications (status, appid);
CREATE INDEX rotations_by_state ON rotations (state, id);
`,
}
