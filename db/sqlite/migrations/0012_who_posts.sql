-- The responsible person of an organisation. An organisation registered before has none and is told so at its next parcel.
ALTER TABLE registrations ADD COLUMN responsible_type TEXT NULL;
ALTER TABLE registrations ADD COLUMN responsible_number_cipher BLOB NULL;
ALTER TABLE registrations ADD COLUMN responsible_name_cipher BLOB NULL;

-- Written safety agreements. customer_cipher holds the opaque key of the customer's document or organisation code: whose it is can be compared, the number itself is not needed.
CREATE TABLE agreements (
  id              BLOB NOT NULL PRIMARY KEY,
  number_key      BLOB NOT NULL,
  number_cipher   BLOB NOT NULL,
  customer_type   TEXT NOT NULL,
  customer_cipher BLOB NOT NULL,
  from_day        TEXT NOT NULL,
  until_day       TEXT NULL,
  content_key     BLOB NOT NULL,
  imported_at     INTEGER NOT NULL
);
CREATE UNIQUE INDEX ux_agreements_number ON agreements (number_key);

-- What a registration was before each change, who changed it and why. The ciphertexts are those of the row as it stood, under the same purposes: a change needs no key.
CREATE TABLE registration_changes (
  id                        BLOB NOT NULL PRIMARY KEY,
  registration_id           BLOB NOT NULL,
  changed_at                INTEGER NOT NULL,
  kind                      TEXT NOT NULL,
  user_id                   BLOB NULL,
  user_name                 TEXT NULL,
  reason_cipher             BLOB NULL,
  phone_cipher              BLOB NOT NULL,
  name_cipher               BLOB NOT NULL,
  registered_at             INTEGER NOT NULL,
  valid_until               TEXT NULL,
  status                    TEXT NOT NULL,
  responsible_name_cipher   BLOB NULL,
  responsible_number_cipher BLOB NULL
);
CREATE INDEX ix_registration_changes_registration ON registration_changes (registration_id, changed_at);

-- What couriers registered at the counter: the same client id gives the same answer again, and an account's rows of the last hours are its limit.
CREATE TABLE counter_registrations (
  client_id       BLOB NOT NULL PRIMARY KEY,
  body_key        BLOB NOT NULL,
  registration_id BLOB NOT NULL,
  user_id         BLOB NOT NULL,
  depot           TEXT NOT NULL,
  device          TEXT NOT NULL,
  registered_at   INTEGER NOT NULL
);
CREATE INDEX ix_counter_registrations_user ON counter_registrations (user_id, registered_at);
