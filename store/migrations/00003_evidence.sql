-- +goose Up
-- What documents were read from, each run of bytes once.
CREATE TABLE evidence (
  hash   TEXT PRIMARY KEY,                 -- SHA-256 of the bytes as they came, hex
  size   INTEGER NOT NULL,                 -- of the bytes as they came
  coding TEXT NOT NULL,                    -- 'gzip', or 'text': they are a document's own text
  bytes  BLOB NOT NULL                     -- packed; empty for 'text'
) STRICT, WITHOUT ROWID;

-- When and where a document was taken: once, and again whenever its address
-- goes back to what it said before.
CREATE TABLE fetches (
  seq          INTEGER PRIMARY KEY,
  document     INTEGER NOT NULL REFERENCES documents(seq),
  hash         TEXT NOT NULL REFERENCES evidence(hash),
  ref          TEXT NOT NULL,
  url          TEXT NOT NULL,
  retrieved    TEXT NOT NULL,              -- RFC 3339, UTC, '' is unknown
  content_type TEXT NOT NULL,
  header       TEXT NOT NULL,              -- JSON: of the answer, 'null' for files
  tool         TEXT NOT NULL
) STRICT;
CREATE INDEX fetches_by_document ON fetches(document);
CREATE INDEX documents_by_url ON documents(url) WHERE url <> '';

-- +goose StatementBegin
CREATE TRIGGER evidence_keep BEFORE UPDATE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER evidence_stay BEFORE DELETE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER fetches_keep BEFORE UPDATE ON fetches
BEGIN SELECT RAISE(ABORT, 'fetches are append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER fetches_stay BEFORE DELETE ON fetches
BEGIN SELECT RAISE(ABORT, 'fetches are append-only'); END;
-- +goose StatementEnd

-- Derived: which document is the newest version of which, and which claims a
-- newest version no longer makes.
CREATE TABLE versions (
  document INTEGER PRIMARY KEY REFERENCES documents(seq),
  newest   INTEGER NOT NULL REFERENCES documents(seq)
) STRICT;
CREATE INDEX versions_by_newest ON versions(newest);
CREATE TABLE withdrawn (
  claim INTEGER PRIMARY KEY REFERENCES claims(seq)
) STRICT;

-- Since when something fails, and how often it was tried.
ALTER TABLE failures ADD COLUMN since TEXT NOT NULL DEFAULT '';
ALTER TABLE failures ADD COLUMN tries INTEGER NOT NULL DEFAULT 1;
