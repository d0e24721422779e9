package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/value"
)

// Entities lists entities; see [ledger.Reader].
func (s *SQLite) Entities(ctx context.Context, f ledger.EntityFilter) ([]ledger.Entity, error) {
	list := []ledger.Entity{}
	w := &where{}
	if f.Text != "" {
		cond, args := "m.code = ?", []any{strings.ToUpper(strings.TrimSpace(f.Text))}
		if words := claim.FoldName(f.Text); words != "" {
			cond, args = "m.code = ? OR instr(m.folded, ?) > 0", append(args, " "+words)
		}
		w.add("n.entity IN (SELECT m.entity FROM names m WHERE "+cond+")", args...)
	}
	having := ""
	if f.Kind != "" {
		having = " HAVING (SELECT k.kind FROM names k WHERE k.entity = n.entity GROUP BY k.kind ORDER BY sum(k.documents) DESC, k.kind LIMIT 1) = ?"
		w.args = append(w.args, f.Kind)
	}
	err := s.view(ctx, "list entities", func(tx *sql.Tx) error {
		d := newDeriver(tx, nil, &s.known)
		var ids []string
		err := d.each(ctx, "SELECT n.entity FROM names n "+w.sql()+" GROUP BY n.entity"+having+
			" ORDER BY sum(n.documents) DESC, n.entity"+page(f.Limit, f.Offset), w.args, func(rows *sql.Rows) error {
			var id string
			err := rows.Scan(&id)
			ids = append(ids, id)
			return err
		})
		if err != nil {
			return err
		}
		for _, id := range ids {
			e, err := d.entity(ctx, id)
			if err != nil {
				return err
			}
			list = append(list, e)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}

// Entity gives an entity whole; see [ledger.Reader].
func (s *SQLite) Entity(ctx context.Context, id string) (e ledger.Entity, err error) {
	err = s.view(ctx, "read an entity", func(tx *sql.Tx) error {
		d := newDeriver(tx, nil, &s.known)
		ids, err := d.entityIDs(ctx, id)
		switch {
		case err != nil:
			return err
		case len(ids) == 0:
			return ledger.Errorf(ledger.NotFound, "there is no entity %q", id)
		case len(ids) > 1:
			return ledger.Errorf(ledger.Invalid, "several entities begin with %q", id)
		}
		if e, err = d.entity(ctx, ids[0]); err != nil {
			return err
		}
		for i := range e.Names {
			n := &e.Names[i]
			if err := d.each(ctx, `SELECT d.id FROM names n JOIN name_documents nd ON nd.name = n.seq JOIN documents d ON d.seq = nd.document
				WHERE n.id = ? ORDER BY d.id`, []any{n.ID}, func(rows *sql.Rows) error {
				var doc string
				err := rows.Scan(&doc)
				n.In = append(n.In, doc)
				return err
			}); err != nil {
				return err
			}
		}
		return nil
	})
	return e, err
}

// entityIDs are the entities whose id, or the id of whose name, begins so.
func (d *deriver) entityIDs(ctx context.Context, id string) ([]string, error) {
	var ids []string
	if id == "" || strings.Trim(id, "0123456789abcdef") != "" {
		return nil, nil
	}
	err := d.each(ctx, `SELECT DISTINCT entity FROM names WHERE id >= ?1 AND id < ?1 || 'g' OR entity >= ?1 AND entity < ?1 || 'g' LIMIT 3`,
		[]any{id}, func(rows *sql.Rows) error {
			var e string
			err := rows.Scan(&e)
			ids = append(ids, e)
			return err
		})
	return ids, err
}

// entity puts an entity together from its names.
func (d *deriver) entity(ctx context.Context, id string) (ledger.Entity, error) {
	e := ledger.Entity{ID: id}
	kinds, codes := map[string]int{}, map[string]int{}
	err := d.each(ctx, `SELECT id, text, code, kind, documents, coalesce(from_day, ''), coalesce(to_day, ''), joined, rule FROM names
		WHERE entity = ? ORDER BY documents DESC, text, code, kind`, []any{id}, func(rows *sql.Rows) error {
		var n ledger.EntityName
		var from, to string
		err := rows.Scan(&n.ID, &n.Text, &n.Code, &n.Kind, &n.Documents, &from, &to, &n.With, &n.Rule)
		n.Published = dateOf(from, to)
		kinds[string(n.Kind)] += n.Documents
		codes[n.Code] += n.Documents
		e.Names = append(e.Names, n)
		return err
	})
	if err != nil {
		return e, err
	}
	e.Kind, e.Code = claim.PartyKind(most(kinds)), most(codes)
	e.Name = shown(e)
	documents, err := d.number(ctx, "SELECT count(DISTINCT document) FROM name_documents WHERE name IN (SELECT seq FROM names WHERE entity = ?)", id)
	if err != nil {
		return e, err
	}
	e.Documents = int(documents)
	err = d.each(ctx, `SELECT o.office, max(n.code), coalesce(min(o.from_day), ''), coalesce(max(o.to_day), ''), sum(o.documents)
		FROM names n JOIN name_offices o ON o.name = n.seq WHERE n.entity = ? GROUP BY o.office ORDER BY 3, 1`, []any{id}, func(rows *sql.Rows) error {
		var o ledger.Office
		var from, to string
		err := rows.Scan(&o.Title, &o.Code, &from, &to, &o.Documents)
		o.Held = dateOf(from, to)
		e.Offices = append(e.Offices, o)
		return err
	})
	return e, err
}

// most is the key with the largest count, of equal ones the first that is not
// empty.
func most(counts map[string]int) string {
	best := ""
	for k, n := range counts {
		if c := cmp.Compare(n, counts[best]); best == "" || k != "" && (c > 0 || c == 0 && k < best) {
			best = k
		}
	}
	return best
}

// shown is the name to show: of a person the one of several words in most
// documents, of others the one in most.
func shown(e ledger.Entity) string {
	i := 0
	if e.Kind == claim.Person {
		i = max(0, slices.IndexFunc(e.Names, func(n ledger.EntityName) bool { return strings.Contains(n.Text, " ") }))
	}
	return e.Names[i].Text
}

// dateOf reads the ends of a period as the day columns have them.
func dateOf(from, to string) value.Date {
	var d value.Date
	if from != firstDay {
		d.From, _ = value.ParseDay(from)
	}
	if to != lastDay {
		d.To, _ = value.ParseDay(to)
	}
	return d
}
