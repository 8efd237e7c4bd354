-- The responsible person of an organisation. An organisation registered before has none and is told so at its next parcel.
ALTER TABLE registrations ADD responsible_type NVARCHAR(30) NULL;
ALTER TABLE registrations ADD responsible_number_cipher VARBINARY(1024) NULL;
ALTER TABLE registrations ADD responsible_name_cipher VARBINARY(1024) NULL;

-- Written safety agreements. customer_cipher holds the opaque key of the customer's document or organisation code: whose it is can be compared, the number itself is not needed.
CREATE TABLE agreements (
  id              BINARY(16) NOT NULL PRIMARY KEY,
  number_key      VARBINARY(64) NOT NULL,
  number_cipher   VARBINARY(1024) NOT NULL,
  customer_type   NVARCHAR(30) NOT NULL,
  customer_cipher VARBINARY(1024) NOT NULL,
  from_day        NVARCHAR(10) NOT NULL,
  until_day       NVARCHAR(10) NULL,
  content_key     VARBINARY(64) NOT NULL,
  imported_at     BIGINT NOT NULL
);
CREATE UNIQUE INDEX ux_agreements_number ON agreements (number_key);

-- What a registration was before each change, who changed it and why. The ciphertexts are those of the row as it stood, under the same purposes: a change needs no key.
CREATE TABLE registration_changes (
  id                        BINARY(16) NOT NULL PRIMARY KEY,
  registration_id           BINARY(16) NOT NULL,
  changed_at                BIGINT NOT NULL,
  kind                      NVARCHAR(30) NOT NULL,
  user_id                   BINARY(16) NULL,
  user_name                 NVARCHAR(100) NULL,
  reason_cipher             VARBINARY(MAX) NULL,
  phone_cipher              VARBINARY(MAX) NOT NULL,
  name_cipher               VARBINARY(MAX) NOT NULL,
  registered_at             BIGINT NOT NULL,
  valid_until               NCHAR(10) NULL,
  status                    NVARCHAR(30) NOT NULL,
  responsible_name_cipher   VARBINARY(MAX) NULL,
  responsible_number_cipher VARBINARY(MAX) NULL
);
CREATE INDEX ix_registration_changes_registration ON registration_changes (registration_id, changed_at);

-- What couriers registered at the counter: the same client id gives the same answer again, and an account's rows of the last hours are its limit.
CREATE TABLE counter_registrations (
  client_id       BINARY(16) NOT NULL PRIMARY KEY,
  body_key        VARBINARY(64) NOT NULL,
  registration_id BINARY(16) NOT NULL,
  user_id         BINARY(16) NOT NULL,
  depot           NVARCHAR(100) NOT NULL,
  device          NVARCHAR(100) NOT NULL,
  registered_at   BIGINT NOT NULL
);
CREATE INDEX ix_counter_registrations_user ON counter_registrations (user_id, registered_at);
