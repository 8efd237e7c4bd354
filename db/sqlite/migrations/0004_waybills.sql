-- One row per parcel: a number that comes back after months is another parcel (issue). What is declared lives in its versions, encrypted.
CREATE TABLE waybills (
  id                 BLOB    NOT NULL PRIMARY KEY,
  carrier            TEXT    NOT NULL,
  number             TEXT    NOT NULL,
  issue              INTEGER NOT NULL,
  version            INTEGER NOT NULL,
  created_at         INTEGER NOT NULL,
  lane               INTEGER NOT NULL,
  shown              INTEGER NOT NULL,
  instruction        INTEGER NOT NULL,
  raised_key         BLOB    NULL,
  raised_decision_id BLOB    NULL,
  last_scan_id       BLOB    NULL
);
CREATE UNIQUE INDEX ux_waybills_number ON waybills (number, carrier, issue);

CREATE TABLE waybill_versions (
  id                  BLOB    NOT NULL PRIMARY KEY,
  waybill_id          BLOB    NOT NULL REFERENCES waybills (id),
  version             INTEGER NOT NULL,
  origin              TEXT    NOT NULL,
  content_cipher      BLOB    NULL,
  sender_phone_key    BLOB    NULL,
  recipient_phone_key BLOB    NULL,
  reason_cipher       BLOB    NULL,
  created_at          INTEGER NOT NULL,
  erased_at           INTEGER NULL
);
CREATE UNIQUE INDEX ux_waybill_versions_version ON waybill_versions (waybill_id, version);
CREATE INDEX ix_waybill_versions_sender_phone ON waybill_versions (sender_phone_key);
CREATE INDEX ix_waybill_versions_recipient_phone ON waybill_versions (recipient_phone_key);
