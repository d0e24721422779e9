package segment_test

import (
	"fmt"

	"kiroku/lang/segment"
	"kiroku/text"
)

func ExampleSentences() {
	doc := &text.Document{Text: "LARKHAM (Example News) - Gen. J. Marlow of the U.S. can't come. It's late.\n\nRelated Topics"}
	paragraphs := segment.Paragraphs(doc)
	for _, sent := range segment.Sentences(doc, paragraphs) {
		fmt.Printf("%q", paragraphs[sent.Paragraph].Role)
		for _, tok := range sent.Tokens {
			fmt.Printf(" %s", tok.Span.Of(doc.Text))
		}
		fmt.Println()
	}
	// Output:
	// "" LARKHAM ( Example News ) -
	// "" Gen. J. Marlow of the U.S. ca n't come .
	// "" It 's late .
	// "boilerplate" Related Topics
}
