-- What is remembered of every parcel to recognise the people on later ones: keyed hashes, the weight and where, nothing that could be read. One row for a parcel, in the order of
-- its id, which begins with the time. Each index holds all that a scan asks of it. Rows older than the longest window of the policy are deleted.
CREATE TABLE postings (
  waybill_id          BLOB    NOT NULL PRIMARY KEY,
  waybill_version     INTEGER NOT NULL,
  posted_at           INTEGER NOT NULL,
  depot               TEXT    NOT NULL,
  weight              INTEGER NULL,
  sender_phone_key    BLOB    NULL,
  sender_name_key     BLOB    NULL,
  sender_number_key   BLOB    NULL,
  recipient_phone_key BLOB    NULL
) WITHOUT ROWID;
CREATE INDEX ix_postings_sender_phone ON postings (sender_phone_key, posted_at, sender_name_key, sender_number_key, weight) WHERE sender_phone_key IS NOT NULL;
CREATE INDEX ix_postings_sender_number ON postings (sender_number_key, posted_at, sender_phone_key, depot) WHERE sender_number_key IS NOT NULL;
CREATE INDEX ix_postings_recipient_phone ON postings (recipient_phone_key, posted_at, sender_phone_key, weight) WHERE recipient_phone_key IS NOT NULL;
