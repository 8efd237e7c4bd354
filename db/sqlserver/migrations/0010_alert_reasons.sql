-- Why an alert was raised (hash of its findings): one alert for each parcel, depot, audience and reason while nobody has released it.
ALTER TABLE alerts ADD reason_key VARBINARY(64) NULL;
-- From now on only says whether anything was ever raised about the parcel; what the findings were is kept with each alert.
ALTER TABLE waybills DROP COLUMN raised_key;

-- What happened to an alert's parcel afterwards: it arrived again, or was declared anew.
CREATE TABLE alert_repeats (
  id          BINARY(16)   NOT NULL PRIMARY KEY,
  alert_id    BINARY(16)   NOT NULL REFERENCES alerts (id),
  version     INT          NOT NULL,
  action      NVARCHAR(32) NOT NULL,
  decision_id BINARY(16)   NOT NULL,
  seen_at     BIGINT       NOT NULL
);
CREATE UNIQUE INDEX ux_alert_repeats_version ON alert_repeats (alert_id, version);
