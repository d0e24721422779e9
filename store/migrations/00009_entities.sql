-- +goose Up
-- The names that claims give, and whose they are. Derived, so what was derived
-- before is derived again.
CREATE TABLE names (
  seq       INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE,          -- ledger.NameID
  text      TEXT NOT NULL,
  code      TEXT NOT NULL,
  kind      TEXT NOT NULL,                 -- claim.PartyKind
  folded    TEXT NOT NULL,                 -- as in parties
  documents INTEGER NOT NULL,              -- that give it
  from_day  TEXT,                          -- of these: first and last day of publication, NULL is unknown
  to_day    TEXT,
  entity    TEXT NOT NULL,                 -- id of ledger.Entity
  joined    TEXT NOT NULL,                 -- id of the name it is one with, '' for the first
  rule      TEXT NOT NULL                  -- why
) STRICT;
CREATE INDEX names_by_entity ON names(entity, documents, kind);
CREATE INDEX names_by_code ON names(code) WHERE code <> '';

CREATE TABLE name_offices (
  name      INTEGER NOT NULL REFERENCES names(seq),
  office    TEXT NOT NULL,
  year      INTEGER NOT NULL,              -- 0 is unknown
  from_day  TEXT,
  to_day    TEXT,
  documents INTEGER NOT NULL,
  PRIMARY KEY (name, office, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE name_documents (
  name     INTEGER NOT NULL REFERENCES names(seq),
  document INTEGER NOT NULL REFERENCES documents(seq),
  PRIMARY KEY (name, document)
) STRICT, WITHOUT ROWID;

-- Names that share a block are compared; those that rules join hang together.
CREATE TABLE name_blocks (
  key  INTEGER NOT NULL,
  name INTEGER NOT NULL REFERENCES names(seq),
  PRIMARY KEY (key, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE name_links (
  a INTEGER NOT NULL REFERENCES names(seq),
  b INTEGER NOT NULL REFERENCES names(seq),
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_links_back ON name_links(b, a);
DELETE FROM derivation;
