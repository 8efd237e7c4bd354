-- Who typed a version in; null for the record of an order system.
ALTER TABLE waybill_versions ADD created_by BINARY(16) NULL;
ALTER TABLE waybill_versions ADD created_by_name NVARCHAR(128) NULL;

-- Wordings that were typed in and not answered with green, for each of those that are limited (an account, a device, a depot, a pair of parties):
-- keyed hashes only. Rows older than the window are deleted when others are added.
CREATE TABLE caught_wordings (
  subject_key VARBINARY(64) NOT NULL,
  wording_key VARBINARY(64) NOT NULL,
  caught_at   BIGINT        NOT NULL,
  PRIMARY KEY (subject_key, wording_key)
);
CREATE INDEX ix_caught_wordings_time ON caught_wordings (caught_at);
