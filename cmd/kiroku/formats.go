package main

import (
	"kiroku/cmd/kiroku/cli"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/document"
)

type formatsCommand struct {
	JSON bool `name:"json" help:"Write JSON Lines."`
}

func (formatsCommand) Help() string {
	return `Lists the formats of documents that can be read, and what is found in each. The format is told by the content, not by the name.

Examples:

    kiroku formats
    kiroku formats --json`
}

func (c formatsCommand) Run(con *terminal.Console) error {
	if c.JSON {
		return cli.WriteAll(con, document.Formats())
	}
	t := terminal.Table{Columns: []terminal.Column{{Name: "FORMAT", Style: terminal.Bold}, {Name: "FILES", Least: 10, Early: true}, {Name: "WHAT IS READ", Least: 28}, {Name: "WHAT IS NOT", Least: 14, Style: terminal.Dim}}}
	for _, f := range document.Formats() {
		t.Add(f.Name, f.Suffixes, f.Gives, f.Lacks)
	}
	t.Write(con.Stdout, con)
	return nil
}
