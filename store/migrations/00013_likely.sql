-- +goose Up
-- Whether an entry is likely enough to be listed unasked is worked out once,
-- by ledger.Entry.Likely, and kept; and the program itself keeps the months, by
-- one statement. Entries derived before are filled in by the rule they had.
DROP TRIGGER entry_months_more;
DROP TRIGGER entry_months_less;
DROP TRIGGER entry_months_before;
DROP TRIGGER entry_months_after;
DROP VIEW months_of_entries;
DROP INDEX entries_by_period;
ALTER TABLE entries ADD COLUMN likely INTEGER NOT NULL DEFAULT 1; -- ledger.Entry.Likely
UPDATE entries SET likely = 0
  WHERE confidence < 0.3 AND type IN ('event', 'statement') AND status = '' AND edited = 0;
CREATE INDEX entries_by_period ON entries(from_day, to_day, type, likely, counted, usd, stated, bounded);
