import type { Migration } from './migration.ts'

/**
 * Lets the record of requests and callers' cases be walked in each order that they can be sorted by; and finds the open
 * cases, and the one that a change was made for.
 */
export const ordersOfRecords: Migration = {
  number: 13,
  name: 'orders-of-records',
  statements: `
CREATE INDEX exchanges_by_operation ON exchanges (operation, id);
CREATE INDEX exchanges_by_target ON exchanges (target COLLATE NOCASE, id);
CREATE INDEX exchanges_by_backend_name ON exchanges (backend_name COLLATE NOCASE, id);
CREATE INDEX exchanges_by_duration ON exchanges (duration_ms, id);

CREATE INDEX reset_requests_open ON reset_requests (number) WHERE closed_at IS NULL;
CREATE INDEX reset_requests_by_backend ON reset_requests (backend_id, number);
CREATE INDEX reset_requests_by_ticket ON reset_requests (ticket COLLATE NOCASE, number);
CREATE INDEX reset_requests_by_opening ON reset_requests (opened_at, number);
CREATE INDEX reset_requests_by_change ON reset_requests (change_id, number) WHERE change_id IS NOT NULL;
`,
}
