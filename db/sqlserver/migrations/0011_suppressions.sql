-- Who was looked at and is not an entry (误报排除), with its history: a row belongs to every version from added_in up to, not including, removed_in, as an entry does.
-- content_cipher is what the version's root covers: the person's key, reason, author and last day. A row that ended by its day stays in the version, since the day of the scan decides.
CREATE TABLE risk_list_suppressions (
  id                BINARY(16)     NOT NULL PRIMARY KEY,
  entry_id          NVARCHAR(60)   COLLATE Latin1_General_BIN2 NOT NULL,
  until_day         NCHAR(10)      NOT NULL,
  person_key        VARBINARY(64)  NOT NULL,
  added_in          BIGINT         NOT NULL,
  removed_in        BIGINT         NULL,
  content_cipher    VARBINARY(MAX) NOT NULL,
  salt              BINARY(32)     NOT NULL,
  leaf              BINARY(32)     NOT NULL,
  decision_id       BINARY(16)     NOT NULL,
  person_cipher     VARBINARY(MAX) NOT NULL,
  created_at        BIGINT         NOT NULL,
  ended_at          BIGINT         NULL,
  ended_by_name     NVARCHAR(64)   NULL,
  end_reason_cipher VARBINARY(MAX) NULL
);
-- person_key is of entry and person together: one person is set aside from one entry once at a time.
CREATE UNIQUE INDEX ux_risk_list_suppressions_current ON risk_list_suppressions (person_key) WHERE removed_in IS NULL;
CREATE INDEX ix_risk_list_suppressions_added ON risk_list_suppressions (added_in);

-- entry_count, added and ended speak of entries alone.
ALTER TABLE risk_list_versions ADD suppression_count BIGINT NOT NULL DEFAULT 0;
ALTER TABLE risk_list_versions ADD suppressions_added BIGINT NOT NULL DEFAULT 0;
ALTER TABLE risk_list_versions ADD suppressions_ended BIGINT NOT NULL DEFAULT 0;
