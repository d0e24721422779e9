-- +goose Up
-- Entries get columns for sorting, counting and adding up, and their records a
-- table of their own, so that a listing reads narrow rows and then a page of
-- records. They are derived: without a row in derivation they are derived
-- again, see ledger.Store.Refresh.
DROP TABLE entry_parties;
DROP TABLE entry_claims;
DROP TABLE entries;
DELETE FROM derivation;

CREATE TABLE entries (
  seq       INTEGER PRIMARY KEY,           -- grows: the entry derived last has the largest
  id        TEXT NOT NULL UNIQUE,          -- ledger.EntryID of its earliest claim
  type      TEXT NOT NULL,
  action    TEXT NOT NULL,
  category  TEXT NOT NULL,
  status    TEXT NOT NULL,                 -- ledger.Entry.Status
  edited    INTEGER NOT NULL,              -- 1 where a person set a field
  counted   INTEGER NOT NULL,              -- ledger.Entry.Counted
  actor     TEXT NOT NULL,                 -- ledger.Entry.ActorKey
  recipient TEXT NOT NULL,
  area      TEXT NOT NULL,                 -- country code, or else the folded name of the place
  currency  TEXT NOT NULL,
  low       TEXT NOT NULL,                 -- the amount, and the end of its range, as text that
  high      TEXT NOT NULL,                 -- compares as the numbers do, '' is unknown; see sortable
  stated    INTEGER,                       -- the amount in hundredths, to add up; NULL is unknown or beyond ledger.MaxSum
  usd       INTEGER,                       -- the same in hundredths of a US dollar
  bounded   INTEGER NOT NULL,              -- 1 where the amount is an upper bound
  from_day  TEXT NOT NULL,
  to_day    TEXT NOT NULL,
  reports   INTEGER NOT NULL,              -- documents
  confidence REAL NOT NULL,
  worth     REAL NOT NULL                  -- ledger.Entry.Worth
) STRICT;
CREATE INDEX entries_by_day ON entries(from_day, id);
CREATE INDEX entries_by_type ON entries(type, from_day, id);
CREATE INDEX entries_by_newest ON entries((from_day = 'unknown'), from_day DESC, id);
CREATE INDEX entries_by_type_newest ON entries(type, (from_day = 'unknown'), from_day DESC, id);
CREATE INDEX entries_by_amount ON entries(usd DESC, id);
CREATE INDEX entries_by_reports ON entries(reports DESC, id);
CREATE INDEX entries_by_confidence ON entries(confidence, id);
CREATE INDEX entries_by_actor ON entries(actor, from_day, id);
CREATE INDEX entries_by_recipient ON entries(recipient, from_day, id);
CREATE INDEX entries_by_area ON entries(area, type, action, from_day);
CREATE INDEX entries_to_review ON entries(status, worth DESC, id);
CREATE INDEX entries_by_worth ON entries(worth DESC, id);
CREATE INDEX entries_edited ON entries(edited, from_day, id) WHERE edited = 1;
-- What sums of aid read, and nothing else.
CREATE INDEX entries_counted ON entries(actor, recipient, action, category, currency, from_day, usd, stated, bounded) WHERE counted = 1;

CREATE TABLE entry_records (
  entry  INTEGER PRIMARY KEY REFERENCES entries(seq),
  record TEXT NOT NULL                     -- the entry as canonical JSON
) STRICT;

CREATE TABLE entry_claims (
  claim  INTEGER PRIMARY KEY REFERENCES claims(seq),
  entry  INTEGER NOT NULL REFERENCES entries(seq),
  anchor TEXT NOT NULL UNIQUE              -- ledger.EntryID of the claim: the entry is found by it too
) STRICT;
CREATE INDEX entry_claims_by_entry ON entry_claims(entry);

CREATE TABLE entry_parties (
  party INTEGER NOT NULL REFERENCES parties(seq),
  role  TEXT NOT NULL,                     -- actor, recipient, via
  entry INTEGER NOT NULL REFERENCES entries(seq),
  PRIMARY KEY (party, role, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_parties_by_entry ON entry_parties(entry);
CREATE INDEX parties_by_code ON parties(code, name);

-- Words of an entry; the index keeps no copy of them.
CREATE VIRTUAL TABLE entry_words USING fts5(
  words, content='', contentless_delete=1,
  tokenize='porter unicode61 remove_diacritics 2'
);

CREATE INDEX documents_by_source ON documents(source COLLATE NOCASE, from_day, id);
CREATE INDEX documents_by_newest ON documents((from_day = 'unknown'), from_day DESC, id);
CREATE INDEX decisions_by_undone ON decisions(record ->> 'undoes') WHERE record ->> 'undoes' IS NOT NULL;
