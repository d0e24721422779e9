-- +goose Up
-- What counts of entries by kind read, and nothing else.
CREATE INDEX entries_by_kind ON entries(type, action, status, category, counted, usd, stated, bounded);
