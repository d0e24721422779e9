package derive

import (
	"context"
	"database/sql"
	"encoding/json"
	"math"

	"kiroku/ledger"
	"kiroku/text"
	"kiroku/value"
)

// maxCopies bounds the texts of one block that a new one is compared with.
const maxCopies = 128

// CompareText finds which texts a document shares, and the agency that it is by
// or after.
func (d *Deriver) CompareText(ctx context.Context, seq int64, doc *text.Document) error {
	if wire := d.r.Wire(doc); wire != "" {
		if err := d.exec(ctx, "INSERT INTO wires (document, wire) VALUES (?, ?) ON CONFLICT DO NOTHING", seq, wire); err != nil {
			return err
		}
	}
	keys := d.r.TextKeys(doc)
	day := dayNumber(doc.Published.From)
	var others []int64
	for _, key := range keys {
		found, err := d.sharing(ctx, int64(key), day)
		if err != nil {
			return err
		}
		others = append(others, found...)
		if len(found) < maxCopies {
			if err := d.exec(ctx, "INSERT INTO text_keys (key, day, document) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", int64(key), day, seq); err != nil {
				return err
			}
		}
	}
	for _, o := range unique(others) {
		if o == seq {
			continue
		}
		other, err := d.textOf(ctx, o)
		if err != nil {
			return err
		}
		if !d.r.Copied(doc, other) {
			continue
		}
		later := 0
		if d.r.Earlier(other, doc) {
			later = 1
		}
		for _, row := range [][3]int64{{seq, o, int64(later)}, {o, seq, int64(1 - later)}} {
			if err := d.exec(ctx, "INSERT INTO copies (document, other, origin) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", row[0], row[1], row[2]); err != nil {
				return err
			}
		}
	}
	return nil
}

// sharing are the texts of a block that appeared at about that day.
func (d *Deriver) sharing(ctx context.Context, key, day int64) ([]int64, error) {
	from, to := int64(-1), int64(math.MaxInt32)
	if day >= 0 {
		from, to = day-ledger.CopyDays, day+ledger.CopyDays
	}
	return d.numbers(ctx, `SELECT document FROM text_keys WHERE key = ?1 AND day BETWEEN ?2 AND ?3
		UNION SELECT document FROM text_keys WHERE key = ?1 AND day = -1 LIMIT ?4`, key, from, to, maxCopies)
}

// dayNumber counts days since 1970, -1 where the day is unknown or earlier.
func dayNumber(day value.Day) int64 {
	if day.IsZero() {
		return -1
	}
	return max(-1, day.Time().Unix()/86400)
}

// textOf reads of a document what copies are known by.
func (d *Deriver) textOf(ctx context.Context, seq int64) (*text.Document, error) {
	doc := &text.Document{}
	var published string
	err := d.Each(ctx, "SELECT id, source, title, byline, published, text FROM documents WHERE seq = ?", []any{seq}, func(rows *sql.Rows) error {
		return rows.Scan(&doc.ID, &doc.Source, &doc.Title, &doc.Byline, &published, &doc.Text)
	})
	if err != nil {
		return nil, err
	}
	doc.Published, err = value.ParseDate(published)
	return doc, err
}

// compareTexts compares all texts again.
func (d *Deriver) compareTexts(ctx context.Context) error {
	seqs, err := d.numbers(ctx, "SELECT seq FROM documents ORDER BY seq")
	if err != nil {
		return err
	}
	for _, seq := range seqs {
		doc, err := d.textOf(ctx, seq)
		if err != nil {
			return err
		}
		if err := d.CompareText(ctx, seq, doc); err != nil {
			return err
		}
	}
	return nil
}

// CopiesOf are the ids of the documents that share the text of a claim's.
func (d *Deriver) CopiesOf(ctx context.Context, claim int64) (ids []string, err error) {
	err = d.Each(ctx, `SELECT o.id FROM claims c JOIN copies k ON k.document = c.document JOIN documents o ON o.seq = k.other
		WHERE c.seq = ? ORDER BY o.id`, []any{claim}, func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	})
	return ids, err
}

// relays reads the wires of a publisher's record.
func relays(record string) (names []string, err error) {
	if record == "" {
		return nil, nil
	}
	return names, json.Unmarshal([]byte(record), &names)
}
