-- +goose Up
-- On which days the like was told by the same, by which reports that name no
-- day are given one; see ledger.Telling.
CREATE TABLE tellings (
  key    INTEGER NOT NULL,                 -- hash of ledger.Telling.Key
  day    INTEGER NOT NULL,                 -- ledger.DayNumber
  stated INTEGER NOT NULL,                 -- 1: by a report that names the day
  PRIMARY KEY (key, day, stated)
) STRICT, WITHOUT ROWID;
DELETE FROM derivation;
