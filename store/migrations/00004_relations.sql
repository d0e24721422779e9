-- +goose Up
-- How claims stand to others that are not the same thing; entries show them.
-- Derived, so what was derived before is derived again.
CREATE TABLE relations (
  a    INTEGER NOT NULL REFERENCES claims(seq),
  b    INTEGER NOT NULL REFERENCES claims(seq),
  kind TEXT NOT NULL,                      -- ledger.RelationKind of a to b
  rule TEXT NOT NULL,
  PRIMARY KEY (a, b, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX relations_back ON relations(b, a);
DELETE FROM derivation;
