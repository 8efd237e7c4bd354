-- One stream per depot and audience: its counters rise inside the transaction of the alert or change, so numbers have no gap,
-- commit order is number order, and what another audience sees leaves no trace here.
CREATE TABLE alert_streams (
  depot         NVARCHAR(40) NOT NULL,
  audience      NVARCHAR(16) NOT NULL,
  last_sequence BIGINT      NOT NULL,
  last_change   BIGINT      NOT NULL,
  PRIMARY KEY (depot, audience)
);

CREATE TABLE alerts (
  id                   BINARY(16)    NOT NULL PRIMARY KEY,
  depot                NVARCHAR(40)  NOT NULL,
  audience             NVARCHAR(16)  NOT NULL,
  sequence             BIGINT        NOT NULL,
  change_number        BIGINT        NOT NULL,
  type                 NVARCHAR(64)  NOT NULL,
  severity             NVARCHAR(16)  NOT NULL,
  lane                 NVARCHAR(16)  NOT NULL,
  state                NVARCHAR(16)  NOT NULL,
  version              INT           NOT NULL,
  carrier              NVARCHAR(32)  NOT NULL,
  waybill_number       NVARCHAR(64)  NOT NULL,
  waybill_id           BINARY(16)    NOT NULL,
  scan_id              BINARY(16)    NULL,
  decision_id          BINARY(16)    NOT NULL,
  headline_zh          NVARCHAR(400) NOT NULL,
  headline_en          NVARCHAR(400) NOT NULL,
  raised_at            BIGINT        NOT NULL,
  acknowledged_by      BINARY(16)    NULL,
  acknowledged_by_name NVARCHAR(128) NULL,
  acknowledged_at      BIGINT        NULL,
  FOREIGN KEY (depot, audience) REFERENCES alert_streams (depot, audience)
);
CREATE UNIQUE INDEX ux_alerts_stream ON alerts (depot, audience, sequence);
CREATE INDEX ix_alerts_change ON alerts (depot, audience, change_number);
CREATE INDEX ix_alerts_waybill ON alerts (waybill_id);
CREATE INDEX ix_alerts_decision ON alerts (decision_id);

CREATE TABLE alert_actions (
  id          BINARY(16)     NOT NULL PRIMARY KEY,
  alert_id    BINARY(16)     NOT NULL REFERENCES alerts (id),
  version     INT            NOT NULL,
  action      NVARCHAR(32)   NOT NULL,
  user_id     BINARY(16)     NOT NULL,
  user_name   NVARCHAR(128)  NOT NULL,
  note_cipher VARBINARY(MAX) NULL,
  acted_at    BIGINT         NOT NULL
);
CREATE UNIQUE INDEX ux_alert_actions_version ON alert_actions (alert_id, version);
