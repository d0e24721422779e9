package claim

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Changes is how the claims of one version of a document differ from those of
// an earlier one, each list in order of the words.
type Changes struct {
	Added   []Claim      `json:"added,omitempty"`   // of the later version alone
	Dropped []Claim      `json:"dropped,omitempty"` // of the earlier version alone
	Altered []Alteration `json:"altered,omitempty"` // the same matter, told otherwise
	Kept    int          `json:"kept"`              // said by both, wherever it stands
}

// None reports whether both versions say the same.
func (c Changes) None() bool { return len(c.Added)+len(c.Dropped)+len(c.Altered) == 0 }

// Alteration is a claim that a later version makes otherwise.
type Alteration struct {
	Before Claim    `json:"before"`
	After  Claim    `json:"after"`
	Fields []string `json:"fields"` // that differ, by JSON name
}

// Diff compares the claims of an earlier and a later version of one document.
// A claim is kept when the later version says the same, in whatever words and
// place. Of those left, two are one claim altered when they are about the same
// parties and the same kind of act, or stand in nearly the same words.
func Diff(earlier, later []Claim) Changes {
	before, after := inOrder(earlier), inOrder(later)
	var ch Changes
	pair(&before, &after, meaning, func(_, _ told) bool { return true }, func(_, _ told) { ch.Kept++ })
	altered := func(a, b told) {
		ch.Altered = append(ch.Altered, Alteration{a.Claim, b.Claim, differing(a.fields, b.fields)})
	}
	pair(&before, &after, matter, func(a, b told) bool { return a.Type != Statement || a.near(b) }, altered)
	pair(&before, &after, func(t told) string { return string(t.Type) }, told.near, altered)
	slices.SortFunc(ch.Altered, func(a, b Alteration) int { return byPlace(a.Before, b.Before) })
	for _, t := range before {
		ch.Dropped = append(ch.Dropped, t.Claim)
	}
	for _, t := range after {
		ch.Added = append(ch.Added, t.Claim)
	}
	return ch
}

// told is a claim taken apart for comparing.
type told struct {
	Claim
	fields map[string]string // what it says, by JSON name
	words  map[string]bool   // of its quote
}

func inOrder(claims []Claim) []told {
	list := make([]told, len(claims))
	for i, c := range slices.SortedFunc(slices.Values(claims), byPlace) {
		list[i] = told{c, fieldsOf(c), wordsOf(c.Evidence.Quote)}
	}
	return list
}

func byPlace(a, b Claim) int {
	return cmp.Or(cmp.Compare(a.Evidence.Start, b.Evidence.Start), cmp.Compare(a.ID, b.ID))
}

// maxTries bounds how many claims of one key are compared with one another.
const maxTries = 64

// pair takes out of both lists, in order, the claims that have one key and
// that same accepts.
func pair(before, after *[]told, key func(told) string, same func(a, b told) bool, found func(a, b told)) {
	places := map[string][]int{}
	for i, t := range *after {
		places[key(t)] = append(places[key(t)], i)
	}
	taken := make([]bool, len(*after))
	left := (*before)[:0]
	for _, a := range *before {
		k := key(a)
		at := -1
		for n, i := range places[k] {
			if n == maxTries {
				break
			}
			if same(a, (*after)[i]) {
				at = n
				break
			}
		}
		if at < 0 {
			left = append(left, a)
			continue
		}
		i := places[k][at]
		places[k] = slices.Delete(places[k], at, at+1)
		taken[i] = true
		found(a, (*after)[i])
	}
	*before = left
	rest := make([]told, 0, len(*after))
	for i, t := range *after {
		if !taken[i] {
			rest = append(rest, t)
		}
	}
	*after = rest
}

// identity are the fields that say what a claim is about; the others are what
// it says of that.
var identity = []string{"type", "action", "measure", "kind", "stance", "actors", "recipients", "where"}

func matter(t told) string {
	var b strings.Builder
	for _, name := range identity {
		fmt.Fprintf(&b, "%s\x00", t.fields[name])
	}
	return b.String()
}

func meaning(t told) string {
	b, _ := json.Marshal(t.fields) // a map of strings always can be
	return string(b)
}

// fieldsOf is what a claim says, without where it stands and how surely it was
// read.
func fieldsOf(c Claim) map[string]string {
	f := map[string]string{
		"type": string(c.Type), "action": c.Action, "measure": c.Measure, "kind": c.Kind, "stance": c.Stance,
		"actors": keys(c.Actors), "recipients": keys(c.Recipients), "via": keys(c.Via),
		"where":    cmp.Or(FoldName(c.Where.Name), c.Where.Code),
		"polarity": string(c.Polarity), "modality": string(c.Modality), "category": c.Category, "lethality": c.Lethality,
		"value": c.Value.String(), "value_to": c.ValueTo.String(), "unit": c.Unit, "bound": string(c.Bound),
		"count": c.Count.String(), "donors": c.Donors.String(), "content": FoldName(c.Content), "when": c.When.Date.String(),
	}
	if c.Money != nil {
		f["money"] = c.Money.String()
	}
	for _, it := range c.Items {
		f["items"] += FoldName(it.Name) + " " + it.Count.String() + ";"
	}
	for name, v := range f {
		if v == "" {
			delete(f, name)
		}
	}
	return f
}

func keys(parties []Party) string {
	list := make([]string, len(parties))
	for i, p := range parties {
		list[i] = p.Key()
	}
	slices.Sort(list)
	return strings.Join(list, ",")
}

func differing(a, b map[string]string) []string {
	var names []string
	for name, v := range a {
		if b[name] != v {
			names = append(names, name)
		}
	}
	for name := range b {
		if _, both := a[name]; !both {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// nearShare is the part of the longer quote's words that two quotes share when
// one is the other with a word or a figure changed.
// Of very few words that says nothing.
const (
	nearShare = 0.6
	nearWords = 6
)

func (t told) near(o told) bool {
	shared := 0
	for w := range t.words {
		if o.words[w] {
			shared++
		}
	}
	return shared >= nearWords && float64(shared) >= nearShare*float64(max(len(t.words), len(o.words)))
}

func wordsOf(quote string) map[string]bool {
	words := map[string]bool{}
	for w := range strings.FieldsFuncSeq(strings.ToLower(quote), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		words[w] = true
	}
	return words
}
