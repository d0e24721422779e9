-- +goose Up
-- A party without a code is found by its folded name.
CREATE INDEX parties_by_folded ON parties(folded, code, name);

-- Entries added up by the months of their dates, for charts over the whole
-- ledger. Triggers keep it: it says at all times what entries says.
CREATE TABLE entry_months (
  from_month TEXT NOT NULL,                -- of from_day and to_day: "2024-03", "unknown"
  to_month   TEXT NOT NULL,
  type       TEXT NOT NULL,
  likely     INTEGER NOT NULL,             -- ledger.Entry.Likely
  entries    INTEGER NOT NULL,
  counted    INTEGER NOT NULL,
  usd        INTEGER NOT NULL,             -- of what is counted, as in entries
  stated     INTEGER NOT NULL,
  unknown    INTEGER NOT NULL,
  bounded    INTEGER NOT NULL,
  PRIMARY KEY (from_month, to_month, type, likely)
) STRICT, WITHOUT ROWID;
CREATE VIEW months_of_entries AS SELECT seq, substr(from_day, 1, 7) AS from_month, substr(to_day, 1, 7) AS to_month, type,
  (confidence >= 0.3 OR type NOT IN ('event', 'statement') OR status <> '' OR edited = 1) AS likely, 1 AS entries, counted,
  iif(counted, ifnull(usd, 0), 0) AS usd, iif(counted, ifnull(stated, 0), 0) AS stated, counted AND usd IS NULL AS unknown, counted AND bounded AS bounded
  FROM entries;
INSERT INTO entry_months SELECT from_month, to_month, type, likely, sum(entries), sum(counted), sum(usd), sum(stated), sum(unknown), sum(bounded)
  FROM months_of_entries GROUP BY 1, 2, 3, 4;
-- +goose StatementBegin
CREATE TRIGGER entry_months_more AFTER INSERT ON entries
BEGIN
  INSERT INTO entry_months SELECT from_month, to_month, type, likely, entries, counted, usd, stated, unknown, bounded
    FROM months_of_entries WHERE seq = new.seq
    ON CONFLICT DO UPDATE SET entries = entries + excluded.entries, counted = counted + excluded.counted, usd = usd + excluded.usd,
      stated = stated + excluded.stated, unknown = unknown + excluded.unknown, bounded = bounded + excluded.bounded;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER entry_months_less BEFORE DELETE ON entries
BEGIN
  INSERT INTO entry_months SELECT from_month, to_month, type, likely, -entries, -counted, -usd, -stated, -unknown, -bounded
    FROM months_of_entries WHERE seq = old.seq
    ON CONFLICT DO UPDATE SET entries = entries + excluded.entries, counted = counted + excluded.counted, usd = usd + excluded.usd,
      stated = stated + excluded.stated, unknown = unknown + excluded.unknown, bounded = bounded + excluded.bounded;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER entry_months_before BEFORE UPDATE ON entries
BEGIN
  INSERT INTO entry_months SELECT from_month, to_month, type, likely, -entries, -counted, -usd, -stated, -unknown, -bounded
    FROM months_of_entries WHERE seq = old.seq
    ON CONFLICT DO UPDATE SET entries = entries + excluded.entries, counted = counted + excluded.counted, usd = usd + excluded.usd,
      stated = stated + excluded.stated, unknown = unknown + excluded.unknown, bounded = bounded + excluded.bounded;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER entry_months_after AFTER UPDATE ON entries
BEGIN
  INSERT INTO entry_months SELECT from_month, to_month, type, likely, entries, counted, usd, stated, unknown, bounded
    FROM months_of_entries WHERE seq = new.seq
    ON CONFLICT DO UPDATE SET entries = entries + excluded.entries, counted = counted + excluded.counted, usd = usd + excluded.usd,
      stated = stated + excluded.stated, unknown = unknown + excluded.unknown, bounded = bounded + excluded.bounded;
END;
-- +goose StatementEnd
