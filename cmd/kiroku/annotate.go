package main

import (
	"context"

	"kiroku/lang"
	"kiroku/pipeline"
)

type annotateCommand struct {
	Format string `enum:"quantities,mentions" default:"mentions" help:"What to show: quantities or mentions."`
	input
}

func (annotateCommand) Help() string {
	return `The formats: "quantities" writes a line of JSON a document, with every number, sum of money, date, percentage and measure; "mentions" does so with names as well.

Examples:

    kiroku annotate --format quantities report.txt
    echo "Norland sent 40 trucks on Friday." | kiroku annotate --date 2024-03-11 -`
}

func (c annotateCommand) Run(ctx context.Context, con *console) error {
	out := newRecords(con)
	failed := false
	for doc, problem := range c.documents(ctx, con) {
		var a *lang.Analysis
		if problem == nil {
			a, problem = pipeline.Analyze(doc)
		}
		if problem != nil {
			failed = true
			con.say("%v", problem)
			continue
		}
		out.write(c.record(a))
	}
	if err := out.close(); err != nil {
		return err
	}
	if failed {
		return errSomeFailed
	}
	return nil
}

func (c annotateCommand) record(a *lang.Analysis) any {
	if c.Format == "quantities" {
		return quantitiesOf(a)
	}
	return mentionsOf(a)
}
