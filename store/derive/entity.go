package derive

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/store/codec"
	"kiroku/value"
)

// EntityIDs are the entities whose id, or the id of whose name, begins so.
func (d *Deriver) EntityIDs(ctx context.Context, id string) ([]string, error) {
	var ids []string
	if id == "" || strings.Trim(id, "0123456789abcdef") != "" {
		return nil, nil
	}
	err := d.Each(ctx, `SELECT DISTINCT entity FROM names WHERE id >= ?1 AND id < ?1 || 'g' OR entity >= ?1 AND entity < ?1 || 'g' LIMIT 3`,
		[]any{id}, func(rows *sql.Rows) error {
			var e string
			err := rows.Scan(&e)
			ids = append(ids, e)
			return err
		})
	return ids, err
}

// Entity puts an entity together from its names.
func (d *Deriver) Entity(ctx context.Context, id string) (ledger.Entity, error) {
	e := ledger.Entity{ID: id}
	kinds, codes := map[string]int{}, map[string]int{}
	err := d.Each(ctx, `SELECT id, text, code, kind, documents, coalesce(from_day, ''), coalesce(to_day, ''), joined, rule, decided FROM names
		WHERE entity = ? ORDER BY documents DESC, text, code, kind`, []any{id}, func(rows *sql.Rows) error {
		var n ledger.EntityName
		var from, to, decided string
		err := rows.Scan(&n.ID, &n.Text, &n.Code, &n.Kind, &n.Documents, &from, &to, &n.With, &n.Rule, &decided)
		if decided != "" {
			n.With, n.Rule = "", "decision "+decided
		}
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
	documents, err := d.Number(ctx, "SELECT count(DISTINCT document) FROM name_documents WHERE name IN (SELECT seq FROM names WHERE entity = ?)", id)
	if err != nil {
		return e, err
	}
	e.Documents = int(documents)
	err = d.Each(ctx, `SELECT o.office, max(n.code), coalesce(min(o.from_day), ''), coalesce(max(o.to_day), ''), sum(o.documents)
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
	if from != codec.FirstDay {
		d.From, _ = value.ParseDay(from)
	}
	if to != codec.LastDay {
		d.To, _ = value.ParseDay(to)
	}
	return d
}
