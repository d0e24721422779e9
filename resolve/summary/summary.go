// Package summary writes an entry, its sums and its figures for people, in one
// line. In comes an entry, out comes text that tells no more than its fields.
package summary

import (
	_ "embed"
	"strings"
	"sync"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/resolve/wordlist"
	"kiroku/value"
)

// Of is the entry as one line: who, does not, what, how much, to whom.
func Of(e ledger.Entry) string {
	if e.Type == claim.Event {
		return eventLine(e)
	}
	var w words
	w.add(Names(e.Actors))
	if e.Polarity == claim.Negated {
		w.add("not:")
	}
	w.add(strings.ReplaceAll(e.Action, "_", " "))
	if e.Category != "" && e.Category != "unspecified" {
		w.add(e.Category)
	}
	switch e.Type {
	case claim.Aid:
		w.add("aid")
	case claim.Sanction:
		w.add("sanction")
	}
	if e.Money != nil {
		w.add(Sum(*e.Money))
	}
	w.add(items(e.Items))
	w.add(Quantity(e.Quantity))
	if to := Names(e.Recipients); to != "" {
		w.add(preposition(e.Type) + " " + to)
	}
	if via := Names(e.Via); via != "" {
		w.add("via " + via)
	}
	if e.Where.Name != "" {
		w.add("in " + e.Where.Name)
	}
	if e.Content != "" {
		w.add("\"" + short(e.Content) + "\"")
	}
	return strings.Join(w, " ")
}

// eventLine is an event as one line: "meeting of NOR with SDN in Orla".
func eventLine(e ledger.Entry) string {
	var w words
	if e.Polarity == claim.Negated {
		w.add("not:")
	}
	w.add(strings.ReplaceAll(e.Action, "_", " "))
	sides := eventWords()[e.Action]
	by, on := Names(e.Actors), Names(e.Recipients)
	if by != "" {
		by = sides.by + " " + by
	}
	if on != "" {
		on = sides.on + " " + on
	}
	if sides.on == "of" { // "closure of the border by the government"
		by, on = on, by
	}
	w.add(by)
	w.add(on)
	if e.Where.Name != "" {
		w.add("in " + e.Where.Name)
	}
	return strings.Join(w, " ")
}

//go:embed event_words.txt
var eventWordList string

// eventWords are the words before the two sides of an event, by its kind.
var eventWords = sync.OnceValue(func() map[string]struct{ by, on string } {
	sides := map[string]struct{ by, on string }{}
	for line := range wordlist.Lines(eventWordList) {
		if f := strings.Fields(line); len(f) == 3 {
			sides[f[0]] = struct{ by, on string }{f[1], f[2]}
		}
	}
	return sides
})

// short is a text's beginning, in one line, up to a hundred characters.
func short(s string) string {
	const most = 100
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) <= most {
		return string(r)
	}
	return string(r[:most]) + "…"
}

type words []string

func (w *words) add(s string) {
	if s != "" {
		*w = append(*w, s)
	}
}

func preposition(t claim.Type) string {
	if t == claim.Aid {
		return "to"
	}
	return "on"
}

// Names is the names of parties, the code of one without, parted by commas.
func Names(parties []claim.Party) string {
	list := make([]string, len(parties))
	for i, p := range parties {
		list[i] = p.Name
		if p.Name == "" {
			list[i] = p.Code
		}
	}
	return strings.Join(list, ", ")
}

func items(list []claim.Item) string {
	out := make([]string, len(list))
	for i, it := range list {
		out[i] = strings.TrimSpace(bounded(it.Bound, Digits(it.Count)) + " " + it.Name)
	}
	return strings.Join(out, ", ")
}

// Quantity is a figure for people: "at least 1,200 homes"; "" where it is unknown.
func Quantity(q value.Quantity) string {
	if !q.Value.Known() {
		return ""
	}
	n := bounded(q.Bound, Digits(q.Value))
	if q.ValueTo.Known() {
		n += " to " + Digits(q.ValueTo)
	}
	return strings.TrimSpace(n + " " + q.Unit)
}

// Sum is a sum for people: "at least USD 20,000,000"; "undisclosed" where the
// amount is unknown.
func Sum(m value.Money) string {
	if !m.Amount.Known() {
		return strings.TrimSpace(m.Currency + " undisclosed")
	}
	s := strings.TrimSpace(m.Currency + " " + Digits(m.Amount))
	if m.AmountTo.Known() {
		s += " to " + Digits(m.AmountTo)
	}
	s = bounded(m.Bound, s)
	if m.Basis != "" && m.Basis != value.New {
		s += " (" + string(m.Basis) + ")"
	}
	return s
}

var boundWords = map[value.Bound]string{
	value.Approximately: "about ", value.AtLeast: "at least ", value.MoreThan: "more than ",
	value.AtMost: "at most ", value.LessThan: "less than ", value.UpTo: "up to ",
}

func bounded(b value.Bound, s string) string {
	if s == "" {
		return ""
	}
	return boundWords[b] + s
}

// Digits is a number with its thousands parted by commas; "" is unknown.
func Digits(n value.Number) string {
	whole, fraction, _ := strings.Cut(n.String(), ".")
	sign := ""
	if rest, ok := strings.CutPrefix(whole, "-"); ok {
		sign, whole = "-", rest
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fraction != "" {
		whole += "." + fraction
	}
	return sign + whole
}
