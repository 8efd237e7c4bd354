-- One stream per depot and audience: its counters rise inside the transaction of the alert or change, so numbers have no gap,
-- commit order is number order, and what another audience sees leaves no trace here.
CREATE TABLE alert_streams (
  depot         TEXT    NOT NULL,
  audience      TEXT    NOT NULL,
  last_sequence INTEGER NOT NULL,
  last_change   INTEGER NOT NULL,
  PRIMARY KEY (depot, audience)
);

CREATE TABLE alerts (
  id                   BLOB    NOT NULL PRIMARY KEY,
  depot                TEXT    NOT NULL,
  audience             TEXT    NOT NULL,
  sequence             INTEGER NOT NULL,
  change_number        INTEGER NOT NULL,
  type                 TEXT    NOT NULL,
  severity             TEXT    NOT NULL,
  lane                 TEXT    NOT NULL,
  state                TEXT    NOT NULL,
  version              INTEGER NOT NULL,
  carrier              TEXT    NOT NULL,
  waybill_number       TEXT    NOT NULL,
  waybill_id           BLOB    NOT NULL,
  scan_id              BLOB    NULL,
  decision_id          BLOB    NOT NULL,
  headline_zh          TEXT    NOT NULL,
  headline_en          TEXT    NOT NULL,
  raised_at            INTEGER NOT NULL,
  acknowledged_by      BLOB    NULL,
  acknowledged_by_name TEXT    NULL,
  acknowledged_at      INTEGER NULL,
  FOREIGN KEY (depot, audience) REFERENCES alert_streams (depot, audience)
);
CREATE UNIQUE INDEX ux_alerts_stream ON alerts (depot, audience, sequence);
CREATE INDEX ix_alerts_change ON alerts (depot, audience, change_number);
CREATE INDEX ix_alerts_waybill ON alerts (waybill_id);
CREATE INDEX ix_alerts_decision ON alerts (decision_id);

CREATE TABLE alert_actions (
  id          BLOB    NOT NULL PRIMARY KEY,
  alert_id    BLOB    NOT NULL REFERENCES alerts (id),
  version     INTEGER NOT NULL,
  action      TEXT    NOT NULL,
  user_id     BLOB    NOT NULL,
  user_name   TEXT    NOT NULL,
  note_cipher BLOB    NULL,
  acted_at    INTEGER NOT NULL
);
CREATE UNIQUE INDEX ux_alert_actions_version ON alert_actions (alert_id, version);
