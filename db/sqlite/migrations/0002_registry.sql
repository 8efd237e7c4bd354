-- Real-name registrations. Found by keyed hash of the document's opaque key or of the phone's one spelling; readable only with the key ring.
CREATE TABLE registrations (
  id BLOB NOT NULL PRIMARY KEY,
  id_type TEXT NOT NULL,
  number_key BLOB NOT NULL,
  number_cipher BLOB NOT NULL,
  phone_key BLOB NULL,
  phone_cipher BLOB NOT NULL,
  name_cipher BLOB NOT NULL,
  country TEXT NULL,
  registered_at INTEGER NOT NULL,
  valid_until TEXT NULL,
  status TEXT NOT NULL,
  content_key BLOB NOT NULL,
  imported_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX ux_registrations_number ON registrations (number_key, id_type);
CREATE INDEX ix_registrations_phone ON registrations (phone_key);
