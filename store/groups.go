package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/store/derive"
	"kiroku/value"
)

// dimensions are the columns behind each dimension.
var dimensions = map[ledger.Dimension]string{
	ledger.PerType: "e.type", ledger.PerAction: "e.action", ledger.PerCategory: "e.category", ledger.PerStatus: "e.status",
	ledger.PerActor: "e.actor", ledger.PerRecipient: "e.recipient", ledger.PerArea: "e.area", ledger.PerCurrency: "e.currency",
	ledger.PerYear:  "iif(e.from_day < 'a', substr(e.from_day, 1, 4), '')",
	ledger.PerMonth: "iif(e.from_day < 'a', substr(e.from_day, 1, 7), '')",
	ledger.PerDay:   "iif(e.from_day < 'a', e.from_day, '')",
}

// Groups gathers entries; see [ledger.Reader].
func (s *SQLite) Groups(ctx context.Context, f ledger.EntryFilter, g ledger.Grouping) ([]ledger.Group, error) {
	groups := []ledger.Group{}
	w, err := entryConditions(f)
	if err != nil || w.nothing {
		return groups, err
	}
	query, err := groupQuery(w, g)
	if err != nil {
		return nil, err
	}
	if months, ok := monthConditions(f, g); ok {
		w, query = months, monthQuery(months, g)
	}
	err = s.view(ctx, "group entries", func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, query, w.args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			group := ledger.Group{Key: make([]string, len(g.By))}
			var usd, stated int64
			dest := make([]any, 0, len(g.By)+6)
			for i := range group.Key {
				dest = append(dest, &group.Key[i])
			}
			dest = append(dest, &group.Entries, &group.Counted, &usd, &stated, &group.Unknown, &group.Bounded)
			if err := rows.Scan(dest...); err != nil {
				return err
			}
			group.USD, group.Stated = fromHundredths(usd), fromHundredths(stated)
			groups = append(groups, group)
		}
		return rows.Err()
	})
	if err != nil {
		return nil, err
	}
	return groups, nil
}

func fromHundredths(n int64) value.Number { return value.Int(n).Mul(value.MustNumber("0.01")) }

// groupQuery sums up what counts. Where only that is asked for, an index holds
// all that is read.
func groupQuery(w *where, g ledger.Grouping) (string, error) {
	var by, numbers []string
	for i, d := range g.By {
		column, ok := dimensions[d]
		if !ok {
			return "", ledger.Errorf(ledger.Invalid, "group entries: there is no dimension %q", d)
		}
		by = append(by, column)
		numbers = append(numbers, fmt.Sprint(i+1))
	}
	keys := strings.Join(numbers, ", ")
	var group, order string
	switch {
	case keys != "":
		group, order = " GROUP BY "+keys, " ORDER BY "
	}
	switch g.Order {
	case ledger.ByKey:
	case ledger.ByEntries:
		order += "entries DESC, "
	case ledger.BySum:
		order += "usd DESC, entries DESC, "
	default:
		return "", ledger.Errorf(ledger.Invalid, "group entries: there is no order %q", g.Order)
	}
	if keys == "" {
		order = ""
	}
	return "SELECT " + strings.Join(append(by, "count(*) AS entries", "ifnull(sum(e.counted), 0)",
		"ifnull(sum(iif(e.counted, e.usd, 0)), 0) AS usd", "ifnull(sum(iif(e.counted, e.stated, 0)), 0)",
		"ifnull(sum(e.counted AND e.usd IS NULL), 0)", "ifnull(sum(e.counted AND e.bounded), 0)"), ", ") +
		" FROM entries e " + w.sql() + group + order + keys + limit(g.Limit), nil
}

// PartyNames gives names for keys; see [ledger.Reader].
func (s *SQLite) PartyNames(ctx context.Context, keys []string) (map[string]string, error) {
	found := map[string]string{}
	err := s.view(ctx, "name parties", func(tx *sql.Tx) error {
		for _, key := range keys {
			for part := range strings.SplitSeq(key, "+") {
				if _, ok := found[part]; ok || part == "" {
					continue
				}
				name, err := partyNameOf(ctx, tx, part)
				if err != nil {
					return err
				}
				if name != "" {
					found[part] = name
				}
			}
			if names := namesOf(key, found); names != "" {
				found[key] = names
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}

func namesOf(key string, found map[string]string) string {
	var names []string
	for part := range strings.SplitSeq(key, "+") {
		if name := found[part]; name != "" {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// partyNameOf is the shortest name of four letters or more that a code goes
// by, and else the shortest; of what has no code, the name that folds to the
// key.
func partyNameOf(ctx context.Context, tx *sql.Tx, key string) (string, error) {
	var name sql.NullString
	err := tx.QueryRowContext(ctx, `SELECT min(name) FROM (SELECT name FROM parties WHERE code = ?1
			ORDER BY length(name) < 4, length(name), name LIMIT 1)`, key).Scan(&name)
	if err != nil || name.Valid {
		return name.String, err
	}
	err = tx.QueryRowContext(ctx, "SELECT min(name) FROM parties WHERE code = '' AND folded = ?", " "+key).Scan(&name)
	return name.String, err
}

// Parties finds parties by words; see [ledger.Reader].
func (s *SQLite) Parties(ctx context.Context, words string, n int) ([]ledger.PartyInfo, error) {
	list := []ledger.PartyInfo{}
	folded := claim.FoldName(words)
	if folded == "" {
		return list, nil
	}
	err := s.view(ctx, "find parties", func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT iif(code <> '', code, ltrim(folded)) AS key, min(name),
			sum((SELECT count(*) FROM entry_parties ep WHERE ep.party = p.seq)) AS entries
			FROM parties p WHERE p.code = ? OR instr(p.folded, ?) > 0 GROUP BY key ORDER BY entries DESC, key`+limit(n),
			strings.ToUpper(strings.TrimSpace(words)), " "+folded)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var p ledger.PartyInfo
			if err := rows.Scan(&p.Key, &p.Name, &p.Entries); err != nil {
				return err
			}
			list = append(list, p)
		}
		return rows.Err()
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}

// DecisionsOn lists the decisions about an entry; see [ledger.Reader].
func (s *SQLite) DecisionsOn(ctx context.Context, entry string) (list []ledger.Decision, err error) {
	err = s.view(ctx, "list decisions", func(tx *sql.Tx) error {
		list, err = derive.New(tx, nil, &s.known).Decisions(ctx, `WHERE seq IN (SELECT dc.decision FROM entries e
			JOIN entry_claims ec ON ec.entry = e.seq JOIN claims c ON c.seq = ec.claim JOIN decision_claims dc ON dc.claim = c.id
			WHERE e.id = ?)`, entry)
		if err != nil {
			return err
		}
		for i := 0; i < len(list); i++ { // and what undoes them, and what undoes that
			undoing, err := derive.New(tx, nil, &s.known).Decisions(ctx, "WHERE record ->> 'undoes' = ?", list[i].ID)
			if err != nil {
				return err
			}
			list = append(list, undoing...)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(list, ledger.CompareDecisions)
	return list, nil
}
