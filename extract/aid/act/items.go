package act

import (
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
	"kiroku/text"
	"kiroku/value"
)

// FillThings sets money and items.
func (r *Reader) FillThings(t *syntax.Tree, a Act, c *claim.Claim) {
	listed := map[int]bool{}
	for _, th := range a.Things {
		if th.Goods != nil || th.Noun != "" && a.Frame.Act != DeedAct {
			r.listItems(t, th, a.Things, listed, c)
		}
		switch {
		case th.Money != nil:
			m := th.Money.Money
			if c.Money == nil {
				m.Basis = r.basis(t, a, th)
				c.Money, c.Spans["money"] = &m, th.Money.Span
			}
		case th.Goods != nil && !inNameOf(t, th.Head, a.Things):
			AddItem(t, th, listed, c)
		}
	}
	if len(c.Items) == 0 {
		r.included(t, a, c)
	}
}

// listItems adds what a list names beside known goods: whatever is coordinated
// with them, or follows "including" and "such as", is given too.
func (r *Reader) listItems(t *syntax.Tree, th Thing, read []Thing, listed map[int]bool, c *claim.Claim) {
	var heads []int
	for _, k := range append(t.ByCase(th.Head, "including", "such", "like"), inForm(t, th.Head)...) {
		heads = append(heads, t.Coordinated(k)...)
	}
	if th.Goods != nil {
		first := th.Head
		for n := 0; n < syntax.MaxDepth && t.Is(first, "conj") && t.IsNoun(t.Head(first)); n++ {
			first = t.Head(first)
		}
		if first != th.Head || len(t.Coordinated(first)) > 1 {
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
		AddItem(t, asRead(t, h, read), listed, c)
	}
}

// inForm are the heads of what help consists of: "assistance in the form of tents".
func inForm(t *syntax.Tree, i int) []int {
	forms := t.ByCase(i, "in")
	if h := t.Head(i); h >= 0 && t.IsVerb(h) {
		forms = append(forms, t.ByCase(h, "in")...)
	}
	var out []int
	for _, k := range forms {
		if t.Lemma(k) == "form" || t.Lemma(k) == "shape" {
			out = append(out, t.ByCase(k, "of")...)
		}
	}
	return out
}

// inNameOf reports whether a noun is a word of the name of other goods: "mouth" of
// "mouth and nose masks", "gloves" of "pairs of gloves".
func inNameOf(t *syntax.Tree, h int, read []Thing) bool {
	return slices.ContainsFunc(read, func(th Thing) bool {
		return th.Head != h && th.Goods != nil && ItemName(t, th).Contains(t.Tokens[h].Span)
	})
}

// asRead is the thing at a head as it was read, else as the tree shows it.
func asRead(t *syntax.Tree, h int, read []Thing) Thing {
	out := Thing{Head: h}
	if n := slices.IndexFunc(read, func(th Thing) bool { return th.Head == h }); n >= 0 {
		out.Count, out.name = read[n].Count, read[n].name
	}
	if out.Count == nil {
		out.Count = t.CountOf(h)
	}
	if out.Count == nil {
		out.Count = partCount(t, h)
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

// AddItem adds the goods at a head once.
func AddItem(t *syntax.Tree, th Thing, listed map[int]bool, c *claim.Claim) {
	h, count := th.Head, th.Count
	if listed[h] {
		return
	}
	listed[h] = true
	if count != nil && t.Is(h, "nmod", "obl") && t.Marker(h) == "of" && t.Head(h) >= 0 && ordinal(t.Tokens[t.Head(h)]) {
		count = &mention.Mention{Kind: mention.Number, Quantity: value.Quantity{Value: value.Int(1)}} // "the first of two hospitals"
	}
	it := claim.Item{Name: t.Words(ItemName(t, th))}
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

// ItemName is the goods' own words: without the count, the article and what
// follows, but with an "of" that belongs to it ("pieces of body armor").
func ItemName(t *syntax.Tree, th Thing) text.Span {
	if !th.name.IsZero() {
		return th.name
	}
	sp := t.Tokens[th.Head].Span
	for _, k := range t.Below(th.Head, func(k int) bool {
		return !(t.Is(k, "compound", "amod", "nmod:desc", "flat") || t.Is(k, "nmod") && t.Marker(k) == "of" && t.Head(k) == th.Head || t.Is(k, "punct", "case")) ||
			t.Is(k, "case") && (t.Lower[k] != "of" || t.Head(k) == th.Head)
	}) {
		if m := t.ValueAt(k); m != nil && m.Kind != mention.Measure && k != th.Head && !t.IsCalibre(t.IndexAt(m.Span.Start)) {
			continue
		}
		if t.Tokens[k].Tag == "PUNCT" || t.Tokens[k].Tag == "NUM" && !isModel(t.Words(t.Tokens[k].Span)) {
			continue
		}
		sp = sp.Cover(t.Tokens[k].Span)
	}
	if end := makeEnd(t, th.Head); end >= 0 {
		sp = sp.Cover(t.Tokens[end].Span)
	}
	return sp
}
