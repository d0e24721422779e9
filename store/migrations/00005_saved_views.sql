-- +goose Up
-- Listings that people keep under a name: what stands after "?" in the address
-- of a listing.
CREATE TABLE saved_views (
  name  TEXT PRIMARY KEY,
  path  TEXT NOT NULL,                     -- "/ledger"
  query TEXT NOT NULL,                     -- "type=aid&recipient=UKR"
  who   TEXT NOT NULL,
  at    TEXT NOT NULL                      -- RFC 3339, UTC
) STRICT, WITHOUT ROWID;
