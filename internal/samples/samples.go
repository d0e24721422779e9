// Package samples says what is planted in the reports of the folder samples/:
// which documents are copies, which claims tell of one thing, which disagree
// and how. It is test support: a test reads the reports, resolves them and
// compares with [Load]. The marks name documents and quote their words, so
// that they hold whatever ids and offsets the program gives; nothing but
// tests may read them.
package samples

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
)

//go:embed expected.json
var expectedJSON []byte

// Expected is everything planted in the sample reports. A document is named
// by its file, a record of a JSON Lines file by "file#id".
type Expected struct {
	Documents []Document
	Copies    []Copy
	Stories   [][]string // documents of one happening
	Apart     []string   // documents of happenings that have nothing to do with each other
	Names     []Name
	Chains    []Chain
	Silent    []Silent
	Entries   []Entry
	Relations []Relation
}

// Document is what a reader of documents finds about one report.
type Document struct {
	Document string
	Outlet   string
	Date     string // ISO 8601
	Title    string
	Byline   string // "" where the text names no writer
	Lang     string // BCP 47
	Charset  string // "" is UTF-8
}

// Copy is a text that was taken over from another.
type Copy struct {
	Document string
	Origin   string
	Kind     string // "verbatim" or "cut"
	Changed  []struct {
		Origin string
		Copy   string
	}
}

// Name is a name that a document garbles, and how it is really written.
type Name struct {
	Name     string
	Written  []string
	Document string
}

// Quote is words of a document, exact but for line breaks.
type Quote struct {
	Document string
	Quote    string
}

// Chain is who says the quoted words, nearest first.
type Chain struct {
	Quote
	Sources []string
}

// Silent is a document that gives no claims, and why.
type Silent struct {
	Document string
	Why      string
}

// Entry is one thing in the world and the words that report it. Fields holds
// what every right reading has, by field name; "|" parts alternatives.
type Entry struct {
	ID      string
	Type    string // of claim
	What    string
	Fields  map[string]string
	Reports []Quote
}

// Relation ties two claims that are not simply the same.
type Relation struct {
	Kind   string // "rounding", "currency", "part", "fulfils", "cumulative", "update", "conflict", ...
	What   string
	Claims []Quote // two
}

// Load reads what is planted.
func Load() (Expected, error) {
	var e Expected
	dec := json.NewDecoder(bytes.NewReader(expectedJSON))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&e); err != nil {
		return Expected{}, fmt.Errorf("read planted samples: %w", err)
	}
	return e, nil
}
