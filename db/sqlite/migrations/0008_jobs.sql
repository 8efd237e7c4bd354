-- One row per recurring job: whoever holds the lease runs it, and the others leave it until it is due again.
CREATE TABLE jobs (
  name        TEXT    NOT NULL PRIMARY KEY,
  holder      BLOB    NULL,
  lease_until INTEGER NOT NULL,
  next_due    INTEGER NOT NULL
);

-- Runs that did something or failed; expired by the runner.
CREATE TABLE job_runs (
  id         BLOB    NOT NULL PRIMARY KEY,
  name       TEXT    NOT NULL REFERENCES jobs (name),
  started_at INTEGER NOT NULL,
  ended_at   INTEGER NOT NULL,
  outcome    TEXT    NOT NULL,
  report     TEXT    NULL
);
CREATE INDEX ix_job_runs_name ON job_runs (name, id);
