-- One row per parcel: a number that comes back after months is another parcel (issue). What is declared lives in its versions, encrypted.
CREATE TABLE waybills (
  id                 BINARY(16)   NOT NULL PRIMARY KEY,
  carrier            NVARCHAR(32) NOT NULL,
  number             NVARCHAR(64) NOT NULL,
  issue              INT          NOT NULL,
  version            INT          NOT NULL,
  created_at         BIGINT       NOT NULL,
  lane               INT          NOT NULL,
  shown              INT          NOT NULL,
  instruction        INT          NOT NULL,
  raised_key         VARBINARY(64) NULL,
  raised_decision_id BINARY(16)   NULL,
  last_scan_id       BINARY(16)   NULL
);
CREATE UNIQUE INDEX ux_waybills_number ON waybills (number, carrier, issue);

CREATE TABLE waybill_versions (
  id                  BINARY(16)     NOT NULL PRIMARY KEY,
  waybill_id          BINARY(16)     NOT NULL REFERENCES waybills (id),
  version             INT            NOT NULL,
  origin              NVARCHAR(16)   NOT NULL,
  content_cipher      VARBINARY(MAX) NULL,
  sender_phone_key    VARBINARY(64)  NULL,
  recipient_phone_key VARBINARY(64)  NULL,
  reason_cipher       VARBINARY(MAX) NULL,
  created_at          BIGINT         NOT NULL,
  erased_at           BIGINT         NULL
);
CREATE UNIQUE INDEX ux_waybill_versions_version ON waybill_versions (waybill_id, version);
CREATE INDEX ix_waybill_versions_sender_phone ON waybill_versions (sender_phone_key);
CREATE INDEX ix_waybill_versions_recipient_phone ON waybill_versions (recipient_phone_key);
