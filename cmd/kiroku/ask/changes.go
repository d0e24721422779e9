package ask

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"kiroku/claim"
	"kiroku/cmd/kiroku/cli"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/ledger"
	"kiroku/phrase"
)

// Changes is `kiroku changes`.
type Changes struct {
	cli.Database
	JSON bool   `name:"json" help:"Write a JSON record for each step from one version to the next."`
	Of   string `arg:"" optional:"" name:"document" help:"Address or id of a document, or the beginning of an id; without it, all that changed are listed."`
}

func (Changes) Help() string {
	return `Shows what was added, dropped or altered in the claims of a document whose address gave another text later. An earlier version is no independent report, and what only it says is shown as withdrawn in the entries.

Examples:

    kiroku changes
    kiroku changes https://news.example/floods
    kiroku changes 240ed13 --json`
}

// step is what changed from one version of a document to the next.
type step struct {
	URL  string          `json:"url"`
	From ledger.Revision `json:"from"`
	To   ledger.Revision `json:"to"`
	claim.Changes
}

func (c Changes) Run(ctx context.Context, con *terminal.Console) error {
	st, err := c.Open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	ids, err := c.documents(ctx, st)
	if err != nil {
		return err
	}
	var steps []step
	for _, id := range ids {
		more, err := stepsOf(ctx, st, id)
		if err != nil {
			return err
		}
		steps = append(steps, more...)
	}
	switch {
	case c.JSON:
		return cli.WriteAll(con, steps)
	case len(steps) == 0 && c.Of == "":
		con.Say("No document has changed since it was read first.")
	case len(steps) == 0:
		con.Say("The ledger has one version of it.")
	case c.Of == "":
		listSteps(con, steps)
	default:
		for i, s := range steps {
			if i > 0 {
				fmt.Fprintln(con.Stdout)
			}
			showStep(con, s)
		}
	}
	return nil
}

// documents are the newest versions asked for.
func (c Changes) documents(ctx context.Context, st ledger.Store) ([]string, error) {
	filter := ledger.DocumentFilter{Revised: true}
	if strings.Contains(c.Of, "://") {
		filter.URL = c.Of
	} else if c.Of != "" {
		doc, err := st.Document(ctx, c.Of)
		if err != nil {
			return nil, err
		}
		return []string{doc.ID}, nil
	}
	list, err := st.Documents(ctx, filter)
	if err != nil {
		return nil, err
	}
	if filter.URL != "" && len(list) == 0 {
		known, err := st.Documents(ctx, ledger.DocumentFilter{URL: filter.URL, Limit: 1})
		if err == nil && len(known) == 0 {
			err = fmt.Errorf("no document of %s was read", filter.URL)
		}
		return nil, err
	}
	ids := make([]string, len(list))
	for i, d := range list {
		ids[i] = d.ID
	}
	return ids, nil
}

// stepsOf compares each version of a document with the one before it.
func stepsOf(ctx context.Context, st ledger.Store, id string) ([]step, error) {
	versions, err := st.Revisions(ctx, id)
	if err != nil {
		return nil, err
	}
	var steps []step
	var before []claim.Claim
	for i, v := range versions {
		var claims []claim.Claim
		for c, err := range st.Claims(ctx, ledger.ClaimFilter{Document: v.Document}) {
			if err != nil {
				return nil, err
			}
			claims = append(claims, c)
		}
		if i > 0 {
			steps = append(steps, step{v.URL, versions[i-1], v, claim.Diff(before, claims)})
		}
		before = claims
	}
	return steps, nil
}

func listSteps(con *terminal.Console, steps []step) {
	t := terminal.Table{Lines: 2, Columns: []terminal.Column{{Name: "ADDRESS", Least: 20}, {Name: "VERSION"}, {Name: "TAKEN"},
		{Name: "ADDED", Right: true}, {Name: "DROPPED", Right: true}, {Name: "ALTERED", Right: true}}}
	for _, s := range steps {
		t.Add(s.URL, fmt.Sprintf("%d → %d", s.From.Number, s.To.Number), s.To.Retrieved.UTC().Format("2006-01-02 15:04"),
			fmt.Sprint(len(s.Added)), fmt.Sprint(len(s.Dropped)), fmt.Sprint(len(s.Altered)))
	}
	t.Write(con.Stdout, con)
}

func showStep(con *terminal.Console, s step) {
	fmt.Fprintln(con.Stdout, con.Paint(terminal.Bold, terminal.OneLine(cmp.Or(s.To.Title, s.URL)))+"  "+
		con.Paint(terminal.Dim, fmt.Sprintf("version %d, %s → version %d, %s", s.From.Number, cli.ShortID(s.From.Document), s.To.Number, cli.ShortID(s.To.Document))))
	showFields(con, []field{{"address", s.URL}, {"taken", s.From.Retrieved.UTC().Format("2006-01-02 15:04") + " → " + s.To.Retrieved.UTC().Format("2006-01-02 15:04")},
		{"kept", phrase.Plural(s.Kept, "claim")}})
	if s.None() {
		fmt.Fprintln(con.Stdout, "  Its claims are the same.")
	}
	for _, c := range s.Added {
		fmt.Fprintln(con.Stdout, "  + "+quoteLine(con, c))
	}
	for _, c := range s.Dropped {
		fmt.Fprintln(con.Stdout, "  - "+quoteLine(con, c))
	}
	for _, a := range s.Altered {
		fmt.Fprintln(con.Stdout, "  ~ "+quoteLine(con, a.Before))
		fmt.Fprintln(con.Stdout, "    "+quoteLine(con, a.After)+"  "+con.Paint(terminal.Dim, "("+strings.Join(a.Fields, ", ")+")"))
	}
}

// quoteLine is a claim on a line: its id, what kind it is, its words.
func quoteLine(con *terminal.Console, c claim.Claim) string {
	head := cli.ShortID(c.ID) + " " + fieldSays(c) + ": "
	return con.Paint(terminal.Dim, cli.ShortID(c.ID)) + " " + fieldSays(c) + ": " + terminal.Clip(terminal.OneLine(c.Evidence.Quote), max(20, con.Width-terminal.Cells(head)-6))
}

// versionWords says which version of its document a text is, "" where it is
// the only one.
func versionWords(ctx context.Context, st ledger.Store, document string) (string, error) {
	versions, err := st.Revisions(ctx, document)
	if err != nil || len(versions) < 2 {
		return "", err
	}
	for _, v := range versions {
		if v.Document != document {
			continue
		}
		words := fmt.Sprintf("%d of %d, as of %s", v.Number, len(versions), v.Retrieved.UTC().Format("2006-01-02 15:04"))
		if !v.Newest {
			words += "; the newest is " + cli.ShortID(versions[len(versions)-1].Document)
		}
		return words, nil
	}
	return "", nil
}

// fetchWords says what is kept of the bytes that a document was read from.
func fetchWords(fetches []ledger.Fetch) string {
	if len(fetches) == 0 {
		return ""
	}
	f := fetches[len(fetches)-1]
	return strings.Join(cli.Present(phrase.Plural(int(f.Size), "byte"), f.ContentType, f.Retrieved.UTC().Format("2006-01-02 15:04"), "SHA-256 "+f.Hash, f.Tool), ", ")
}
