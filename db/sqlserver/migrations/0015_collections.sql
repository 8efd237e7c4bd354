-- Who took a parcel at delivery, when it was not the recipient: one row for a delivery scan. What can be read is encrypted and goes with the parcel's erasure; the keyed hashes are those of
-- postings, for recognising one person who takes the parcels of many. A pickup point takes everybody's and has none. Each index holds all that a scan asks of it.
CREATE TABLE collections (
  scan_id       BINARY(16)     NOT NULL PRIMARY KEY,
  waybill_id    BINARY(16)     NOT NULL,
  collected_at  BIGINT         NOT NULL,
  relation      NVARCHAR(20)   NOT NULL,
  name_cipher   VARBINARY(MAX) NOT NULL,
  phone_cipher  VARBINARY(MAX) NULL,
  id_type       NVARCHAR(30)   NULL,
  number_cipher VARBINARY(MAX) NULL,
  phone_key     VARBINARY(64)  NULL,
  number_key    VARBINARY(64)  NULL,
  recipient_key VARBINARY(64)  NULL
);
CREATE INDEX ix_collections_waybill ON collections (waybill_id);
CREATE INDEX ix_collections_phone ON collections (phone_key, collected_at, recipient_key, waybill_id) WHERE phone_key IS NOT NULL;
CREATE INDEX ix_collections_number ON collections (number_key, collected_at, recipient_key, waybill_id) WHERE number_key IS NOT NULL;
