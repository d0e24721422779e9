package store

import (
	"context"
	"database/sql"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/store/derive"
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
		d := derive.New(tx, nil, &s.known)
		var ids []string
		err := d.Each(ctx, "SELECT n.entity FROM names n "+w.sql()+" GROUP BY n.entity"+having+
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
			e, err := d.Entity(ctx, id)
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
		d := derive.New(tx, nil, &s.known)
		ids, err := d.EntityIDs(ctx, id)
		switch {
		case err != nil:
			return err
		case len(ids) == 0:
			return ledger.Errorf(ledger.NotFound, "there is no entity %q", id)
		case len(ids) > 1:
			return ledger.Errorf(ledger.Invalid, "several entities begin with %q", id)
		}
		if e, err = d.Entity(ctx, ids[0]); err != nil {
			return err
		}
		for i := range e.Names {
			n := &e.Names[i]
			if err := d.Each(ctx, `SELECT d.id FROM names n JOIN name_documents nd ON nd.name = n.seq JOIN documents d ON d.seq = nd.document
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
