-- Pictures of documents shown at the counter, where the operator wants them (LS_COUNTER_PHOTO). One for a registration at the counter, encrypted; gone with the registration.
CREATE TABLE registration_photos (
  client_id       BINARY(16)     NOT NULL PRIMARY KEY,
  registration_id BINARY(16)     NOT NULL REFERENCES registrations (id),
  photo_hash      VARBINARY(32)  NOT NULL,
  taken_at        BIGINT         NOT NULL,
  photo_cipher    VARBINARY(MAX) NOT NULL
);
CREATE INDEX ix_registration_photos_registration ON registration_photos (registration_id, taken_at);
