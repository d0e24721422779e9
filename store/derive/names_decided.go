package derive

import (
	"context"
	"database/sql"
	"slices"

	"kiroku/ledger"
)

// layDecisions lays over the entities that rules derive what people decided
// about names, in order of time. It starts from the rules' own answer, so that
// the outcome does not depend on when a name came.
func (d *Deriver) layDecisions(ctx context.Context) error {
	list, err := d.Decisions(ctx, `WHERE record ->> 'kind' IN ('same_names', 'different_names') AND seq NOT IN (SELECT decision FROM undone)`)
	if err != nil {
		return err
	}
	if err := d.exec(ctx, "UPDATE names SET entity = ruled, decided = '' WHERE decided <> ''"); err != nil {
		return err
	}
	slices.SortFunc(list, ledger.CompareDecisions)
	for _, dec := range list {
		lay := d.joinDecided
		if dec.Kind == ledger.DifferentNames {
			lay = d.partDecided
		}
		if err := lay(ctx, dec); err != nil {
			return err
		}
	}
	return nil
}

// joinDecided makes the entities of names one: that of the first that is there.
func (d *Deriver) joinDecided(ctx context.Context, dec ledger.Decision) error {
	into := ""
	for _, id := range dec.Names {
		entity, err := d.entityOfName(ctx, id)
		if err != nil {
			return err
		}
		switch {
		case entity == "" || entity == into:
		case into == "":
			into = entity
		default:
			if err := d.exec(ctx, "UPDATE names SET entity = ?, decided = ? WHERE entity = ?", into, dec.ID, entity); err != nil {
				return err
			}
		}
	}
	return nil
}

// partDecided takes the other names out of the entities of the first ones: they
// are an entity of their own. An entity that bore the id of a name taken out
// bears that of one that stays.
func (d *Deriver) partDecided(ctx context.Context, dec ledger.Decision) error {
	kept := map[string]string{} // by entity, the first name that stays
	for _, id := range dec.Names {
		entity, err := d.entityOfName(ctx, id)
		if err != nil {
			return err
		}
		if _, known := kept[entity]; !known {
			kept[entity] = id
		}
	}
	for _, id := range dec.OtherNames {
		entity, err := d.entityOfName(ctx, id)
		if err != nil {
			return err
		}
		stays, shared := kept[entity]
		if entity == "" || !shared {
			continue
		}
		if slices.Contains(dec.OtherNames, entity) {
			if err := d.exec(ctx, "UPDATE names SET entity = ?, decided = ? WHERE entity = ?", stays, dec.ID, entity); err != nil {
				return err
			}
			kept[stays] = stays
		}
		if err := d.exec(ctx, "UPDATE names SET entity = ?, decided = ? WHERE id = ?", dec.OtherNames[0], dec.ID, id); err != nil {
			return err
		}
	}
	return nil
}

// entityOfName is the present entity of a name, "" for a name that is not there.
func (d *Deriver) entityOfName(ctx context.Context, id string) (entity string, err error) {
	err = d.Each(ctx, "SELECT entity FROM names WHERE id = ?", []any{id}, func(rows *sql.Rows) error { return rows.Scan(&entity) })
	return entity, err
}

// KnownNames refuses a decision about names that are not in the ledger.
func (d *Deriver) KnownNames(ctx context.Context, dec ledger.Decision) error {
	for _, id := range slices.Concat(dec.Names, dec.OtherNames) {
		entity, err := d.entityOfName(ctx, id)
		if err != nil {
			return err
		}
		if entity == "" {
			return ledger.Errorf(ledger.Invalid, "decide %s: there is no name %s", dec.Kind, id)
		}
	}
	return nil
}
