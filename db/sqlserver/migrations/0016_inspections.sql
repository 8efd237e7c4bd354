-- Inspections of the contents and what they found. The description may name what nobody declared and is encrypted; it goes with the parcel's erasure. An assessment says what a find is worth and
-- on whose word; assessments are added, never changed, and the latest counts. person_finds holds the finds that count against people, by the keyed hashes of postings.
CREATE TABLE inspections (
  id          BINARY(16) NOT NULL PRIMARY KEY,
  body_key    VARBINARY(64) NOT NULL,
  scan_id     BINARY(16) NOT NULL,
  waybill_id  BINARY(16) NOT NULL,
  decision_id BINARY(16) NULL,
  depot       NVARCHAR(32) NOT NULL,
  device      NVARCHAR(60) NOT NULL,
  user_id     BINARY(16) NOT NULL,
  user_name   NVARCHAR(100) NOT NULL,
  started_at  BIGINT NOT NULL,
  ended_at    BIGINT NOT NULL,
  received_at BIGINT NOT NULL,
  result      NVARCHAR(20) NOT NULL,
  photos      INT NOT NULL,
  mark        NVARCHAR(60) NULL
);
CREATE TABLE inspection_items (
  id                 BINARY(16) NOT NULL PRIMARY KEY,
  inspection_id      BINARY(16) NOT NULL,
  waybill_id         BINARY(16) NOT NULL,
  position           INT NOT NULL,
  kind               NVARCHAR(20) NOT NULL,
  species            NVARCHAR(100) NULL,
  description_cipher VARBINARY(MAX) NULL,
  quantity           INT NOT NULL,
  unit               NVARCHAR(60) NULL,
  weight             INT NULL
);
CREATE TABLE assessments (
  id            BINARY(16) NOT NULL PRIMARY KEY,
  item_id       BINARY(16) NOT NULL,
  assessed_at   BIGINT NOT NULL,
  user_id       BINARY(16) NOT NULL,
  user_name     NVARCHAR(100) NOT NULL,
  basis         NVARCHAR(20) NOT NULL,
  value_fen     BIGINT NOT NULL,
  source_cipher VARBINARY(MAX) NOT NULL
);
CREATE TABLE person_finds (
  item_id             BINARY(16) NOT NULL PRIMARY KEY,
  waybill_id          BINARY(16) NOT NULL,
  found_at            BIGINT NOT NULL,
  value_fen           BIGINT NOT NULL,
  sender_phone_key    VARBINARY(64) NULL,
  sender_number_key   VARBINARY(64) NULL,
  recipient_phone_key VARBINARY(64) NULL
);
CREATE INDEX ix_inspections_waybill ON inspections (waybill_id);
CREATE INDEX ix_inspections_scan ON inspections (scan_id);
CREATE INDEX ix_inspections_received ON inspections (received_at, user_id);
CREATE INDEX ix_inspection_items_waybill ON inspection_items (waybill_id);
CREATE INDEX ix_inspection_items_inspection ON inspection_items (inspection_id);
CREATE INDEX ix_assessments_item ON assessments (item_id);
CREATE INDEX ix_person_finds_waybill ON person_finds (waybill_id);
CREATE INDEX ix_person_finds_phone ON person_finds (sender_phone_key, found_at) WHERE sender_phone_key IS NOT NULL;
CREATE INDEX ix_person_finds_number ON person_finds (sender_number_key, found_at) WHERE sender_number_key IS NOT NULL;
CREATE INDEX ix_person_finds_recipient ON person_finds (recipient_phone_key, found_at) WHERE recipient_phone_key IS NOT NULL;
