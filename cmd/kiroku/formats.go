package main

import "kiroku/document"

type formatsCommand struct{}

func (formatsCommand) Help() string {
	return `Lists the formats of documents that can be read, and what is found in each. The format is told by the content, not by the name.

Example:

    kiroku formats`
}

func (formatsCommand) Run(con *console) error {
	t := table{columns: []column{{name: "FORMAT", style: bold}, {name: "FILES", least: 10, early: true}, {name: "WHAT IS READ", least: 44}, {name: "WHAT IS NOT", least: 14, style: dim}}}
	for _, f := range document.Formats() {
		t.add(f.Name, f.Suffixes, f.Gives, f.Lacks)
	}
	t.write(con.stdout, con)
	return nil
}
