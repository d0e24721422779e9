package ask

import (
	"context"
	"fmt"
	"strings"

	"kiroku/claim"
	"kiroku/cmd/kiroku/cli"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/ledger"
	"kiroku/phrase"
	"kiroku/value"
)

// Entities is `kiroku entities`.
type Entities struct {
	cli.Asking
	Name  string `arg:"" optional:"" help:"Only those with these words in a name, or this code."`
	Kind  string `enum:",country,organization,person,group,place" default:"" placeholder:"KIND" help:"Only these: country, organization, person, group or place."`
	Limit int    `default:"50" placeholder:"N" help:"At most this many, 50 where nothing is said; 0 is all."`
	JSON  bool   `name:"json" help:"Write JSON Lines."`
}

func (Entities) Help() string {
	return `Lists persons, organizations, countries and places over all documents, those in most documents first, with every written form of their names. "kiroku show ID" shows one with the reason of each joining.

Examples:

    kiroku entities
    kiroku entities kamikawa
    kiroku entities --kind person --json`
}

func (c Entities) Run(ctx context.Context, con *terminal.Console) error {
	st, err := c.Open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	list, err := st.Entities(ctx, ledger.EntityFilter{Kind: claim.PartyKind(c.Kind), Text: c.Name, Limit: c.Limit})
	if err != nil {
		return err
	}
	if c.JSON {
		return cli.WriteAll(con, list)
	}
	if len(list) == 0 {
		con.Say("No entity matches.")
		return nil
	}
	t := terminal.Table{Lines: 3, Columns: []terminal.Column{
		{Name: "ID", Style: terminal.Dim}, {Name: "KIND"}, {Name: "NAME", Least: 14, Style: terminal.Bold}, {Name: "CODE"}, {Name: "DOCUMENTS", Right: true},
		{Name: "ALSO WRITTEN", Least: 12}, {Name: "OFFICES", Least: 9},
	}}
	for _, e := range list {
		t.Add(cli.ShortID(e.ID), string(e.Kind), e.Name, e.Code, phrase.Number(value.Int(int64(e.Documents))), otherNames(e), offices(e))
	}
	t.Write(con.Stdout, con)
	con.Say("%s", countOf(len(list), "entity", "entities"))
	return nil
}

func countOf(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// otherNames are the forms of a name besides the one that is shown.
func otherNames(e ledger.Entity) string {
	seen := map[string]bool{e.Name: true}
	var names []string
	for _, n := range e.Names {
		if !seen[n.Text] {
			seen[n.Text] = true
			names = append(names, n.Text)
		}
	}
	return strings.Join(names, "; ")
}

// offices are what documents call a person, and when.
func offices(e ledger.Entity) string {
	var list []string
	for _, o := range e.Offices {
		list = append(list, strings.Join(cli.Present(o.Title, o.Code, phrase.Days(o.Held)), " "))
	}
	return strings.Join(list, "; ")
}

// showEntity writes an entity with the reason of each joining and the
// documents of each form.
func showEntity(con *terminal.Console, e ledger.Entity) {
	fmt.Fprintln(con.Stdout, con.Paint(terminal.Bold, terminal.OneLine(e.Name))+"  "+con.Paint(terminal.Dim, "entity "+e.ID))
	showFields(con, []field{{"kind", string(e.Kind)}, {"code", e.Code}, {"offices", offices(e)}, {"in", phrase.Plural(e.Documents, "document")}})
	texts := map[string]string{}
	for _, n := range e.Names {
		texts[n.ID] = n.Text
	}
	t := terminal.Table{Lines: 3, Columns: []terminal.Column{{Name: "WRITTEN", Least: 16, Style: terminal.Bold}, {Name: "AS"}, {Name: "DOCUMENTS", Least: 12, Style: terminal.Dim}, {Name: "PUBLISHED"}, {Name: "ONE WITH", Least: 10}, {Name: "BY RULE"}}}
	for _, n := range e.Names {
		var docs []string
		for _, id := range n.In[:min(len(n.In), 4)] {
			docs = append(docs, cli.ShortID(id))
		}
		if more := len(n.In) - len(docs); more > 0 {
			docs = append(docs, fmt.Sprintf("%d more", more))
		}
		t.Add(n.Text, strings.Join(cli.Present(string(n.Kind), n.Code), " "), strings.Join(docs, " "), phrase.Days(n.Published), texts[n.With], n.Rule)
	}
	fmt.Fprintln(con.Stdout)
	t.Write(con.Stdout, con)
}
