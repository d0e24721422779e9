package decide

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/cmd/kiroku/cli"
	"kiroku/ledger"
)

// entities finds the entities with those ids; false where any is none.
func (r *deciderRun) entities(ctx context.Context, ids []string) ([]ledger.Entity, bool) {
	var list []ledger.Entity
	for _, id := range ids {
		e, err := r.st.Entity(ctx, id)
		if err != nil {
			return nil, false
		}
		list = append(list, e)
	}
	return list, len(list) > 0
}

// mergeEntities decides that the names of entities are of one.
func (r *deciderRun) mergeEntities(ctx context.Context, entities []ledger.Entity) error {
	var names []string
	seen := map[string]bool{}
	for _, e := range entities {
		if !seen[e.ID] {
			seen[e.ID] = true
			names = append(names, e.Names[0].ID)
		}
	}
	if len(names) < 2 {
		return cli.UsageError("merge wants two different entities or more")
	}
	return r.do(ctx, ledger.Decision{Kind: ledger.SameNames, Names: names})
}

// splitEntity decides that some of an entity's names are somebody else's. A name
// is given as it is written, whatever its capitals and accents, or by its id.
func (r *deciderRun) splitEntity(ctx context.Context, e ledger.Entity, parts []string) error {
	d := ledger.Decision{Kind: ledger.DifferentNames}
	for _, n := range e.Names {
		is := func(part string) bool { return part == n.ID || claim.FoldName(part) == claim.FoldName(n.Text) }
		if slices.ContainsFunc(parts, is) {
			d.OtherNames = append(d.OtherNames, n.ID)
		} else {
			d.Names = append(d.Names, n.ID)
		}
	}
	switch {
	case len(d.OtherNames) == 0:
		return cli.UsageError(fmt.Sprintf("%s is written %s, and not %q", cli.ShortID(e.ID), writtenForms(e), strings.Join(parts, `", "`)))
	case len(d.Names) == 0:
		return cli.UsageError("an entity cannot be split from itself; name some of its names")
	}
	return r.do(ctx, d)
}

// writtenForms are an entity's names in one line.
func writtenForms(e ledger.Entity) string {
	var forms []string
	for _, n := range e.Names {
		if !slices.Contains(forms, n.Text) {
			forms = append(forms, n.Text)
		}
	}
	return strings.Join(forms, "; ")
}
