-- +goose Up
-- Two processes that open a new file at once both run this; the second fails
-- on the version it finds recorded and rolls back (see migrate).
CREATE UNIQUE INDEX one_run_a_version ON schema_version(version_id);

-- What was read. Never changed, never removed.
CREATE TABLE documents (
  seq        INTEGER PRIMARY KEY,          -- order of arrival
  id         TEXT NOT NULL UNIQUE,         -- text.DocumentID(source, url, text)
  ref        TEXT NOT NULL,
  source     TEXT NOT NULL,
  url        TEXT NOT NULL,
  title      TEXT NOT NULL,
  byline     TEXT NOT NULL,
  lang       TEXT NOT NULL,
  charset    TEXT NOT NULL,
  published  TEXT NOT NULL,                -- value.Date, '' is unknown
  from_day   TEXT NOT NULL,                -- its ends, for comparing; see period
  to_day     TEXT NOT NULL,
  updated    TEXT NOT NULL,                -- value.Date
  retrieved  TEXT NOT NULL,                -- RFC 3339, UTC, '' is unknown
  raw_hash   TEXT NOT NULL,
  text_hash  TEXT NOT NULL,                -- SHA-256 of text, hex
  paragraphs TEXT NOT NULL,                -- JSON
  found      TEXT NOT NULL,                -- JSON: where each field was found
  text       TEXT NOT NULL                 -- the only copy
) STRICT;
CREATE INDEX documents_by_raw_hash ON documents(raw_hash);
CREATE INDEX documents_by_day ON documents(from_day, id);

CREATE TABLE claims (
  seq      INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE,
  document INTEGER NOT NULL REFERENCES documents(seq),
  type     TEXT NOT NULL,
  start    INTEGER NOT NULL,               -- of the evidence, bytes
  record   TEXT NOT NULL                   -- the claim as canonical JSON
) STRICT;
CREATE INDEX claims_by_document ON claims(document, start, id);
CREATE INDEX claims_by_type ON claims(type);

-- +goose StatementBegin
CREATE TRIGGER documents_keep BEFORE UPDATE ON documents
BEGIN SELECT RAISE(ABORT, 'documents are append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER documents_stay BEFORE DELETE ON documents
BEGIN SELECT RAISE(ABORT, 'documents are append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER claims_keep BEFORE UPDATE ON claims
BEGIN SELECT RAISE(ABORT, 'claims are append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER claims_stay BEFORE DELETE ON claims
BEGIN SELECT RAISE(ABORT, 'claims are append-only'); END;
-- +goose StatementEnd

-- Full text over the documents table itself: the index holds no second copy.
CREATE VIRTUAL TABLE document_words USING fts5(
  title, text, content='documents', content_rowid='seq',
  tokenize='porter unicode61 remove_diacritics 2'
);
-- +goose StatementBegin
CREATE TRIGGER documents_words AFTER INSERT ON documents
BEGIN INSERT INTO document_words(rowid, title, text) VALUES (new.seq, new.title, new.text); END;
-- +goose StatementEnd

-- What people decided. Never changed, never removed; one undoes another.
CREATE TABLE decisions (
  seq    INTEGER PRIMARY KEY,
  id     TEXT NOT NULL UNIQUE,
  record TEXT NOT NULL                     -- the decision as canonical JSON
) STRICT;
CREATE TABLE decision_claims (
  claim    TEXT NOT NULL,                  -- id of a claim, which need not be here yet
  decision INTEGER NOT NULL REFERENCES decisions(seq),
  PRIMARY KEY (claim, decision)
) STRICT, WITHOUT ROWID;
-- +goose StatementBegin
CREATE TRIGGER decisions_keep BEFORE UPDATE ON decisions
BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER decisions_stay BEFORE DELETE ON decisions
BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
-- +goose StatementEnd

-- Everything below is derived from claims and decisions and can be derived again.
CREATE TABLE undone (
  decision INTEGER PRIMARY KEY REFERENCES decisions(seq)  -- no longer in force, or itself an undoing
) STRICT;

CREATE TABLE blocks (
  key   INTEGER NOT NULL,                  -- hash of one of ledger.Resolver.Keys
  claim INTEGER NOT NULL REFERENCES claims(seq),
  PRIMARY KEY (key, claim)
) STRICT, WITHOUT ROWID;

-- A forest: of claims that rules join, each pair hangs together by one path.
CREATE TABLE links (
  a        INTEGER NOT NULL REFERENCES claims(seq),
  b        INTEGER NOT NULL REFERENCES claims(seq),
  decision INTEGER NOT NULL,               -- by which somebody joined them; 0 is by rules
  PRIMARY KEY (a, b, decision)
) STRICT, WITHOUT ROWID;
CREATE INDEX links_back ON links(b, a);
CREATE INDEX links_by_decision ON links(decision) WHERE decision > 0;

CREATE TABLE entries (
  seq       INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE,          -- ledger.EntryID of its earliest claim
  type      TEXT NOT NULL,
  action    TEXT NOT NULL,
  category  TEXT NOT NULL,
  currency  TEXT NOT NULL,
  amount    REAL,                          -- nearest float, to narrow only; the record is exact
  amount_to REAL,
  from_day  TEXT NOT NULL,
  to_day    TEXT NOT NULL,
  record    TEXT NOT NULL                  -- the entry as canonical JSON
) STRICT;
CREATE INDEX entries_by_day ON entries(from_day, id);
CREATE INDEX entries_by_type ON entries(type, from_day, id);
CREATE INDEX entries_by_amount ON entries(currency, amount_to);

CREATE TABLE entry_claims (
  claim  INTEGER PRIMARY KEY REFERENCES claims(seq),
  entry  INTEGER NOT NULL REFERENCES entries(seq),
  anchor TEXT NOT NULL UNIQUE              -- ledger.EntryID of the claim: the entry is found by it too
) STRICT;
CREATE INDEX entry_claims_by_entry ON entry_claims(entry);

CREATE TABLE parties (
  seq    INTEGER PRIMARY KEY,
  code   TEXT NOT NULL,
  name   TEXT NOT NULL,
  folded TEXT NOT NULL,                    -- ' lower case words without accents', a space before each
  UNIQUE (code, name)
) STRICT;

CREATE TABLE entry_parties (
  party INTEGER NOT NULL REFERENCES parties(seq),
  role  TEXT NOT NULL,                     -- actor, recipient, via
  entry INTEGER NOT NULL REFERENCES entries(seq),
  PRIMARY KEY (party, role, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_parties_by_entry ON entry_parties(entry);

-- One row: which rules derived the entries.
CREATE TABLE derivation (
  one     INTEGER PRIMARY KEY CHECK (one = 1),
  version TEXT NOT NULL
) STRICT;

-- What could not be read; the last failure of each reference and line.
CREATE TABLE failures (
  ref      TEXT NOT NULL,
  line     INTEGER NOT NULL,
  reason   TEXT NOT NULL,
  raw_hash TEXT NOT NULL,
  at       TEXT NOT NULL,
  PRIMARY KEY (ref, line)
) STRICT, WITHOUT ROWID;
