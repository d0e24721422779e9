package main

import (
	"context"

	"kiroku/cmd/kiroku/terminal"
	"kiroku/pipeline"
)

type extractCommand struct {
	input
}

func (extractCommand) Help() string {
	return `Writes one claim a line, in the order of the documents and of their words. The record is described in docs/claims.md.

Examples:

    kiroku extract --date 2024-03-11 report.txt
    kiroku extract --jsonl news.jsonl > claims.jsonl
    curl -s https://example.org/report.html | kiroku extract -`
}

func (c extractCommand) Run(ctx context.Context, con *terminal.Console) error {
	out := newRecords(con)
	failed := false
	foreign := map[string]int{}
	for res := range pipeline.Extract(ctx, c.documents(ctx, con)) {
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
			out.write(found)
		}
	}
	if err := out.close(); err != nil {
		return err
	}
	sayForeign(con, foreign)
	switch {
	case ctx.Err() != nil:
		return errStopped
	case failed:
		return errSomeFailed
	}
	return nil
}
