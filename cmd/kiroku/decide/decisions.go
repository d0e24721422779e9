package decide

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"kiroku/cmd/kiroku/cli"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/ledger"
	"kiroku/phrase"
	"kiroku/value"
)

// Decisions is `kiroku decisions`.
type Decisions struct {
	cli.Database
	Entry string `arg:"" optional:"" name:"entry" help:"Decisions about this entry alone."`
	Who   string `placeholder:"NAME" help:"Decisions of this person."`
	Kind  string `default:"" enum:",accept,reject,edit,same,different,undo" help:"Decisions of this kind: accept, reject, edit, same (a merge), different (a split), undo."`
	Since string `placeholder:"DATE" help:"Decisions of this day, month or year and later."`
	Until string `placeholder:"DATE" help:"Decisions of this day, month or year and earlier."`
	JSON  bool   `name:"json" help:"Write JSON Lines."`
}

func (Decisions) Help() string {
	return `Lists what people decided, in order of time, with who, when and why. What was undone is listed too, and says so.

Examples:

    kiroku decisions
    kiroku decisions 3f2a91c --json
    kiroku decisions --who ada --since 2024-03`
}

// Validate is called by the parser.
func (c Decisions) Validate() error {
	_, err := cli.PeriodOf(c.Since, c.Until)
	return err
}

// Decided is a line of the answer as JSON.
type Decided struct {
	ledger.Decision
	InForce bool `json:"in_force"`
}

func (c Decisions) Run(ctx context.Context, con *terminal.Console) error {
	period, err := cli.PeriodOf(c.Since, c.Until)
	if err != nil {
		return cli.UsageError(err.Error())
	}
	st, err := c.Open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	var all []ledger.Decision
	if c.Entry == "" {
		all, err = st.Decisions(ctx)
	} else {
		var e ledger.Entry
		if e, err = st.Entry(ctx, c.Entry); err == nil {
			all, err = st.DecisionsOn(ctx, e.ID)
		}
	}
	if err != nil {
		return err
	}
	var list []Decided
	for _, d := range all {
		if (c.Who == "" || strings.EqualFold(d.Who, c.Who)) && (c.Kind == "" || string(d.Kind) == c.Kind) &&
			(period.IsZero() || period.Overlaps(value.OnDay(value.DayOf(d.At)))) {
			list = append(list, Decided{d, ledger.Standing(all, d)})
		}
	}
	switch {
	case c.JSON:
		return cli.WriteAll(con, list)
	case len(list) == 0:
		con.Say("No decision matches.")
		return nil
	}
	return writeDecisions(ctx, con, st, list)
}

func writeDecisions(ctx context.Context, con *terminal.Console, st ledger.Store, list []Decided) error {
	t := terminal.Table{Lines: 3, Columns: []terminal.Column{{Name: "ID", Style: terminal.Dim}, {Name: "WHEN"}, {Name: "WHO", Least: 6, Style: terminal.Bold},
		{Name: "WHAT", Least: 14}, {Name: "ABOUT", Least: 20, Early: true}, {Name: "WHY", Least: 12, Early: true}}}
	for _, d := range list {
		about, err := aboutDecision(ctx, st, d.Decision)
		if err != nil {
			return err
		}
		what := phrase.Decision(d.Decision)
		if !d.InForce {
			what += " (undone)"
		}
		t.Add(cli.ShortID(d.ID), d.At.UTC().Format("2006-01-02 15:04"), d.Who, what, about, d.Why)
	}
	t.Write(con.Stdout, con)
	return nil
}

// aboutDecision is the entries that now hold the claims of a decision.
func aboutDecision(ctx context.Context, st ledger.Store, d ledger.Decision) (string, error) {
	if d.Kind == ledger.Undo {
		return "decision " + cli.ShortID(d.Undoes), nil
	}
	seen := map[string]string{}
	for _, id := range slices.Concat(d.Names, d.OtherNames) {
		e, err := st.Entity(ctx, id)
		if err != nil {
			return "", err
		}
		seen[e.ID] = cli.ShortID(e.ID) + " " + writtenForms(e)
	}
	for _, id := range slices.Concat(d.Claims, d.Others) {
		e, err := st.Entry(ctx, ledger.EntryID(id))
		if err != nil {
			return "", err
		}
		seen[e.ID] = cli.ShortID(e.ID) + " " + cmp.Or(e.Summary, string(e.Type))
	}
	var parts []string
	for _, id := range slices.Sorted(maps.Keys(seen)) {
		parts = append(parts, seen[id])
	}
	return strings.Join(parts, "; "), nil
}
