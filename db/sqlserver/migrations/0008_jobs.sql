-- One row per recurring job: whoever holds the lease runs it, and the others leave it until it is due again.
CREATE TABLE jobs (
  name        NVARCHAR(100) NOT NULL PRIMARY KEY,
  holder      BINARY(16)    NULL,
  lease_until BIGINT        NOT NULL,
  next_due    BIGINT        NOT NULL
);

-- Runs that did something or failed; expired by the runner.
CREATE TABLE job_runs (
  id         BINARY(16)    NOT NULL PRIMARY KEY,
  name       NVARCHAR(100) NOT NULL REFERENCES jobs (name),
  started_at BIGINT        NOT NULL,
  ended_at   BIGINT        NOT NULL,
  outcome    NVARCHAR(20)  NOT NULL,
  report     NVARCHAR(400) NULL
);
CREATE INDEX ix_job_runs_name ON job_runs (name, id);
