-- A case holds alerts that are handled together; the first alert opens it, and an alert belongs to one case.
CREATE TABLE cases (
  id             BLOB    NOT NULL PRIMARY KEY,
  opened_at      INTEGER NOT NULL,
  opened_by      BLOB    NOT NULL,
  opened_by_name TEXT    NOT NULL
);

CREATE TABLE case_alerts (
  alert_id BLOB    NOT NULL PRIMARY KEY REFERENCES alerts (id),
  case_id  BLOB    NOT NULL REFERENCES cases (id),
  added_at INTEGER NOT NULL
);
CREATE INDEX ix_case_alerts_case ON case_alerts (case_id);

-- The reference of a referral counts within the local year, without gaps: the number is taken in the transaction that stores its row.
CREATE TABLE referral_counters (
  year        INTEGER NOT NULL PRIMARY KEY,
  last_number INTEGER NOT NULL
);

-- The document is written once, after the row: rendering takes too long for a shared transaction. From then on the row never changes.
CREATE TABLE referrals (
  id              BLOB    NOT NULL PRIMARY KEY,
  case_id         BLOB    NOT NULL REFERENCES cases (id),
  alert_id        BLOB    NOT NULL REFERENCES alerts (id),
  reference       TEXT    NOT NULL,
  state           TEXT    NOT NULL,
  depot           TEXT    NOT NULL,
  waybill_number  TEXT    NOT NULL,
  created_at      INTEGER NOT NULL,
  created_by      BLOB    NOT NULL,
  created_by_name TEXT    NOT NULL,
  note_cipher     BLOB    NULL,
  dossier_hash    TEXT    NULL,
  document_hash   TEXT    NULL,
  document_cipher BLOB    NULL
);
CREATE UNIQUE INDEX ux_referrals_reference ON referrals (reference);
CREATE UNIQUE INDEX ux_referrals_case ON referrals (case_id);
