-- A case holds alerts that are handled together; the first alert opens it, and an alert belongs to one case.
CREATE TABLE cases (
  id             BINARY(16)    NOT NULL PRIMARY KEY,
  opened_at      BIGINT        NOT NULL,
  opened_by      BINARY(16)    NOT NULL,
  opened_by_name NVARCHAR(128) NOT NULL
);

CREATE TABLE case_alerts (
  alert_id BINARY(16) NOT NULL PRIMARY KEY REFERENCES alerts (id),
  case_id  BINARY(16) NOT NULL REFERENCES cases (id),
  added_at BIGINT     NOT NULL
);
CREATE INDEX ix_case_alerts_case ON case_alerts (case_id);

-- The reference of a referral counts within the local year, without gaps: the number is taken in the transaction that stores its row.
CREATE TABLE referral_counters (
  year        INT NOT NULL PRIMARY KEY,
  last_number INT NOT NULL
);

-- The document is written once, after the row: rendering takes too long for a shared transaction. From then on the row never changes.
CREATE TABLE referrals (
  id              BINARY(16)     NOT NULL PRIMARY KEY,
  case_id         BINARY(16)     NOT NULL REFERENCES cases (id),
  alert_id        BINARY(16)     NOT NULL REFERENCES alerts (id),
  reference       NVARCHAR(32)   NOT NULL,
  state           NVARCHAR(16)   NOT NULL,
  depot           NVARCHAR(40)   NOT NULL,
  waybill_number  NVARCHAR(64)   NOT NULL,
  created_at      BIGINT         NOT NULL,
  created_by      BINARY(16)     NOT NULL,
  created_by_name NVARCHAR(128)  NOT NULL,
  note_cipher     VARBINARY(MAX) NULL,
  dossier_hash    NVARCHAR(64)   NULL,
  document_hash   NVARCHAR(64)   NULL,
  document_cipher VARBINARY(MAX) NULL
);
CREATE UNIQUE INDEX ux_referrals_reference ON referrals (reference);
CREATE UNIQUE INDEX ux_referrals_case ON referrals (case_id);
