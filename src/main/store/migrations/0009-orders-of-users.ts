import type { Migration } from './migration.ts'

/**
 * Lets each order of the table of users be walked: of all of them, of an application's, of the disabled, and by number of
 * those of one status; and finds who is locked.
 */
export const ordersOfUsers: Migration = {
  number: 9,
  name: 'orders-of-users',
  // Of the disabled there are few: indexes of them alone cost next to nothing.
  statements: `
CREATE INDEX directory_users_of_status ON directory_users (status);
CREATE INDEX directory_users_of_application_and_status ON directory_users (appid, status);

CREATE INDEX directory_users_of_application_by_account ON directory_users (appid, account COLLATE NOCASE);
CREATE INDEX directory_users_of_application_by_uid ON directory_users (appid, uid);
CREATE INDEX directory_users_of_application_by_phone ON directory_users (appid, phone COLLATE NOCASE);
CREATE INDEX directory_users_of_application_by_email ON directory_users (appid, email COLLATE NOCASE);
CREATE INDEX directory_users_of_application_by_nickname ON directory_users (appid, nickname COLLATE NOCASE);

CREATE INDEX directory_users_disabled_by_account ON directory_users (account COLLATE NOCASE)
  WHERE status = 'disabled';
CREATE INDEX directory_users_disabled_by_application ON directory_users (appid) WHERE status = 'disabled';
CREATE INDEX directory_users_disabled_by_uid ON directory_users (uid) WHERE status = 'disabled';
CREATE INDEX directory_users_disabled_by_phone ON directory_users (phone COLLATE NOCASE)
  WHERE status = 'disabled';
CREATE INDEX directory_users_disabled_by_email ON directory_users (email COLLATE NOCASE)
  WHERE status = 'disabled';
CREATE INDEX directory_users_disabled_by_nickname ON directory_users (nickname COLLATE NOCASE)
  WHERE status = 'disabled';

CREATE INDEX directory_failures_locked ON directory_failures (locked_until) WHERE locked_until > 0;
`,
}
