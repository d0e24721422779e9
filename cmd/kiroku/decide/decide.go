package decide

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/cmd/kiroku/cli"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/gazetteer"
	"kiroku/ledger"
	"kiroku/resolve"
	"kiroku/store"
)

// deciding is the flags of every command by which a person decides.
type deciding struct {
	cli.Database
	Who  string `env:"KIROKU_WHO,USER,LOGNAME,USERNAME" placeholder:"NAME" help:"Who decides; the user's name where nothing is said."`
	Why  string `placeholder:"WORDS" help:"The reason, kept with the decision."`
	If   string `name:"if" placeholder:"VERSION" help:"Decide only if the first entry is still at this version, as show --json gives it."`
	JSON bool   `name:"json" help:"Write the decisions as JSON Lines."`
}

// deciderRun is a command's hold of the ledger, and what it decided.
type deciderRun struct {
	deciding
	con  *terminal.Console
	st   *store.SQLite
	done []ledger.Decision
}

// run opens the ledger, lets a command decide, and shows what came of it, also
// of what was decided before something failed.
func (c deciding) run(ctx context.Context, con *terminal.Console, decide func(*deciderRun) error) error {
	if strings.TrimSpace(c.Who) == "" {
		return cli.UsageError("--who is needed: nothing says who decides")
	}
	st, err := c.Open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	run := &deciderRun{deciding: c, con: con, st: st}
	err = decide(run)
	if c.JSON {
		if wrote := cli.WriteAll(con, run.done); err == nil {
			err = wrote
		}
		return err
	}
	if shown := run.show(ctx); err == nil {
		err = shown
	}
	return err
}

// do records a decision.
func (r *deciderRun) do(ctx context.Context, d ledger.Decision) error {
	all, err := r.st.Decisions(ctx)
	if err != nil {
		return err
	}
	d.Who, d.Why, d.At = strings.TrimSpace(r.Who), r.Why, ledger.After(all, r.con.Now())
	d, err = r.st.Decide(ctx, d, resolve.Rules{})
	if err == nil {
		r.done = append(r.done, d)
	}
	return err
}

// entries finds the entries with those ids; the first must be at the version
// that --if names.
func (r *deciderRun) entries(ctx context.Context, ids []string) ([]ledger.Entry, error) {
	var list []ledger.Entry
	for i, id := range ids {
		e, err := r.st.Entry(ctx, id)
		if err != nil {
			return nil, err
		}
		if now := ledger.Version(e); i == 0 && r.If != "" && now != r.If {
			return nil, ledger.Errorf(ledger.Conflict, "entry %s is no longer at version %s but at %s; look at it again", cli.ShortID(e.ID), r.If, now)
		}
		list = append(list, e)
	}
	return list, nil
}

// show lists the decisions and the entries that they concern as they now are.
func (r *deciderRun) show(ctx context.Context) error {
	t := terminal.Table{Lines: 3, Bare: true, Columns: []terminal.Column{{Style: terminal.Dim}, {Style: terminal.Bold}, {Style: terminal.Dim}, {Least: 30}}}
	seen := map[string]bool{}
	for _, d := range r.done {
		told := d
		if d.Kind == ledger.Undo {
			all, err := r.st.Decisions(ctx)
			if err != nil {
				return err
			}
			if i := slices.IndexFunc(all, func(o ledger.Decision) bool { return o.ID == d.Undoes }); i >= 0 {
				told = all[i]
			}
		}
		for _, id := range slices.Concat(told.Names, told.OtherNames) {
			e, err := r.st.Entity(ctx, id)
			if err != nil {
				return err
			}
			if !seen[d.ID+e.ID] {
				seen[d.ID+e.ID] = true
				t.Add(cli.ShortID(d.ID), pastWord(d), cli.ShortID(e.ID), writtenForms(e))
			}
		}
		for _, id := range slices.Concat(told.Claims, told.Others) {
			e, err := r.st.Entry(ctx, ledger.EntryID(id))
			if err != nil {
				return err
			}
			if seen[d.ID+e.ID] {
				continue
			}
			seen[d.ID+e.ID] = true
			t.Add(cli.ShortID(d.ID), pastWord(d), cli.ShortID(e.ID), e.Summary)
		}
	}
	t.Write(r.con.Stdout, r.con)
	return nil
}

// pastWord is what a decision did, in a word.
func pastWord(d ledger.Decision) string {
	switch d.Kind {
	case ledger.Accept:
		return "accepted"
	case ledger.Reject:
		return "rejected"
	case ledger.Edit:
		return "edited " + d.Field
	case ledger.Same, ledger.SameNames:
		return "merged"
	case ledger.Different, ledger.DifferentNames:
		return "kept apart"
	}
	return "undone"
}

// Accept is `kiroku accept`.
type Accept struct {
	Entries []string `arg:"" name:"entry" help:"Id of an entry, or its beginning."`
	deciding
}

func (Accept) Help() string {
	return `Says that entries are right. Like every decision it is kept for good with who, when and why, and holds through every rebuild and new version; undo takes it back.

Example:

    kiroku accept 3f2a91c 81bc07d --why "checked with the ministry"`
}

func (c Accept) Run(ctx context.Context, con *terminal.Console) error {
	return c.mark(ctx, con, ledger.Accept, c.Entries)
}

// Reject is `kiroku reject`.
type Reject struct {
	Entries []string `arg:"" name:"entry" help:"Id of an entry, or its beginning."`
	deciding
}

func (Reject) Help() string {
	return `Says that entries are wrong. They stay visible, marked, and no total counts them.

Example:

    kiroku reject 3f2a91c --why "misread: a loan between banks"`
}

func (c Reject) Run(ctx context.Context, con *terminal.Console) error {
	return c.mark(ctx, con, ledger.Reject, c.Entries)
}

// mark decides the same about each entry.
func (c deciding) mark(ctx context.Context, con *terminal.Console, kind ledger.DecisionKind, ids []string) error {
	return c.run(ctx, con, func(r *deciderRun) error {
		entries, err := r.entries(ctx, ids)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if err := r.do(ctx, ledger.On(e, kind)); err != nil {
				return err
			}
		}
		return nil
	})
}

// Edit is `kiroku edit`.
type Edit struct {
	Entry  string   `arg:"" name:"entry" help:"Id of an entry, or its beginning."`
	Fields []string `arg:"" name:"field=value" help:"What to set: action, category, polarity, actors, recipients, money, quantity, when, where, summary."`
	deciding
}

func (Edit) Help() string {
	return `Sets fields of an entry: what its reports say stays visible beneath. The notation:

money: "USD 5000000", ">=EUR 20000000"; quantity: "41 people", ">=100 buildings"; when: 2024-03-11, 2024-03, 2024-03-04/2024-03-07; actors, recipients: names or codes, ";" between, "Norway (NOR); UNHCR"; where: one name, "Kharkiv (UKR)"; polarity: affirmed, negated; action and category: a word of docs/claims.md, of a sanction two: "impose asset_freeze".

Example:

    kiroku edit 3f2a91c money="USD 5500000" recipients=UKR --why "corrected by the ministry"`
}

func (c Edit) Run(ctx context.Context, con *terminal.Console) error {
	return c.run(ctx, con, func(r *deciderRun) error {
		entries, err := r.entries(ctx, []string{c.Entry})
		if err != nil {
			return err
		}
		e := entries[0]
		var edits []ledger.Decision
		for _, given := range c.Fields {
			field, to, ok := strings.Cut(given, "=")
			if !ok {
				return cli.UsageError(fmt.Sprintf("%q is no field=value", given))
			}
			if to, err = canonicalValue(field, to); err != nil {
				return cli.UsageError(err.Error())
			}
			if err := ledger.CheckEdit(e, field, to); err != nil {
				return cli.UsageError(err.Error())
			}
			d := ledger.On(e, ledger.Edit)
			d.Field, d.Value = field, to
			edits = append(edits, d)
		}
		for _, d := range edits {
			if err := r.do(ctx, d); err != nil {
				return err
			}
			d.On = nil
			if e, err = r.st.Entry(ctx, e.ID); err != nil {
				return err
			}
			for i := range edits { // the next is taken on what this one made
				edits[i].On = []string{ledger.Version(e)}
			}
		}
		return nil
	})
}

// canonicalValue gives parties and places that the gazetteer knows for certain
// their codes.
func canonicalValue(field, to string) (string, error) {
	if field != "actors" && field != "recipients" && field != "where" {
		return to, nil
	}
	list, err := ledger.ParseParties(to)
	if err != nil {
		return "", fmt.Errorf("%s: %w", field, err)
	}
	for i, p := range list {
		if known, ok := gazetteer.ByCode(p.Code); ok && p.Code == p.Name {
			list[i] = claim.Party{Name: known.Name, Code: known.Code}
		}
		if found := gazetteer.Lookup(p.Name); p.Code == "" && len(found) == 1 && found[0].Code != "" {
			list[i].Code = found[0].Code
		}
	}
	return ledger.FormatParties(list), nil
}

// Merge is `kiroku merge`.
type Merge struct {
	Entries []string `arg:"" name:"entry" help:"Ids of two entries or more, or their beginnings; or of two entities or more."`
	deciding
}

func (Merge) Help() string {
	return `Says that entries are one thing: their claims become one entry, and later reports of it join it. With ids of entities (kiroku entities) it says that their names are of one person, organization or place.

Examples:

    kiroku merge 3f2a91c 81bc07d --why "the same package, rounded"
    kiroku merge 2a7cb2c 57911f3 --why "her name before she married"`
}

func (c Merge) Run(ctx context.Context, con *terminal.Console) error {
	return c.run(ctx, con, func(r *deciderRun) error {
		entries, err := r.entries(ctx, c.Entries)
		if ledger.CodeOf(err) == ledger.NotFound {
			if entities, found := r.entities(ctx, c.Entries); found {
				return r.mergeEntities(ctx, entities)
			}
		}
		if err != nil {
			return err
		}
		slices.SortFunc(entries, func(a, b ledger.Entry) int { return strings.Compare(a.ID, b.ID) })
		entries = slices.CompactFunc(entries, func(a, b ledger.Entry) bool { return a.ID == b.ID })
		if len(entries) < 2 {
			return cli.UsageError("merge wants two different entries or more")
		}
		return r.do(ctx, ledger.Merge(entries...))
	})
}

// Split is `kiroku split`.
type Split struct {
	Entry string   `arg:"" name:"entry" help:"Id of an entry or an entity, or its beginning."`
	Parts []string `arg:"" name:"part" help:"Claims of the entry that tell of another thing; or another entry that is not the same thing; of an entity: names as they are written, that are somebody else's."`
	deciding
}

func (Split) Help() string {
	return `Says that things are not the same. With claims of the entry it takes them out of it, and they become an entry of their own; with another entry it keeps the two apart, whatever is reported later. Of an entity it takes out names: they become an entity of their own.

Examples:

    kiroku split 3f2a91c 0c1d2e3 --why "that is the package of last year"
    kiroku split 3f2a91c 81bc07d --why "two different convoys"
    kiroku split 2a7cb2c "Adella Kiroga" --why "her sister"`
}

func (c Split) Run(ctx context.Context, con *terminal.Console) error {
	return c.run(ctx, con, func(r *deciderRun) error {
		entries, err := r.entries(ctx, []string{c.Entry})
		if ledger.CodeOf(err) == ledger.NotFound {
			if entities, found := r.entities(ctx, []string{c.Entry}); found {
				return r.splitEntity(ctx, entities[0], c.Parts)
			}
		}
		if err != nil {
			return err
		}
		e := entries[0]
		var claims []string
		for _, id := range c.Parts {
			part, err := r.st.Claim(ctx, id)
			if err == nil {
				claims = append(claims, part.ID)
				continue
			}
			if ledger.CodeOf(err) != ledger.NotFound {
				return err
			}
			other, err := r.st.Entry(ctx, id)
			switch {
			case err != nil:
				return err
			case other.ID == e.ID:
				return cli.UsageError("an entry cannot be split from itself; name some of its claims")
			}
			if err := r.do(ctx, ledger.Apart(e, other)); err != nil {
				return err
			}
		}
		if len(claims) == 0 {
			return nil
		}
		d, err := ledger.Split(e, claims)
		if err != nil {
			return err
		}
		return r.do(ctx, d)
	})
}

// Undo is `kiroku undo`.
type Undo struct {
	IDs []string `arg:"" name:"decision" help:"Id of a decision, or its beginning; of an entry: the last decision about it."`
	deciding
}

func (Undo) Help() string {
	return `Takes decisions back: the entries become what they would be without them. What was undone stays in the log, and an undoing can be undone.

Examples:

    kiroku undo 5d0e1a2
    kiroku undo 3f2a91c --why "the correction was mistaken"`
}

func (c Undo) Run(ctx context.Context, con *terminal.Console) error {
	return c.run(ctx, con, func(r *deciderRun) error {
		for _, id := range c.IDs {
			d, err := r.undoable(ctx, id)
			if err != nil {
				return err
			}
			if err := r.do(ctx, ledger.Decision{Kind: ledger.Undo, Undoes: d.ID}); err != nil {
				return err
			}
		}
		return nil
	})
}

// undoable finds the decision with that id, or the last one in force about the
// entry with that id.
func (r *deciderRun) undoable(ctx context.Context, id string) (ledger.Decision, error) {
	all, err := r.st.Decisions(ctx)
	if err != nil {
		return ledger.Decision{}, err
	}
	var found []ledger.Decision
	for _, d := range all {
		if strings.HasPrefix(d.ID, id) {
			found = append(found, d)
		}
	}
	switch {
	case len(found) > 1:
		return ledger.Decision{}, ledger.Errorf(ledger.Invalid, "several decisions begin with %s; give more of the id", id)
	case len(found) == 1 && !ledger.Standing(all, found[0]):
		return ledger.Decision{}, ledger.Errorf(ledger.Invalid, "decision %s is undone already", cli.ShortID(found[0].ID))
	case len(found) == 1:
		return found[0], nil
	}
	e, err := r.st.Entry(ctx, id)
	if err != nil {
		return ledger.Decision{}, fmt.Errorf("no decision or entry has the id %q; `kiroku decisions` lists them", id)
	}
	about, err := r.st.DecisionsOn(ctx, e.ID)
	if err != nil {
		return ledger.Decision{}, err
	}
	in := ledger.InForce(about)
	if len(in) == 0 {
		return ledger.Decision{}, ledger.Errorf(ledger.NotFound, "no decision about entry %s is in force", cli.ShortID(e.ID))
	}
	return in[len(in)-1], nil
}
