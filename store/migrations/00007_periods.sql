-- +goose Up
-- A period is found, counted and added up by an index alone.
CREATE INDEX entries_by_period ON entries(from_day, to_day, type, counted, usd, stated, bounded);
DROP INDEX entries_counted;
CREATE INDEX entries_counted ON entries(actor, recipient, action, category, currency, from_day, to_day, usd, stated, bounded) WHERE counted = 1;
