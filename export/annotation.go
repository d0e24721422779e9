package export

import (
	"time"
	"unicode/utf8"

	"kiroku/claim"
	"kiroku/text"
)

// The W3C Web Annotation Data Model (https://www.w3.org/TR/annotation-model/),
// as far as a quote needs it.

// Annotation ties what a claim says to the words it was read from.
type Annotation struct {
	Context    string   `json:"@context"`
	ID         string   `json:"id"`
	Type       string   `json:"type"`
	Motivation string   `json:"motivation"`
	Generator  string   `json:"generator,omitempty"`
	Body       Body     `json:"body"`
	Target     []Target `json:"target"`
}

// Body is what is said about the words.
type Body struct {
	Type    string `json:"type"`
	Value   string `json:"value"`
	Format  string `json:"format"`
	Purpose string `json:"purpose"`
}

// Target is words somewhere: at the address, as the quote alone can find them
// whatever else the page holds, and in the kept text, by place too.
type Target struct {
	Type     string     `json:"type"`
	Source   string     `json:"source"`
	Selector []Selector `json:"selector"`
	State    *State     `json:"state,omitempty"`
}

// Selector finds words in a text. Positions count Unicode code points, as the
// model asks (4.2.5), and not bytes as the ledger does.
type Selector struct {
	Type   string `json:"type"`
	Exact  string `json:"exact,omitempty"`
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
	Start  *int   `json:"start,omitempty"`
	End    *int   `json:"end,omitempty"`
}

// State is when the source was as the selector wants it, and where a copy is.
type State struct {
	Type       string `json:"type"`
	SourceDate string `json:"sourceDate,omitempty"`
	Cached     string `json:"cached,omitempty"`
}

// around is how many characters of the text before and after a quote go with
// it, to tell it from the same words elsewhere.
const around = 32

// annotate makes the annotation of a claim. The kept text is named as it lies
// in the ZIP file.
func annotate(c claim.Claim, doc *text.Document, tool string) Annotation {
	quote := Selector{Type: "TextQuoteSelector", Exact: c.Evidence.Quote,
		Prefix: lastRunes(doc.Text[:c.Evidence.Start], around), Suffix: firstRunes(doc.Text[c.Evidence.End:], around)}
	start := utf8.RuneCountInString(doc.Text[:c.Evidence.Start])
	end := start + utf8.RuneCountInString(c.Evidence.Quote)
	kept := Target{Type: "SpecificResource", Source: textName(doc),
		Selector: []Selector{quote, {Type: "TextPositionSelector", Start: &start, End: &end}}}
	a := Annotation{Context: "http://www.w3.org/ns/anno.jsonld", ID: "urn:kiroku:claim:" + c.ID, Type: "Annotation",
		Motivation: "describing", Generator: tool,
		Body: Body{Type: "TextualBody", Value: describe(c), Format: "text/plain", Purpose: "describing"}}
	if doc.URL != "" {
		page := Target{Type: "SpecificResource", Source: doc.URL, Selector: []Selector{quote},
			State: &State{Type: "TimeState", Cached: textName(doc)}}
		if !doc.Retrieved.IsZero() {
			page.State.SourceDate = doc.Retrieved.UTC().Format(time.RFC3339)
		}
		a.Target = append(a.Target, page)
	}
	a.Target = append(a.Target, kept)
	return a
}

func textName(doc *text.Document) string { return "documents/" + doc.ID + ".txt" }

func lastRunes(s string, n int) string {
	at := len(s)
	for ; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:at])
		at -= size
	}
	return s[at:]
}

func firstRunes(s string, n int) string {
	at := 0
	for ; n > 0 && at < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return s[:at]
}
