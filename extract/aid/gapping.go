package aid

import (
	"slices"

	"kiroku/extract/aid/act"
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
)

// Said once, a verb of giving serves several givers: "Canada is sending $25
// million to Moldova and the United Kingdom 10 million pounds". Trees hang the
// second giver on the receiver, but a name right before a sum, with a comma or
// "and" before it and another sum before that, gives that sum.

// gappedGiver is the token of the name that gives the sum with no verb of its own, -1 for none.
func gappedGiver(t *syntax.Tree, a act.Act, sum *mention.Mention) int {
	name := act.Before(t, sum)
	if name < 0 || act.Sums(t)[0] == sum {
		return -1
	}
	m := t.NameAt(name)
	if m == nil || m.Kind != mention.Country && m.Kind != mention.Organization || m.Adj {
		return -1
	}
	link := act.Before(t, m)
	if link >= 0 && t.Lower[link] == "the" {
		link--
	}
	if link <= a.At || t.Tokens[link].Tag != "CCONJ" && t.Lower[link] != "," {
		return -1
	}
	return name
}

// gapped gives each sum of a verb said once to its own giver, who receives nothing of the others.
func (r *reader) gapped(t *syntax.Tree, a act.Act, givers, receivers []reading.NamedParty) ([]reading.NamedParty, []reading.NamedParty) {
	for _, sum := range act.Sums(t) {
		name := gappedGiver(t, a, sum)
		if name < 0 {
			continue
		}
		own := reading.Distinct(r.Parties(t, name))
		receivers = slices.DeleteFunc(receivers, func(p reading.NamedParty) bool {
			return slices.ContainsFunc(own, func(q reading.NamedParty) bool { return q.Span == p.Span })
		})
		if slices.ContainsFunc(a.Things, func(th act.Thing) bool { return th.Money == sum }) {
			givers = own
		}
	}
	return givers, receivers
}
