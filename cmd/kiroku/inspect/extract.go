package inspect

import (
	"context"

	"kiroku/cmd/kiroku/cli"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/pipeline"
)

// Extract is `kiroku extract`.
type Extract struct {
	cli.Input
}

func (Extract) Help() string {
	return `Writes one claim a line, in the order of the documents and of their words. The record is described in docs/claims.md.

Examples:

    kiroku extract --date 2024-03-11 report.txt
    kiroku extract --jsonl news.jsonl > claims.jsonl
    curl -s https://example.org/report.html | kiroku extract -`
}

func (c Extract) Run(ctx context.Context, con *terminal.Console) error {
	out := cli.NewRecords(con)
	failed := false
	foreign := map[string]int{}
	for res := range pipeline.Extract(ctx, c.Documents(ctx, con)) {
		if res.Problem != nil {
			con.Say("%v", res.Problem)
		}
		if res.Doc == nil {
			failed = true
			continue
		}
		if !pipeline.Reads(res.Doc.Lang) {
			foreign[res.Doc.Lang]++
		}
		for _, found := range res.Claims {
			found.Document = res.Doc.Ref
			out.Write(found)
		}
	}
	if err := out.Close(); err != nil {
		return err
	}
	cli.SayForeign(con, foreign)
	switch {
	case ctx.Err() != nil:
		return cli.ErrStopped
	case failed:
		return cli.ErrSomeFailed
	}
	return nil
}
