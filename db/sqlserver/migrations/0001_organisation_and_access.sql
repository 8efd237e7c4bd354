-- Who belongs where, who may do what, who did what. A unit is never deleted: until_day ends it, and history keeps its name.
CREATE TABLE organisation_units (
  id BINARY(16) NOT NULL PRIMARY KEY,
  code NVARCHAR(40) NOT NULL,
  kind NVARCHAR(20) NOT NULL,
  parent_id BINARY(16) NULL REFERENCES organisation_units (id),
  name_zh NVARCHAR(200) NOT NULL,
  name_en NVARCHAR(200) NOT NULL,
  from_day NCHAR(10) NOT NULL,
  until_day NCHAR(10) NULL
);
CREATE UNIQUE INDEX ux_organisation_units_code ON organisation_units (code);

CREATE TABLE users (
  id BINARY(16) NOT NULL PRIMARY KEY,
  user_name NVARCHAR(64) NOT NULL,
  user_name_key NVARCHAR(64) NOT NULL,
  display_name_cipher VARBINARY(1000) NOT NULL,
  password_hash NVARCHAR(200) NOT NULL,
  failed_count INT NOT NULL,
  locked_until BIGINT NULL,
  disabled_at BIGINT NULL,
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX ux_users_user_name_key ON users (user_name_key);

CREATE TABLE user_roles (
  user_id BINARY(16) NOT NULL REFERENCES users (id),
  role NVARCHAR(20) NOT NULL,
  PRIMARY KEY (user_id, role)
);

CREATE TABLE user_units (
  user_id BINARY(16) NOT NULL REFERENCES users (id),
  unit_id BINARY(16) NOT NULL REFERENCES organisation_units (id),
  PRIMARY KEY (user_id, unit_id)
);

CREATE TABLE sessions (
  id BINARY(16) NOT NULL PRIMARY KEY,
  user_id BINARY(16) NOT NULL REFERENCES users (id),
  kind NVARCHAR(10) NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  ended_at BIGINT NULL
);
CREATE INDEX ix_sessions_user ON sessions (user_id);

CREATE TABLE audit_entries (
  id BINARY(16) NOT NULL PRIMARY KEY,
  at BIGINT NOT NULL,
  action NVARCHAR(40) NOT NULL,
  user_id BINARY(16) NULL,
  user_name NVARCHAR(64) NULL,
  subject_kind NVARCHAR(40) NULL,
  subject NVARCHAR(100) NULL,
  source_cipher VARBINARY(200) NULL,
  detail_cipher VARBINARY(MAX) NULL
);
CREATE INDEX ix_audit_entries_action ON audit_entries (action, id);
CREATE INDEX ix_audit_entries_user ON audit_entries (user_id, id);

-- Every key this database was written with: a start without one of them stops before anything is written with a wrong ring.
CREATE TABLE data_keys (
  key_id BIGINT NOT NULL PRIMARY KEY,
  key_use NVARCHAR(20) NOT NULL,
  algorithm INT NOT NULL,
  first_seen_at BIGINT NOT NULL
);
