package lexicon

import (
	"slices"
	"strings"

	"kiroku/claim"
)

// Dealing is a word or expression by which one party deals with another: what
// it makes a claim of, where the party acted upon stands, and its code where
// that is finer than the claim's kind.
type Dealing struct {
	Entry string     // as the lexicon writes it
	Rest  [][]string // further words of the expression, each any of several
	Act   string     // kind of an event, or stance of a statement
	Slots []string   // where the recipients stand, in order
	Codes claim.Codes
}

// Dealings are a list of them; By gives those that begin with a word,
// "lemma/pos", the longest expressions first.
type Dealings struct{ By map[string][]Dealing }

// readDealings reads lists of lines "expression/pos, act, slots, code". A word
// of an expression may be several, "lift|ease", or a class of words, "@truce".
// Longer expressions come first, so that they win.
func readDealings(classes map[string][]string, names ...string) *Dealings {
	out := map[string][]Dealing{}
	for _, row := range rowsOf(names) {
		d := Dealing{Entry: row[0], Act: row[1], Slots: strings.Split(Cell(row, 2), ",")}
		if root, cameo, ok := strings.Cut(Cell(row, 3), " "); ok {
			d.Codes = claim.Codes{Plover: root, Cameo: cameo}
		}
		expression, pos, _ := strings.Cut(row[0], "/")
		words := strings.Fields(expression)
		for _, w := range words[1:] {
			d.Rest = append(d.Rest, Alternatives(w, classes))
		}
		for _, first := range Alternatives(words[0], classes) {
			key := first + "/" + pos
			out[key] = append(out[key], d)
		}
	}
	for key := range out {
		slices.SortStableFunc(out[key], func(a, b Dealing) int { return len(b.Rest) - len(a.Rest) })
	}
	return &Dealings{out}
}

func rowsOf(names []string) [][]string {
	var out [][]string
	for _, n := range names {
		out = append(out, Rows(n)...)
	}
	return out
}

// Cell is cell n of a row, "" where the row ends before it.
func Cell(row []string, n int) string {
	if n < len(row) {
		return row[n]
	}
	return ""
}

// Alternatives are the words that one word of an expression stands for.
func Alternatives(word string, classes map[string][]string) []string {
	var out []string
	subject := strings.HasPrefix(word, IsSubject)
	if subject {
		out = append(out, IsSubject)
	}
	for w := range strings.SplitSeq(strings.TrimPrefix(word, IsSubject), "|") {
		if members, ok := classes[w]; ok {
			out = append(out, members...)
			continue
		}
		out = append(out, strings.ReplaceAll(w, "_", " "))
	}
	return out
}

// ReadClasses reads the classes of words that expressions share.
func ReadClasses(name string) map[string][]string {
	out := map[string][]string{}
	for _, row := range Rows(name) {
		out["@"+row[0]] = strings.Fields(row[1])
	}
	return out
}

// What stands in an entry for any object of its verb, for any clause below it,
// and for what the object is said to be.
const (
	HasObject = "+obj"
	HasClause = "+comp"
	IsCalled  = "+what" // what its object is called
	IsSubject = "<"     // before the words of a subject: "leave <@force"
)
