-- +goose Up
-- Who may see a ledger that is served to several people. Neither append-only
-- nor derived; decisions name people by name and outlive their accounts.
CREATE TABLE users (
  name     TEXT PRIMARY KEY,
  role     TEXT NOT NULL,                  -- ledger.Role
  password TEXT NOT NULL,                  -- argon2id hash
  since    TEXT NOT NULL                   -- RFC 3339, UTC
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  key   TEXT PRIMARY KEY,                  -- hash of the secret that the browser holds
  user  TEXT NOT NULL REFERENCES users(name) ON DELETE CASCADE,
  until TEXT NOT NULL                      -- RFC 3339, UTC, whole seconds: compares as the times do
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_user ON sessions(user);
CREATE INDEX sessions_by_end ON sessions(until);
