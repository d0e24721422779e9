package main

import "kiroku/lang"

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

func (c annotateCommand) Run(con *console) error {
	out := newRecords(con)
	failed := false
	for doc, err := range c.documents(con) {
		if err != nil {
			failed = true
			con.say("%v", err)
			continue
		}
		out.write(c.record(lang.Analyze(doc)))
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
