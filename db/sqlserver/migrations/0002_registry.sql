-- Real-name registrations. Found by keyed hash of the document's opaque key or of the phone's one spelling; readable only with the key ring.
CREATE TABLE registrations (
  id BINARY(16) NOT NULL PRIMARY KEY,
  id_type NVARCHAR(30) NOT NULL,
  number_key VARBINARY(64) NOT NULL,
  number_cipher VARBINARY(400) NOT NULL,
  phone_key VARBINARY(64) NULL,
  phone_cipher VARBINARY(400) NOT NULL,
  name_cipher VARBINARY(600) NOT NULL,
  country NCHAR(2) NULL,
  registered_at BIGINT NOT NULL,
  valid_until NCHAR(10) NULL,
  status NVARCHAR(20) NOT NULL,
  content_key VARBINARY(64) NOT NULL,
  imported_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX ux_registrations_number ON registrations (number_key, id_type);
CREATE INDEX ix_registrations_phone ON registrations (phone_key);
