-- The risk list with its history. A row is one content of one entry; it belongs to every version from added_in up to, not including, removed_in.
-- Nothing is overwritten: an older version's root can be computed again, and an entry proved to have belonged to it.
CREATE TABLE risk_list_versions (
  number INTEGER NOT NULL PRIMARY KEY,
  root TEXT NULL,
  entry_count INTEGER NULL,
  added INTEGER NOT NULL,
  ended INTEGER NOT NULL,
  begun_at INTEGER NOT NULL,
  touched_at INTEGER NOT NULL,
  published_at INTEGER NULL,
  user_name TEXT NULL
);

CREATE TABLE risk_list_entries (
  id BLOB NOT NULL PRIMARY KEY,
  entry_id TEXT NOT NULL,
  added_in INTEGER NOT NULL,
  removed_in INTEGER NULL,
  kind TEXT NOT NULL,
  audience TEXT NOT NULL,
  from_day TEXT NOT NULL,
  until_day TEXT NOT NULL,
  review_day TEXT NULL,
  value_key BLOB NOT NULL,
  content_key BLOB NOT NULL,
  content_cipher BLOB NOT NULL,
  salt BLOB NOT NULL,
  leaf BLOB NOT NULL
);
CREATE UNIQUE INDEX ux_risk_list_entries_current ON risk_list_entries (entry_id) WHERE removed_in IS NULL;
CREATE INDEX ix_risk_list_entries_value ON risk_list_entries (value_key);
CREATE INDEX ix_risk_list_entries_added ON risk_list_entries (added_in);
