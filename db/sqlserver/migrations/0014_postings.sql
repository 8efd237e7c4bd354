-- What is remembered of every parcel to recognise the people on later ones: keyed hashes, the weight and where, nothing that could be read. One row for a parcel, in the order of
-- its id, which begins with the time. Each index holds all that a scan asks of it. Rows older than the longest window of the policy are deleted.
CREATE TABLE postings (
  waybill_id          BINARY(16)   NOT NULL PRIMARY KEY,
  waybill_version     INT          NOT NULL,
  posted_at           BIGINT       NOT NULL,
  depot               NVARCHAR(32) NOT NULL,
  weight              INT          NULL,
  sender_phone_key    VARBINARY(64) NULL,
  sender_name_key     VARBINARY(64) NULL,
  sender_number_key   VARBINARY(64) NULL,
  recipient_phone_key VARBINARY(64) NULL
);
CREATE INDEX ix_postings_sender_phone ON postings (sender_phone_key, posted_at, sender_name_key, sender_number_key, weight) WHERE sender_phone_key IS NOT NULL;
CREATE INDEX ix_postings_sender_number ON postings (sender_number_key, posted_at, sender_phone_key, depot) WHERE sender_number_key IS NOT NULL;
CREATE INDEX ix_postings_recipient_phone ON postings (recipient_phone_key, posted_at, sender_phone_key, weight) WHERE recipient_phone_key IS NOT NULL;
