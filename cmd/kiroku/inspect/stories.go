package inspect

import (
	"context"

	"kiroku/cmd/kiroku/cli"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/resolve/story"
)

// Stories is `kiroku stories`.
type Stories struct {
	cli.Input
}

func (Stories) Help() string {
	return `Writes a line of JSON a document, in their order: "story" is shared by documents about one happening, "origin" is the document that a text was copied from, itself where it is no copy. Where a copy gives other figures than its origin, "changed" lists them; "wire" is the agency that a report is by or after.

Examples:

    kiroku stories --jsonl news.jsonl
    kiroku stories reports/`
}

func (c Stories) Run(ctx context.Context, con *terminal.Console) error {
	index := story.NewIndex() // holds no texts
	var ids []string
	failed := false
	for doc, problem := range c.Documents(ctx, con) {
		if problem != nil {
			con.Say("%v", problem)
		}
		if doc == nil {
			failed = true
			continue
		}
		doc.ID = doc.Ref // answers are in the reader's own terms
		index.Add(doc)
		ids = append(ids, doc.ID)
	}
	out := cli.NewRecords(con)
	for _, id := range ids {
		if s, ok := index.Story(id); ok {
			out.Write(s)
		}
	}
	if err := out.Close(); err != nil {
		return err
	}
	if failed {
		return cli.ErrSomeFailed
	}
	return nil
}
