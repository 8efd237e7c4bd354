-- A decision's public part stays for ever; its erasable part (salt, facts, findings, encrypted together) may be set to NULL.
CREATE TABLE decisions (
  id              BLOB    NOT NULL PRIMARY KEY,
  scan_id         BLOB    NULL,
  waybill_id      BLOB    NOT NULL REFERENCES waybills (id),
  waybill_version INTEGER NOT NULL,
  depot           TEXT    NOT NULL,
  lane            TEXT    NOT NULL,
  decided_at      INTEGER NOT NULL,
  public_part     TEXT    NOT NULL,
  decision_hash   TEXT    NOT NULL,
  erasable_cipher BLOB    NULL,
  erased_at       INTEGER NULL
);
CREATE INDEX ix_decisions_waybill ON decisions (waybill_id);

CREATE TABLE scans (
  id              BLOB    NOT NULL PRIMARY KEY,
  body_key        BLOB    NOT NULL,
  waybill_id      BLOB    NOT NULL REFERENCES waybills (id),
  kind            TEXT    NOT NULL,
  depot           TEXT    NOT NULL,
  device          TEXT    NOT NULL,
  user_id         BLOB    NOT NULL,
  scanned_at      INTEGER NOT NULL,
  received_at     INTEGER NOT NULL,
  decision_id     BLOB    NOT NULL REFERENCES decisions (id),
  shown           INTEGER NOT NULL,
  instruction     INTEGER NOT NULL
);
CREATE INDEX ix_scans_waybill ON scans (waybill_id);

-- Leaves of the record log. Any node inserts them without a number; one integrator numbers them and chains them, so no scan waits for an order.
CREATE TABLE evidence_leaves (
  id           BLOB    NOT NULL PRIMARY KEY,
  subject_kind TEXT    NOT NULL,
  leaf_hash    BLOB    NOT NULL,
  algorithm    TEXT    NOT NULL,
  created_at   INTEGER NOT NULL,
  sequence     INTEGER NULL,
  chain        BLOB    NULL
);
CREATE UNIQUE INDEX ux_evidence_leaves_sequence ON evidence_leaves (sequence) WHERE sequence IS NOT NULL;
CREATE INDEX ix_evidence_leaves_waiting ON evidence_leaves (id) WHERE sequence IS NULL;
