-- +goose Up
-- Listings leave out what is hardly likely: the index of periods has what that
-- is decided by.
DROP INDEX entries_by_period;
CREATE INDEX entries_by_period ON entries(from_day, to_day, type, confidence, status, edited, counted, usd, stated, bounded);
