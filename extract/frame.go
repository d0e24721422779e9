package extract

import (
	"slices"
	"strings"

	"kiroku/claim"
)

// dealing is a word or expression by which one party deals with another: what
// it makes a claim of, where the party acted upon stands, and its code where
// that is finer than the claim's kind.
type dealing struct {
	entry string     // as the lexicon writes it
	rest  [][]string // further words of the expression, each any of several
	act   string     // kind of an event, or stance of a statement
	slots []string   // where the recipients stand, in order
	codes claim.Codes
}

// dealings are by the first word of their expression: "lemma/pos".
type dealings map[string][]dealing

// readDealings reads lists of lines "expression/pos, act, slots, code". A word
// of an expression may be several, "lift|ease", or a class of words, "@truce".
// Longer expressions come first, so that they win.
func readDealings(classes map[string][]string, names ...string) dealings {
	out := dealings{}
	for _, row := range rowsOf(names) {
		d := dealing{entry: row[0], act: row[1], slots: strings.Split(cell(row, 2), ",")}
		if root, cameo, ok := strings.Cut(cell(row, 3), " "); ok {
			d.codes = claim.Codes{Plover: root, Cameo: cameo}
		}
		expression, pos, _ := strings.Cut(row[0], "/")
		words := strings.Fields(expression)
		for _, w := range words[1:] {
			d.rest = append(d.rest, alternatives(w, classes))
		}
		for _, first := range alternatives(words[0], classes) {
			key := first + "/" + pos
			out[key] = append(out[key], d)
		}
	}
	for key := range out {
		slices.SortStableFunc(out[key], func(a, b dealing) int { return len(b.rest) - len(a.rest) })
	}
	return out
}

func rowsOf(names []string) [][]string {
	var out [][]string
	for _, n := range names {
		out = append(out, rows(n)...)
	}
	return out
}

func cell(row []string, n int) string {
	if n < len(row) {
		return row[n]
	}
	return ""
}

// alternatives are the words that one word of an expression stands for.
func alternatives(word string, classes map[string][]string) []string {
	var out []string
	subject := strings.HasPrefix(word, isSubject)
	if subject {
		out = append(out, isSubject)
	}
	for w := range strings.SplitSeq(strings.TrimPrefix(word, isSubject), "|") {
		if members, ok := classes[w]; ok {
			out = append(out, members...)
			continue
		}
		out = append(out, strings.ReplaceAll(w, "_", " "))
	}
	return out
}

// readClasses reads the classes of words that expressions share.
func readClasses(name string) map[string][]string {
	out := map[string][]string{}
	for _, row := range rows(name) {
		out["@"+row[0]] = strings.Fields(row[1])
	}
	return out
}

// What stands in an entry for any object of its verb, for any clause below it,
// and for what the object is said to be.
const (
	hasObject = "+obj"
	hasClause = "+comp"
	isCalled  = "+what" // what its object is called
	isSubject = "<"     // before the words of a subject: "leave <@force"
)
