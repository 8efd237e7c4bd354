-- Who was looked at and is not an entry (误报排除), with its history: a row belongs to every version from added_in up to, not including, removed_in, as an entry does.
-- content_cipher is what the version's root covers: the person's key, reason, author and last day. A row that ended by its day stays in the version, since the day of the scan decides.
CREATE TABLE risk_list_suppressions (
  id                BLOB    NOT NULL PRIMARY KEY,
  entry_id          TEXT    NOT NULL,
  until_day         TEXT    NOT NULL,
  person_key        BLOB    NOT NULL,
  added_in          INTEGER NOT NULL,
  removed_in        INTEGER NULL,
  content_cipher    BLOB    NOT NULL,
  salt              BLOB    NOT NULL,
  leaf              BLOB    NOT NULL,
  decision_id       BLOB    NOT NULL,
  person_cipher     BLOB    NOT NULL,
  created_at        INTEGER NOT NULL,
  ended_at          INTEGER NULL,
  ended_by_name     TEXT    NULL,
  end_reason_cipher BLOB    NULL
);
-- person_key is of entry and person together: one person is set aside from one entry once at a time.
CREATE UNIQUE INDEX ux_risk_list_suppressions_current ON risk_list_suppressions (person_key) WHERE removed_in IS NULL;
CREATE INDEX ix_risk_list_suppressions_added ON risk_list_suppressions (added_in);

-- entry_count, added and ended speak of entries alone.
ALTER TABLE risk_list_versions ADD COLUMN suppression_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE risk_list_versions ADD COLUMN suppressions_added INTEGER NOT NULL DEFAULT 0;
ALTER TABLE risk_list_versions ADD COLUMN suppressions_ended INTEGER NOT NULL DEFAULT 0;
