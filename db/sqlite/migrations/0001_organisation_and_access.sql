-- Who belongs where, who may do what, who did what. A unit is never deleted: until_day ends it, and history keeps its name.
CREATE TABLE organisation_units (
  id BLOB NOT NULL PRIMARY KEY,
  code TEXT NOT NULL,
  kind TEXT NOT NULL,
  parent_id BLOB NULL REFERENCES organisation_units (id),
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  from_day TEXT NOT NULL,
  until_day TEXT NULL
);
CREATE UNIQUE INDEX ux_organisation_units_code ON organisation_units (code);

CREATE TABLE users (
  id BLOB NOT NULL PRIMARY KEY,
  user_name TEXT NOT NULL,
  user_name_key TEXT NOT NULL,
  display_name_cipher BLOB NOT NULL,
  password_hash TEXT NOT NULL,
  failed_count INTEGER NOT NULL,
  locked_until INTEGER NULL,
  disabled_at INTEGER NULL,
  created_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX ux_users_user_name_key ON users (user_name_key);

CREATE TABLE user_roles (
  user_id BLOB NOT NULL REFERENCES users (id),
  role TEXT NOT NULL,
  PRIMARY KEY (user_id, role)
);

CREATE TABLE user_units (
  user_id BLOB NOT NULL REFERENCES users (id),
  unit_id BLOB NOT NULL REFERENCES organisation_units (id),
  PRIMARY KEY (user_id, unit_id)
);

CREATE TABLE sessions (
  id BLOB NOT NULL PRIMARY KEY,
  user_id BLOB NOT NULL REFERENCES users (id),
  kind TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER NULL
);
CREATE INDEX ix_sessions_user ON sessions (user_id);

CREATE TABLE audit_entries (
  id BLOB NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  action TEXT NOT NULL,
  user_id BLOB NULL,
  user_name TEXT NULL,
  subject_kind TEXT NULL,
  subject TEXT NULL,
  source_cipher BLOB NULL,
  detail_cipher BLOB NULL
);
CREATE INDEX ix_audit_entries_action ON audit_entries (action, id);
CREATE INDEX ix_audit_entries_user ON audit_entries (user_id, id);

-- Every key this database was written with: a start without one of them stops before anything is written with a wrong ring.
CREATE TABLE data_keys (
  key_id INTEGER NOT NULL PRIMARY KEY,
  key_use TEXT NOT NULL,
  algorithm INTEGER NOT NULL,
  first_seen_at INTEGER NOT NULL
);
