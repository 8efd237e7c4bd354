-- A decision's public part stays for ever; its erasable part (salt, facts, findings, encrypted together) may be set to NULL.
CREATE TABLE decisions (
  id              BINARY(16) NOT NULL PRIMARY KEY,
  scan_id         BINARY(16) NULL,
  waybill_id      BINARY(16) NOT NULL REFERENCES waybills (id),
  waybill_version INT NOT NULL,
  depot           NVARCHAR(40) NOT NULL,
  lane            NVARCHAR(16) NOT NULL,
  decided_at      BIGINT NOT NULL,
  public_part     NVARCHAR(MAX) NOT NULL,
  decision_hash   CHAR(64) NOT NULL,
  erasable_cipher VARBINARY(MAX) NULL,
  erased_at       BIGINT NULL
);
CREATE INDEX ix_decisions_waybill ON decisions (waybill_id);

CREATE TABLE scans (
  id              BINARY(16) NOT NULL PRIMARY KEY,
  body_key        VARBINARY(64) NOT NULL,
  waybill_id      BINARY(16) NOT NULL REFERENCES waybills (id),
  kind            NVARCHAR(16) NOT NULL,
  depot           NVARCHAR(40) NOT NULL,
  device          NVARCHAR(64) NOT NULL,
  user_id         BINARY(16) NOT NULL,
  scanned_at      BIGINT NOT NULL,
  received_at     BIGINT NOT NULL,
  decision_id     BINARY(16) NOT NULL REFERENCES decisions (id),
  shown           INT NOT NULL,
  instruction     INT NOT NULL
);
CREATE INDEX ix_scans_waybill ON scans (waybill_id);

-- Leaves of the record log. Any node inserts them without a number; one integrator numbers them and chains them, so no scan waits for an order.
CREATE TABLE evidence_leaves (
  id           BINARY(16) NOT NULL PRIMARY KEY,
  subject_kind NVARCHAR(16) NOT NULL,
  leaf_hash    BINARY(32) NOT NULL,
  algorithm    NVARCHAR(16) NOT NULL,
  created_at   BIGINT NOT NULL,
  sequence     BIGINT NULL,
  chain        BINARY(32) NULL
);
CREATE UNIQUE INDEX ux_evidence_leaves_sequence ON evidence_leaves (sequence) WHERE sequence IS NOT NULL;
CREATE INDEX ix_evidence_leaves_waiting ON evidence_leaves (id) WHERE sequence IS NULL;
