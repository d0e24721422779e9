package aid

import (
	"slices"

	"kiroku/claim"
	"kiroku/extract/aid/act"
	"kiroku/extract/lexicon"
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
	"kiroku/text"
)

// hosting reads the taking in of people: "will accept Ukrainians who are
// seeking refuge", "hosting and assisting 500 refugees", "the admission of up
// to 900 refugees".
func (r *reader) hosting(t *syntax.Tree) {
	for v := range t.Tokens {
		f := r.Lex.Aid[t.Key(v)]
		if f.Act != "host" && f.Act != "accept" || r.ofHosting(t, t.Head(v)) && !t.IsVerb(v) || r.asksFor(t, v) {
			continue
		}
		for _, o := range r.takenIn(t, v) {
			if t.Lemma(o) == "life" || !r.displaced(t, o) { // "floods have taken lives"
				continue
			}
			r.peopleClaim(t, v, o, "asylum", "aid.host")
			break
		}
	}
}

// asksFor reports whether the verb says what something is asked for: "appealed for
// $4 million to house the victims".
func (r *reader) asksFor(t *syntax.Tree, v int) bool {
	for t.Is(v, "conj") && t.IsVerb(t.Head(v)) {
		v = t.Head(v)
	}
	if !t.Is(v, "advcl", "acl") || t.Marker(v) != "to" {
		return false
	}
	h := t.Head(v)
	for n := 0; n < 3 && h >= 0 && !t.IsVerb(h); n++ {
		h = t.Head(h)
	}
	return h >= 0 && r.Lex.Aid[t.Key(h)].Act == "request"
}

// takenIn are the heads of who is taken in by the verb or noun at v; verbs
// joined to it may hold the object for both.
func (r *reader) takenIn(t *syntax.Tree, v int) []int {
	var out []int
	if !t.IsVerb(v) {
		for _, k := range append(t.ByCase(v, "of", "for", "on"), t.Children(v, "compound", "amod")...) {
			if r.ofHosting(t, k) { // "a cap on refugee admissions"
				out = append(out, t.Children(k, "compound", "amod")...)
				continue
			}
			out = append(out, t.Coordinated(k)...)
		}
		return out
	}
	if t.Lemma(v) == "take" && len(t.Objects(v)) == 0 {
		return t.ByCase(v, "in") // "has taken in 3,000 Afghans"
	}
	out = t.Objects(v)
	for _, k := range t.Children(v, "conj") {
		if len(out) == 0 && t.IsVerb(k) {
			out = t.Objects(k)
		}
	}
	return out
}

// ofHosting reports whether the token is a noun of letting people in.
func (r *reader) ofHosting(t *syntax.Tree, i int) bool {
	return i >= 0 && t.IsNoun(i) && r.Lex.Aid[t.Key(i)].Act == "host"
}

// places is how many people a noun of letting in has places for: "admissions of
// 5,000", "raised the cap on refugees to 5,000".
func places(t *syntax.Tree, n int) *mention.Mention {
	froms := append([]int{n}, t.ByCase(n, "of", "for", "on")...)
	if v := t.Carrier(n); v >= 0 {
		froms = append(froms, v)
	}
	for _, from := range froms {
		for _, k := range t.ByCase(from, "to", "of", "at") {
			if m := t.CountOf(k); m != nil {
				return m
			}
		}
	}
	return t.CountOf(n)
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
		n = places(t, v)
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
