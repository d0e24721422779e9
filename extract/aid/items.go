package aid

import (
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
	"kiroku/text"
	"kiroku/value"
)

// fillThings sets money and items.
func (r *reader) fillThings(t *syntax.Tree, a act, c *claim.Claim) {
	listed := map[int]bool{}
	for _, th := range a.things {
		if th.goods != nil || th.noun != "" && a.frame.Act != deedAct {
			r.listItems(t, th, a.things, listed, c)
		}
		switch {
		case th.money != nil:
			m := th.money.Money
			if c.Money == nil {
				m.Basis = r.basis(t, a, th)
				c.Money, c.Spans["money"] = &m, th.money.Span
			}
		case th.goods != nil && !inNameOf(t, th.head, a.things):
			addItem(t, th, listed, c)
		}
	}
}

// listItems adds what a list names beside known goods: whatever is coordinated
// with them, or follows "including" and "such as", is given too.
func (r *reader) listItems(t *syntax.Tree, th thing, read []thing, listed map[int]bool, c *claim.Claim) {
	var heads []int
	for _, k := range t.ByCase(th.head, "including", "such", "like") {
		heads = append(heads, t.Coordinated(k)...)
	}
	if th.goods != nil {
		first := th.head
		for n := 0; n < syntax.MaxDepth && t.Is(first, "conj") && t.IsNoun(t.Head(first)); n++ {
			first = t.Head(first)
		}
		if first != th.head || len(t.Coordinated(first)) > 1 {
			heads = append(heads, t.Coordinated(first)...)
		}
	}
	for _, h := range heads {
		m := t.NameAt(h)
		if !t.IsNoun(h) || m != nil && (m.Kind == mention.Country || m.Kind == mention.Person || m.Kind == mention.Place) {
			continue
		}
		if v := t.ValueAt(h); v != nil && (v.Kind == mention.Money || v.Kind == mention.Measure && t.Lex.TimeUnits[t.Lemma(h)]) {
			continue
		}
		_, _, aidNoun := t.Match(r.Lex.AidNouns, h)
		if _, act := r.Lex.Aid[t.Lemma(h)+"/n"]; aidNoun || act || inNameOf(t, h, read) {
			continue
		}
		addItem(t, asRead(t, h, read), listed, c)
	}
}

// inNameOf reports whether a noun is a word of the name of other goods: "mouth" of
// "mouth and nose masks", "gloves" of "pairs of gloves".
func inNameOf(t *syntax.Tree, h int, read []thing) bool {
	return slices.ContainsFunc(read, func(th thing) bool {
		return th.head != h && th.goods != nil && itemName(t, th).Contains(t.Tokens[h].Span)
	})
}

// asRead is the thing at a head as it was read, else as the tree shows it.
func asRead(t *syntax.Tree, h int, read []thing) thing {
	out := thing{head: h}
	if n := slices.IndexFunc(read, func(th thing) bool { return th.head == h }); n >= 0 {
		out.count, out.name = read[n].count, read[n].name
	}
	if out.count == nil {
		out.count = t.CountOf(h)
	}
	if out.count == nil {
		out.count = partCount(t, h)
	}
	return out
}

// partCount is how many of the goods before are said to be of a kind: "5,000 beds,
// 1,100 of which are cots".
func partCount(t *syntax.Tree, h int) *mention.Mention {
	s := t.Child(h, "nsubj")
	if s < 0 || t.Child(h, "cop") < 0 || t.Tokens[s].Tag != "NUM" || len(t.ByCase(s, "of")) == 0 {
		return nil
	}
	if m := t.ValueAt(s); m != nil && m.Kind == mention.Number {
		return m
	}
	return nil
}

// addItem adds the goods at a head once.
func addItem(t *syntax.Tree, th thing, listed map[int]bool, c *claim.Claim) {
	h, count := th.head, th.count
	if listed[h] {
		return
	}
	listed[h] = true
	if count != nil && t.Is(h, "nmod", "obl") && t.Marker(h) == "of" && t.Head(h) >= 0 && ordinal(t.Tokens[t.Head(h)]) {
		count = &mention.Mention{Kind: mention.Number, Quantity: value.Quantity{Value: value.Int(1)}} // "the first of two hospitals"
	}
	it := claim.Item{Name: t.Words(itemName(t, th))}
	if count != nil {
		it.Count, it.Bound = count.Quantity.Value, count.Quantity.Bound
		if u := count.Quantity.Unit; count.Kind == mention.Measure && t.Lex.Containers[strings.TrimSuffix(u, "s")] && !strings.Contains(it.Name, u) {
			it.Unit = u // "500 tonnes of rice"
		}
	}
	c.Items = append(c.Items, it)
	c.Spans["items"] = c.Spans["items"].Cover(t.Subtree(h, func(k int) bool { return t.Is(k, "acl", "conj", "case", "punct", "nmod", "appos", "cc") }))
}

// ordinal reports whether a word is "first", "second" and so on.
func ordinal(tok text.Token) bool { return strings.Contains(tok.Feats, "NumType=Ord") }

// itemName is the goods' own words: without the count, the article and what
// follows, but with an "of" that belongs to it ("pieces of body armor").
func itemName(t *syntax.Tree, th thing) text.Span {
	if !th.name.IsZero() {
		return th.name
	}
	sp := t.Tokens[th.head].Span
	for _, k := range t.Below(th.head, func(k int) bool {
		return !(t.Is(k, "compound", "amod", "nmod:desc", "flat") || t.Is(k, "nmod") && t.Marker(k) == "of" && t.Head(k) == th.head || t.Is(k, "punct", "case")) ||
			t.Is(k, "case") && (t.Lower[k] != "of" || t.Head(k) == th.head)
	}) {
		if m := t.ValueAt(k); m != nil && m.Kind != mention.Measure && k != th.head && !t.IsCalibre(t.IndexAt(m.Span.Start)) {
			continue
		}
		if t.Tokens[k].Tag == "PUNCT" || t.Tokens[k].Tag == "NUM" && !isModel(t.Words(t.Tokens[k].Span)) {
			continue
		}
		sp = sp.Cover(t.Tokens[k].Span)
	}
	if end := makeEnd(t, th.head); end >= 0 {
		sp = sp.Cover(t.Tokens[end].Span)
	}
	return sp
}
