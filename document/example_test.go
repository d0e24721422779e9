package document_test

import (
	"fmt"
	"strings"

	"kiroku/document"
	"kiroku/source"
)

func ExampleRead() {
	in := `{"id":"a","text":"Norland sent forty pumps.","date":"2022-03-04"}
{"id":"b","date":"2022-03-05"}
`
	for raw := range (source.Walker{Stdin: strings.NewReader(in)}).Walk("-") {
		for doc, problem := range document.Read(raw, document.Options{Source: "Example Wire"}) {
			if problem != nil {
				fmt.Println(problem)
				continue
			}
			fmt.Println(doc.Ref, doc.Published, doc.Source, doc.Lang, doc.Text)
		}
	}
	// Output:
	// a 2022-03-04 Example Wire en Norland sent forty pumps.
	// -:2: has no "text"; give every record its text under the key "text"
}
