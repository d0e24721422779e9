package main

import "kiroku/document"

type formatsCommand struct{}

func (formatsCommand) Help() string {
	return `Lists the formats of documents that can be read, and what is found in each. The format is told by the content, not by the name.

Example:

    kiroku formats`
}

func (formatsCommand) Run(con *console) error {
	t := table{Columns: []column{{Name: "FORMAT", Style: bold}, {Name: "FILES", Least: 10, Early: true}, {Name: "WHAT IS READ", Least: 44}, {Name: "WHAT IS NOT", Least: 14, Style: dim}}}
	for _, f := range document.Formats() {
		t.Add(f.Name, f.Suffixes, f.Gives, f.Lacks)
	}
	t.Write(con.Stdout, con)
	return nil
}
