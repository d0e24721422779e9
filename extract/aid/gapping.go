package aid

import (
	"slices"

	"kiroku/extract/reading"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
)

// Said once, a verb of giving serves several givers: "Canada is sending $25
// million to Moldova and the United Kingdom 10 million pounds". Trees hang the
// second giver on the receiver, but a name right before a sum, with a comma or
// "and" before it and another sum before that, gives that sum.

// gappedGiver is the token of the name that gives the sum with no verb of its own, -1 for none.
func gappedGiver(t *syntax.Tree, a act, sum *mention.Mention) int {
	name := before(t, sum)
	if name < 0 || sums(t)[0] == sum {
		return -1
	}
	m := t.NameAt(name)
	if m == nil || m.Kind != mention.Country && m.Kind != mention.Organization || m.Adj {
		return -1
	}
	link := before(t, m)
	if link >= 0 && t.Lower[link] == "the" {
		link--
	}
	if link <= a.at || t.Tokens[link].Tag != "CCONJ" && t.Lower[link] != "," {
		return -1
	}
	return name
}

// gapped gives each sum of a verb said once to its own giver, who receives nothing of the others.
func (r *reader) gapped(t *syntax.Tree, a act, givers, receivers []reading.NamedParty) ([]reading.NamedParty, []reading.NamedParty) {
	for _, sum := range sums(t) {
		name := gappedGiver(t, a, sum)
		if name < 0 {
			continue
		}
		own := reading.Distinct(r.Parties(t, name))
		receivers = slices.DeleteFunc(receivers, func(p reading.NamedParty) bool {
			return slices.ContainsFunc(own, func(q reading.NamedParty) bool { return q.Span == p.Span })
		})
		if slices.ContainsFunc(a.things, func(th thing) bool { return th.money == sum }) {
			givers = own
		}
	}
	return givers, receivers
}
