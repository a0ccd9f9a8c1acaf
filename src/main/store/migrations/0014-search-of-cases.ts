import type { Migration } from './migration.ts'

/** Makes the search of callers' cases: by the user, the caller, the ticket, and the number as it is written. */
export const searchOfCases: Migration = {
  number: 14,
  name: 'search-of-cases',
  // Two marks end each text, so that its last character and its last two begin a term of three as well.
  statements: `
CREATE VIEW reset_search_text AS
  SELECT number, account || char(1, 1) AS account, uid || char(1, 1) AS uid, nickname || char(1, 1) AS nickname,
    caller || char(1, 1) AS caller, ticket || char(1, 1) AS ticket, '#' || number || char(1, 1) AS label
  FROM reset_requests;
CREATE VIRTUAL TABLE reset_search USING fts5 (
  account, uid, nickname, caller, ticket, label,
  content = 'reset_search_text', content_rowid = 'number', tokenize = 'trigram'
);
CREATE VIRTUAL TABLE reset_search_terms USING fts5vocab (reset_search, instance);
CREATE TRIGGER reset_search_insert AFTER INSERT ON reset_requests
  BEGIN
    INSERT INTO reset_search (rowid, account, uid, nickname, caller, ticket, label)
    SELECT * FROM reset_search_text WHERE number = new.number;
  END;
CREATE TRIGGER reset_search_delete AFTER DELETE ON reset_requests
  BEGIN
    INSERT INTO reset_search (reset_search, rowid, account, uid, nickname, caller, ticket, label)
    VALUES ('delete', old.number, old.account || char(1, 1), old.uid || char(1, 1), old.nickname || char(1, 1),
      old.caller || char(1, 1), old.ticket || char(1, 1), '#' || old.number || char(1, 1));
  END;
CREATE TRIGGER reset_search_update AFTER UPDATE OF number, account, uid, nickname, caller, ticket ON reset_requests
  WHEN (old.number, old.account, old.uid, old.nickname, old.caller, old.ticket)
    IS NOT (new.number, new.account, new.uid, new.nickname, new.caller, new.ticket)
  BEGIN
    INSERT INTO reset_search (reset_search, rowid, account, uid, nickname, caller, ticket, label)
    VALUES ('delete', old.number, old.account || char(1, 1), old.uid || char(1, 1), old.nickname || char(1, 1),
      old.caller || char(1, 1), old.ticket || char(1, 1), '#' || old.number || char(1, 1));
    INSERT INTO reset_search (rowid, account, uid, nickname, caller, ticket, label)
    SELECT * FROM reset_search_text WHERE number = new.number;
  END;
INSERT INTO reset_search (reset_search) VALUES ('rebuild');
`,
}
