package aid

import (
	"strings"

	"kiroku/claim"
	"kiroku/extract/aid/act"
	"kiroku/extract/lexicon"
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
	"kiroku/text"
)

// Releases list what they send under a lead: "In addition, we will send:" and
// an item a line. The items are things of one act, whose verb, parties and
// stage stand in the lead alone.

// maxListed bounds the items of one list.
const maxListed = 60

// List is the goods of a list under a lead.
type List struct {
	lead  *syntax.Tree
	act   act.Act // the lead's word of giving, without things
	items []listItem
}

// listItem is a line of the list: its tree and the goods in it.
type listItem struct {
	t      *syntax.Tree
	things []act.Thing
}

// findLists gives the lists of goods that stand under a lead with a word of
// giving, by the sentence of each item. A line that says more than what is
// given is no item, and is read by itself.
func (r *reader) findLists(trees []*syntax.Tree) map[int]*List {
	lists := map[int]*List{}
	for i, lead := range trees {
		a, ok := r.leadAct(lead)
		if !ok || !r.Readable(i) {
			continue
		}
		l := &List{lead: lead, act: a}
		for k := i + 1; k < len(trees) && len(l.items) < maxListed && r.isListed(k); k++ {
			if things := r.listedGoods(trees[k]); len(things) > 0 {
				l.items = append(l.items, listItem{trees[k], things})
				lists[k] = l
			}
		}
	}
	return lists
}

// isListed reports whether a sentence is an item of a list.
func (r *reader) isListed(i int) bool {
	p := r.Analysis.Sentences[i].Paragraph
	return p >= 0 && p < len(r.Analysis.Paragraphs) && r.Analysis.Paragraphs[p].Role == text.ListItem
}

// leadAct is the word of giving of a sentence that ends in a colon: the last.
func (r *reader) leadAct(t *syntax.Tree) (act.Act, bool) {
	if n := len(t.Tokens); n < 2 || !strings.HasSuffix(t.Lower[n-1], ":") {
		return act.Act{}, false
	}
	for at := len(t.Tokens) - 1; at >= 0; at-- {
		if !t.IsVerb(at) {
			continue
		}
		f, ok := r.Lex.Aid[t.Lemma(at)+"/v"]
		return act.Act{At: at, Frame: f, Verb: at}, ok && (f.Act == "give" || f.Act == "contain" || f.Act == "approve" || f.Act == "pledge")
	}
	return act.Act{}, false
}

// listedGoods are the goods of an item that is a list of goods and nothing
// else: no sum, and no finite verb.
func (r *reader) listedGoods(t *syntax.Tree) []act.Thing {
	if len(act.Sums(t)) > 0 || act.FiniteBetween(t, -1, len(t.Tokens)) {
		return nil
	}
	var out []act.Thing
	for _, th := range append(r.CountedGoods(t), r.Things(t)...) {
		if th.Goods != nil && (th.Count != nil || len(out) == 0) && !holds(out, th) {
			out = append(out, th)
		}
	}
	return out
}

// holds reports whether a list of things has one with that head or count.
func holds(list []act.Thing, th act.Thing) bool {
	for _, have := range list {
		if have.Head == th.Head || have.Count != nil && have.Count == th.Count {
			return true
		}
	}
	return false
}

// listClaim makes the one claim of a list.
func (r *reader) listClaim(l *List) {
	t, a := l.lead, l.act
	sc := t.Scope(a.Verb)
	givers, receivers := r.giversAndReceivers(t, a)
	c := claim.Claim{Type: claim.Aid, Rule: "aid.list", Polarity: sc.Polarity, Modality: sc.Modality, Spans: map[string]text.Span{}}
	c.Action = r.stage(t, a, sc)
	all := act.Act{At: a.At, Frame: a.Frame, Verb: a.Verb}
	for _, it := range l.items {
		part := act.Act{At: it.things[0].Head, Frame: a.Frame, Verb: -1, Things: it.things}
		r.FillThings(it.t, part, &c)
		all.Things = append(all.Things, it.things...)
		if lethality := r.Lethality(it.t, part); c.Lethality != "lethal" && lethality != "" {
			c.Lethality = lethality
		}
	}
	if c.Category = r.ClassOfGoods(all); c.Category == "" {
		c.Category, _ = r.Class(t, a)
	}
	givers, receivers = r.fallbackParties(t, a, c, givers, receivers)
	c.Actors, c.Recipients = reading.Plain(givers), reading.Plain(receivers)
	c.Spans["actors"], c.Spans["recipients"] = reading.SpanOf(givers), reading.SpanOf(receivers)
	c.Sources, c.Spans["sources"] = reading.Sources(r.Attributions(t, a.Verb))
	c.When, c.Spans["when"] = r.When(t, a.Verb)
	c.Confidence = aidConfidence(c)
	first, last := l.items[0], l.items[len(l.items)-1]
	sp := subtreeSpan(first.t).Cover(subtreeSpan(last.t))
	part := act.Act{At: first.things[0].Head, Frame: lexicon.Frame{Act: "other", Object: "aid"}, Verb: -1, Things: first.things}
	r.Add(first.t, part.At, part.At, sp, c, append(r.aidFeatures(first.t, part, c), "rival=", "rival+what=|"+act.ThingKind(part))...)
}

// subtreeSpan is the words of the sentence without its last full stop.
func subtreeSpan(t *syntax.Tree) text.Span {
	last := len(t.Tokens) - 1
	for last > 0 && t.Tokens[last].Tag == "PUNCT" {
		last--
	}
	return t.Tokens[0].Span.Cover(t.Tokens[last].Span)
}
