-- +goose Up
-- Who publishes a document, as the register knew it when it was read: JSON, or
-- '' for nobody that it knows.
ALTER TABLE documents ADD COLUMN publisher TEXT NOT NULL DEFAULT '';

-- What `watch` polls: the feeds, sitemaps and pages that a person named, and
-- the pages that those list. It is a queue that outlives the process.
CREATE TABLE polls (
  address   TEXT PRIMARY KEY,
  source    TEXT NOT NULL,                 -- name of the watched source
  kind      TEXT NOT NULL,                 -- feed, sitemap, page: named by a person; map: a sitemap of an index; item
  etag      TEXT NOT NULL,
  modified  TEXT NOT NULL,
  listed    TEXT NOT NULL,                 -- when its list says that it changed; RFC 3339, UTC, '' is unknown
  added     TEXT NOT NULL,                 -- when it was met first
  tried     TEXT NOT NULL,                 -- '' is never
  succeeded TEXT NOT NULL,
  due       TEXT NOT NULL,                 -- when to ask next, '' is never; of one length, so that it sorts
  failures  INTEGER NOT NULL,              -- in a row
  error     TEXT NOT NULL                  -- of the last try, '' where it succeeded
) STRICT, WITHOUT ROWID;
CREATE INDEX polls_by_due ON polls(due) WHERE due <> '';
CREATE INDEX polls_by_source ON polls(source);

-- Documents that watching a source brought, by week (ISO 8601, '2026-W09').
CREATE TABLE harvest (
  source    TEXT NOT NULL,
  week      TEXT NOT NULL,
  documents INTEGER NOT NULL,
  PRIMARY KEY (source, week)
) STRICT, WITHOUT ROWID;
