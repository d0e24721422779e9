package ask

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"kiroku/claim"
	"kiroku/cmd/kiroku/cli"
	"kiroku/cmd/kiroku/inspect"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/extract"
	"kiroku/lang"
	"kiroku/pipeline"
	"kiroku/text"
)

// Explain is `kiroku explain`.
type Explain struct {
	cli.Database
	ID      string `arg:"" name:"claim" help:"Id of a claim, or its beginning; of an entry: all of its claims."`
	Weights int    `default:"8" placeholder:"N" help:"How many of the weightiest features to show on each side; 0 is all."`
	JSON    bool   `name:"json" help:"Write a JSON record a claim."`
}

func (Explain) Help() string {
	return `Says how a claim was read: the rule that found it, the words behind each field with their place, what weighed for and against it with the confidence that came of it, and the tree of its sentence. The kept text of its document is read again for this.

Examples:

    kiroku explain 39525b1
    kiroku explain 39525b1 --json`
}

// explained is a claim's explanation as JSON.
type explained struct {
	extract.Explanation
	Trees []string `json:"trees"` // of the sentences, drawn
}

// errNotFoundAgain ends a command that told of a claim which today's rules do
// not find.
var errNotFoundAgain = errors.New("today's rules do not find this claim again: another version read it, or a person marked it")

func (c Explain) Run(ctx context.Context, con *terminal.Console) error {
	if c.Weights < 0 {
		return cli.UsageError("--weights is less than none")
	}
	st, err := c.Open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	found, err := find(ctx, st, c.ID)
	if err != nil {
		return err
	}
	if len(found.Claims) == 0 {
		return cli.UsageError(fmt.Sprintf("%s is a document; name one of its claims: kiroku show %s", c.ID, c.ID))
	}
	out := cli.NewRecords(con)
	missing := false
	for i, cl := range found.Claims {
		doc := found.document(cl.Document)
		e, problem := pipeline.Explain(doc, cl.ID)
		if problem != nil {
			return problem
		}
		if !e.Found {
			missing = true
			e.Explanation = unexplained(doc, e.Analysis, cl)
		}
		if c.JSON {
			out.Write(explained{e.Explanation, drawnTrees(e)})
			continue
		}
		if i > 0 {
			fmt.Fprintln(con.Stdout)
		}
		c.show(con, doc, e)
	}
	if err := out.Close(); err != nil {
		return err
	}
	if missing {
		return errNotFoundAgain
	}
	return nil
}

// unexplained is what can be said of a claim that is not found again: its own
// words and rule.
func unexplained(doc *text.Document, a *lang.Analysis, c claim.Claim) extract.Explanation {
	return extract.Explanation{Claim: c, Fields: extract.FieldsFrom(doc, c), Sentences: extract.SentencesOf(a, c)}
}

func (c Explain) show(con *terminal.Console, doc *text.Document, e pipeline.Explained) {
	cl := e.Claim
	fmt.Fprintln(con.Stdout, con.Paint(terminal.Bold, fieldSays(cl))+"  "+con.Paint(terminal.Dim, "claim "+cl.ID))
	terminal.InContext(doc.Text, cl.Evidence.Span()).Write(con, "  ")
	sure := fmt.Sprintf("%.3f", cl.Confidence)
	if e.Found {
		sure += fmt.Sprintf("; a claim like this needs %.2f", e.Least)
	}
	showFields(con, []field{{"rule", cl.Rule + ", version " + cl.Version}, {"confidence", sure}, {"document", doc.ID + " " + doc.Ref}})
	t := terminal.Table{Lines: 3, Columns: []terminal.Column{{Name: "FIELD", Style: terminal.Bold}, {Name: "BYTES", Style: terminal.Dim}, {Name: "WORDS", Least: 20}}}
	for _, f := range e.Fields {
		t.Add(f.Field, fmt.Sprintf("%d–%d", f.Span.Start, f.Span.End), f.Words)
	}
	fmt.Fprintln(con.Stdout)
	t.Write(con.Stdout, con)
	c.weigh(con, e.Evidence)
	for _, tree := range drawnTrees(e) {
		fmt.Fprintln(con.Stdout)
		for line := range strings.Lines(tree) {
			fmt.Fprintln(con.Stdout, strings.TrimRight("  "+terminal.Printable(strings.TrimSuffix(line, "\n")), " "))
		}
	}
}

// weigh lists what spoke for the claim and what against it.
func (c Explain) weigh(con *terminal.Console, evidence []extract.Weight) {
	for _, side := range []struct {
		title string
		sign  float64
	}{{"WEIGHED FOR IT", 1}, {"WEIGHED AGAINST IT", -1}} {
		t := terminal.Table{Lines: 2, Columns: []terminal.Column{{Name: "WEIGHT", Right: true}, {Name: side.title, Least: 20}}}
		rest := 0.0
		for _, w := range evidence {
			switch {
			case w.Weight*side.sign < 0:
			case c.Weights > 0 && len(t.Rows) >= c.Weights:
				rest += w.Weight
			default:
				t.Add(fmt.Sprintf("%+.2f", w.Weight), w.Feature)
			}
		}
		if len(t.Rows) == 0 {
			continue
		}
		if rest != 0 {
			t.Add(fmt.Sprintf("%+.2f", rest), "all others together")
		}
		fmt.Fprintln(con.Stdout)
		t.Write(con.Stdout, con)
	}
}

// drawnTrees are the trees of the sentences that the claim stands in.
func drawnTrees(e pipeline.Explained) []string {
	trees := []string{}
	for _, n := range e.Sentences {
		if drawn := inspect.DrawTree(e.Analysis.Doc.Text, &e.Analysis.Sentences[n].Sentence); drawn != "" {
			trees = append(trees, drawn)
		}
	}
	return trees
}
