-- +goose Up
-- For whom claims stand that give a name about which people decided.
CREATE TABLE decided_parties (
  name  TEXT PRIMARY KEY,                  -- ledger.NameID of the written form
  party TEXT NOT NULL                      -- claim.Party, JSON
) STRICT, WITHOUT ROWID;
DELETE FROM derivation;
