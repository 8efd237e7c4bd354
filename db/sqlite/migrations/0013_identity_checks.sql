-- What the authority is asked about a registration, and what it answered: a queue and its results in one row, so that a crash loses neither. asked_key is a keyed hash of
-- document and name: another name makes the answer one about somebody else. next_attempt is NULL while there is nothing to ask. A lease keeps two servers from asking at once.
CREATE TABLE identity_checks (
  registration_id BLOB    NOT NULL PRIMARY KEY REFERENCES registrations (id),
  state           TEXT    NOT NULL,
  asked_key       BLOB    NOT NULL,
  attempts        INTEGER NOT NULL,
  asked_at        INTEGER NULL,
  answered_at     INTEGER NULL,
  last_failure    TEXT    NULL,
  next_attempt    INTEGER NULL,
  holder          BLOB    NULL,
  lease_until     INTEGER NOT NULL,
  answer_cipher   BLOB    NULL
);
CREATE INDEX ix_identity_checks_due ON identity_checks (next_attempt) WHERE next_attempt IS NOT NULL;
CREATE INDEX ix_identity_checks_answered ON identity_checks (answered_at) WHERE answered_at IS NOT NULL;

-- Parcels that were decided on before the answer came: it screens them again. Gone once it has, or once they are too old.
CREATE TABLE identity_waits (
  registration_id BLOB    NOT NULL REFERENCES registrations (id),
  waybill_id      BLOB    NOT NULL REFERENCES waybills (id),
  since           INTEGER NOT NULL,
  PRIMARY KEY (registration_id, waybill_id)
);
CREATE INDEX ix_identity_waits_since ON identity_waits (since);
