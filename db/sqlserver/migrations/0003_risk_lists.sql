-- The risk list with its history. A row is one content of one entry; it belongs to every version from added_in up to, not including, removed_in.
-- Nothing is overwritten: an older version's root can be computed again, and an entry proved to have belonged to it.
CREATE TABLE risk_list_versions (
  number BIGINT NOT NULL PRIMARY KEY,
  root NCHAR(64) NULL,
  entry_count BIGINT NULL,
  added BIGINT NOT NULL,
  ended BIGINT NOT NULL,
  begun_at BIGINT NOT NULL,
  touched_at BIGINT NOT NULL,
  published_at BIGINT NULL,
  user_name NVARCHAR(64) NULL
);

CREATE TABLE risk_list_entries (
  id BINARY(16) NOT NULL PRIMARY KEY,
  entry_id NVARCHAR(60) COLLATE Latin1_General_BIN2 NOT NULL,
  added_in BIGINT NOT NULL,
  removed_in BIGINT NULL,
  kind NVARCHAR(20) NOT NULL,
  audience NVARCHAR(20) NOT NULL,
  from_day NCHAR(10) NOT NULL,
  until_day NCHAR(10) NOT NULL,
  review_day NCHAR(10) NULL,
  value_key VARBINARY(64) NOT NULL,
  content_key VARBINARY(64) NOT NULL,
  content_cipher VARBINARY(MAX) NOT NULL,
  salt BINARY(32) NOT NULL,
  leaf BINARY(32) NOT NULL
);
CREATE UNIQUE INDEX ux_risk_list_entries_current ON risk_list_entries (entry_id) WHERE removed_in IS NULL;
CREATE INDEX ix_risk_list_entries_value ON risk_list_entries (value_key);
CREATE INDEX ix_risk_list_entries_added ON risk_list_entries (added_in);
