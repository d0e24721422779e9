package main

import (
	"kiroku/extract"
	"kiroku/lang"
)

type extractCommand struct {
	input
}

func (extractCommand) Help() string {
	return `Writes one claim a line, in the order of the documents and of their words.

Examples:

    kiroku extract --date 2024-03-11 report.txt
    kiroku extract --jsonl news.jsonl > claims.jsonl`
}

func (c extractCommand) Run(con *console) error {
	out := newRecords(con)
	failed := false
	for doc, err := range c.documents(con) {
		if err != nil {
			failed = true
			con.say("%v", err)
			continue
		}
		for _, found := range extract.Claims(lang.Analyze(doc)) {
			found.Document = doc.Ref
			out.write(found)
		}
	}
	if err := out.close(); err != nil {
		return err
	}
	if failed {
		return errSomeFailed
	}
	return nil
}
