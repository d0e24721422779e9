package aid

import (
	"slices"

	"kiroku/claim"
	"kiroku/extract/aid/act"
	"kiroku/extract/lexicon"
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
	"kiroku/text"
)

// hosting reads the taking in of people: "will accept Ukrainians who are
// seeking refuge", "hosting and assisting 500 refugees", "the admission of up
// to 900 refugees".
func (r *reader) hosting(t *syntax.Tree) {
	for v := range t.Tokens {
		f := r.Lex.Aid[t.Key(v)]
		if f.Act != "host" && f.Act != "accept" || r.OfHosting(t, t.Head(v)) && !t.IsVerb(v) || r.AsksFor(t, v) {
			continue
		}
		for _, o := range r.TakenIn(t, v) {
			if t.Lemma(o) == "life" || !r.displaced(t, o) { // "floods have taken lives"
				continue
			}
			r.peopleClaim(t, v, o, "asylum", "aid.host")
			break
		}
	}
}

// displaced reports whether the noun is people who seek refuge: refugees by
// name, or people of a country whose clause says so.
func (r *reader) displaced(t *syntax.Tree, o int) bool {
	if r.Lex.Refuge[t.Lemma(o)] == "who" {
		return true
	}
	m := t.NameAt(o)
	if (m == nil || !m.Adj) && r.Lex.Units[t.Lemma(o)] != "people" {
		return false
	}
	if m != nil && m.Adj && t.CountOf(o) != nil { // "hosting 35,000 Afghans"
		return true
	}
	if v := t.Head(o); t.CountOf(o) != nil && v >= 0 && t.IsVerb(v) && r.Lex.Aid[t.Key(v)].Act != "host" { // "accept 40 students from Syria"
		return slices.ContainsFunc(t.ByCase(o, "from"), func(k int) bool { return r.PartyCode(t, k) != "" })
	}
	below := t.Below(o, nil)
	if v := t.Clause(o); v >= 0 {
		below = append(below, t.Below(v, nil)...)
	}
	for _, k := range below {
		if l := t.Lemma(k); r.Lex.Refuge[l] == "about" || l == "asylum" || l == "refugee" || l == "evacuee" {
			return true
		}
	}
	return false
}

func (r *reader) peopleClaim(t *syntax.Tree, v, o int, category, rule string) {
	a := act.Act{At: v, Frame: lexicon.Frame{Act: "give"}, Verb: t.Carrier(v)}
	sc := syntax.Scope{Polarity: claim.Affirmed, Modality: claim.Fact, Governor: -1}
	if a.Verb >= 0 {
		sc = t.Scope(a.Verb)
	}
	who := t.Subject(v)
	if !t.IsVerb(v) {
		a.Frame.Act, rule, who = "approve", rule+"-noun", t.Owner(v)
	}
	var givers []reading.NamedParty
	if who >= 0 {
		givers = r.somebodies(t, who)
	}
	if len(givers) == 0 && r.Author.Kind == claim.Country {
		givers = []reading.NamedParty{{Party: r.Author}}
	}
	c := claim.Claim{Type: claim.Aid, Rule: rule, Category: category, Polarity: sc.Polarity, Modality: sc.Modality, Spans: map[string]text.Span{}}
	c.Action = r.stage(t, a, sc)
	if by := r.offeredBy(t, v); len(by) > 0 {
		_, c.Action = r.answering(t, v)
		givers = by
	}
	c.Actors, c.Spans["actors"] = reading.Plain(givers), reading.SpanOf(givers)
	if p, ok := r.Party(t, o); ok {
		if from := t.ByCase(o, "from"); p.Code == "" && len(from) > 0 {
			p.Code = r.PartyCode(t, from[0]) // "refugees from Syria"
		}
		c.Recipients, c.Spans["recipients"] = []claim.Party{p.Party}, p.Span
	}
	n := t.CountOf(o)
	if n == nil && !t.IsVerb(v) {
		n = act.Places(t, v)
		if n == nil && (len(c.Recipients) == 0 || c.Recipients[0].Code == "") {
			return // "the office for refugee admissions"
		}
	}
	if n != nil {
		c.Items = []claim.Item{{Name: t.Words(act.ItemName(t, act.Thing{Head: o})), Count: n.Quantity.Value, Bound: n.Quantity.Bound}}
		c.Spans["items"] = n.Span
	}
	c.Sources, c.Spans["sources"] = reading.Sources(r.Attributions(t, v))
	c.When, c.Spans["when"] = r.When(t, v)
	c.Confidence = 0.6
	r.Add(t, v, o, t.Tokens[v].Span.Cover(c.Spans["items"]).Cover(t.Subtree(o, func(k int) bool { return t.Is(k, "conj", "punct") })), c)
}

// offeredBy is whose offer to do what the verb at v says was accepted or declined:
// "accepted an offer by Norway to take in".
func (r *reader) offeredBy(t *syntax.Tree, v int) []reading.NamedParty {
	h, _ := r.answering(t, v)
	if h < 0 {
		return nil
	}
	for _, from := range append(t.Children(h, "obj"), h) {
		for _, k := range t.ByCase(from, "by", "from", "of") {
			if t.NameAt(k) != nil {
				return r.Parties(t, k)
			}
		}
	}
	return nil
}

// answering is the verb of accepting or declining above the verb that says what
// was offered, -1 for none, with its act.
func (r *reader) answering(t *syntax.Tree, v int) (int, string) {
	h := t.Head(v)
	if h >= 0 && t.IsNoun(h) && t.Is(v, "acl") {
		h = t.Head(h)
	}
	if h < 0 || !t.IsVerb(v) || !t.IsVerb(h) {
		return -1, ""
	}
	if act := r.Lex.Aid[t.Lemma(h)+"/v"].Act; act == "accept" || act == "decline" {
		return h, act
	}
	return -1, ""
}

// onlyOffer reports whether an act answers an offer and no more, where a verb
// below says what was offered.
func onlyOffer(t *syntax.Tree, a act.Act) bool {
	if a.Frame.Act != "accept" && a.Frame.Act != "decline" || slices.ContainsFunc(a.Things, func(th act.Thing) bool { return th.Goods != nil || th.Money != nil }) {
		return false
	}
	return slices.ContainsFunc(t.Below(a.At, nil), func(k int) bool {
		f := t.Lex.Aid[t.Key(k)]
		return k != a.At && t.IsVerb(k) && (f.Act == "give" || f.Act == "host")
	})
}
