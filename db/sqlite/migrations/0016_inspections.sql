-- Inspections of the contents and what they found. The description may name what nobody declared and is encrypted; it goes with the parcel's erasure. An assessment says what a find is worth and
-- on whose word; assessments are added, never changed, and the latest counts. person_finds holds the finds that count against people, by the keyed hashes of postings.
CREATE TABLE inspections (
  id          BLOB NOT NULL PRIMARY KEY,
  body_key    BLOB NOT NULL,
  scan_id     BLOB NOT NULL,
  waybill_id  BLOB NOT NULL,
  decision_id BLOB NULL,
  depot       TEXT NOT NULL,
  device      TEXT NOT NULL,
  user_id     BLOB NOT NULL,
  user_name   TEXT NOT NULL,
  started_at  INTEGER NOT NULL,
  ended_at    INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  result      TEXT NOT NULL,
  photos      INTEGER NOT NULL,
  mark        TEXT NULL
) WITHOUT ROWID;
CREATE TABLE inspection_items (
  id                 BLOB NOT NULL PRIMARY KEY,
  inspection_id      BLOB NOT NULL,
  waybill_id         BLOB NOT NULL,
  position           INTEGER NOT NULL,
  kind               TEXT NOT NULL,
  species            TEXT NULL,
  description_cipher BLOB NULL,
  quantity           INTEGER NOT NULL,
  unit               TEXT NULL,
  weight             INTEGER NULL
) WITHOUT ROWID;
CREATE TABLE assessments (
  id            BLOB NOT NULL PRIMARY KEY,
  item_id       BLOB NOT NULL,
  assessed_at   INTEGER NOT NULL,
  user_id       BLOB NOT NULL,
  user_name     TEXT NOT NULL,
  basis         TEXT NOT NULL,
  value_fen     INTEGER NOT NULL,
  source_cipher BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE person_finds (
  item_id             BLOB NOT NULL PRIMARY KEY,
  waybill_id          BLOB NOT NULL,
  found_at            INTEGER NOT NULL,
  value_fen           INTEGER NOT NULL,
  sender_phone_key    BLOB NULL,
  sender_number_key   BLOB NULL,
  recipient_phone_key BLOB NULL
) WITHOUT ROWID;
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
