package inspect

import (
	"context"
	"strconv"
	"strings"

	"kiroku/cmd/kiroku/cli"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/extract"
	"kiroku/pipeline"
	"kiroku/text"
)

// Audit is `kiroku audit`.
type Audit struct {
	cli.Input
	JSON bool `name:"json" help:"Write JSON Lines."`
}

func (Audit) Help() string {
	return `Lists every number, sum and word of giving, harm or sanction that no claim of the document uses, with the reason. What is worth a claim and is listed here is what the rules still miss.

Examples:

    kiroku audit report.txt
    kiroku audit --json --jsonl news.jsonl`
}

// unread is one line of the answer as JSON.
type unread struct {
	Document string `json:"document"`
	Line     int    `json:"line"`
	extract.Unread
}

func (c Audit) Run(ctx context.Context, con *terminal.Console) error {
	t := terminal.Table{Lines: 3, Columns: []terminal.Column{{Name: "WHERE", Least: 12}, {Name: "WORDS", Least: 12}, {Name: "WHY NO CLAIM USES THEM", Least: 20}}}
	out := cli.NewRecords(con)
	failed := false
	for doc, problem := range c.Documents(ctx, con) {
		if problem != nil {
			con.Say("%v", problem)
			failed = failed || doc == nil
		}
		if doc == nil {
			continue
		}
		left, problem := pipeline.Audit(doc)
		if problem != nil {
			con.Say("%v", problem)
			failed = true
			continue
		}
		for _, u := range left {
			line := lineOf(doc, u.Span)
			if c.JSON {
				out.Write(unread{doc.Ref, line, u})
				continue
			}
			t.Add(doc.Ref+":"+strconv.Itoa(line), u.Text, u.Reason)
		}
	}
	if err := out.Close(); err != nil {
		return err
	}
	if !c.JSON {
		if len(t.Rows) == 0 && !failed {
			con.Say("Every number and telling word is used by a claim.")
		} else {
			t.Write(con.Stdout, con)
		}
	}
	if failed {
		return cli.ErrSomeFailed
	}
	return ctx.Err()
}

// lineOf is the line, from 1, at which the words stand in the document's text.
func lineOf(doc *text.Document, sp text.Span) int {
	return 1 + strings.Count(doc.Text[:sp.Start], "\n")
}
