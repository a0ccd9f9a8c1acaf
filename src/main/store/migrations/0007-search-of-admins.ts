import type { Migration } from './migration.ts'

/**
 * Makes the search of admins, each known to it by a number in the order of their accounts, and lets each order of their
 * table be walked without reading the rows.
 */
export const searchOfAdmins: Migration = {
  number: 7,
  name: 'search-of-admins',
  // Two marks end each text, so that its last character and its last two begin a term of three as well.
  statements: `
ALTER TABLE accounts ADD COLUMN num INTEGER;
UPDATE accounts SET num = placed.num
  FROM (SELECT id, row_number() OVER (ORDER BY account, id) AS num FROM accounts) AS placed
  WHERE placed.id = accounts.id;
CREATE INDEX accounts_by_num ON accounts (num, id, backend_id, account, nickname, user_id);

DROP INDEX accounts_by_account;
CREATE INDEX accounts_by_account ON accounts (account, id, backend_id, nickname, user_id);
DROP INDEX accounts_by_backend;
CREATE INDEX accounts_by_backend ON accounts (backend_id, id, account, nickname, user_id);
CREATE INDEX accounts_by_backend_account ON accounts (backend_id, account, id, nickname, user_id);
DROP INDEX accounts_by_password_age;
CREATE INDEX accounts_by_password_age
  ON accounts (coalesce(password_changed_at, ''), id, backend_id, account, nickname, user_id);
DROP INDEX accounts_by_last_change;
CREATE INDEX accounts_by_last_change
  ON accounts (coalesce(last_change_at, ''), id, backend_id, account, nickname, user_id);

CREATE TABLE account_search_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  held_back INTEGER NOT NULL,
  in_order_to INTEGER NOT NULL
) STRICT;
INSERT INTO account_search_state VALUES (1, 0, (SELECT coalesce(max(num), 0) FROM accounts));

CREATE VIEW account_search_text AS
  SELECT num, account || char(1, 1) AS account, nickname || char(1, 1) AS nickname, user_id || char(1, 1) AS user_id
  FROM accounts;
CREATE VIRTUAL TABLE account_search USING fts5 (
  account, nickname, user_id,
  content = 'account_search_text', content_rowid = 'num', tokenize = 'trigram'
);
CREATE VIRTUAL TABLE account_search_terms USING fts5vocab (account_search, instance);
CREATE TRIGGER account_search_insert AFTER INSERT ON accounts
  WHEN (SELECT held_back FROM account_search_state) = 0
  BEGIN
    UPDATE accounts
      SET num = 1 + max((SELECT in_order_to FROM account_search_state), coalesce((SELECT max(num) FROM accounts), 0))
      WHERE id = new.id;
    INSERT INTO account_search (rowid, account, nickname, user_id)
    SELECT * FROM account_search_text WHERE num = (SELECT num FROM accounts WHERE id = new.id);
  END;
CREATE TRIGGER account_search_delete AFTER DELETE ON accounts
  WHEN (SELECT held_back FROM account_search_state) = 0
  BEGIN
    INSERT INTO account_search (account_search, rowid, account, nickname, user_id)
    VALUES ('delete', old.num, old.account || char(1, 1), old.nickname || char(1, 1), old.user_id || char(1, 1));
  END;
CREATE TRIGGER account_search_update AFTER UPDATE OF account, nickname, user_id ON accounts
  WHEN (SELECT held_back FROM account_search_state) = 0
    AND (old.account, old.nickname, old.user_id) IS NOT (new.account, new.nickname, new.user_id)
  BEGIN
    INSERT INTO account_search (account_search, rowid, account, nickname, user_id)
    VALUES ('delete', old.num, old.account || char(1, 1), old.nickname || char(1, 1), old.user_id || char(1, 1));
    UPDATE accounts
      SET num = 1 + max((SELECT in_order_to FROM account_search_state), coalesce((SELECT max(num) FROM accounts), 0))
      WHERE id = new.id;
    INSERT INTO account_search (rowid, account, nickname, user_id)
    SELECT * FROM account_search_text WHERE num = (SELECT num FROM accounts WHERE id = new.id);
  END;
INSERT INTO account_search (account_search) VALUES ('rebuild');
`,
}
