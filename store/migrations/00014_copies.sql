-- +goose Up
-- Texts that were taken over from others, and the agencies that they are by or
-- after. Derived, so what was derived before is derived again.
CREATE TABLE text_keys (
  key      INTEGER NOT NULL,               -- a block: a text and its copy share one
  day      INTEGER NOT NULL,               -- of publication, days since 1970; -1 is unknown
  document INTEGER NOT NULL REFERENCES documents(seq),
  PRIMARY KEY (key, day, document)
) STRICT, WITHOUT ROWID;

-- Both ways round, so that a document's are found by it.
CREATE TABLE copies (
  document INTEGER NOT NULL REFERENCES documents(seq),
  other    INTEGER NOT NULL REFERENCES documents(seq),
  origin   INTEGER NOT NULL,               -- 1 where the other is taken for the earlier
  PRIMARY KEY (document, other)
) STRICT, WITHOUT ROWID;

CREATE TABLE wires (
  document INTEGER PRIMARY KEY REFERENCES documents(seq),
  wire     TEXT NOT NULL                   -- initials
) STRICT;
DELETE FROM derivation;
