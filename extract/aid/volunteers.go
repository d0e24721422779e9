package aid

import (
	"slices"

	"kiroku/claim"
	"kiroku/extract/aid/act"
	"kiroku/extract/reading"
	"kiroku/extract/setting"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
	"kiroku/text"
)

// volunteering reads people who come forward or are called for: "asked for
// volunteers", "69 men willing to go", "applied to be volunteers".
func (r *reader) volunteering(t *syntax.Tree) {
	for i := range t.Tokens {
		switch {
		case t.Lemma(i) == "volunteer" && t.IsVerb(i):
			r.volunteerClaim(t, i, t.Subject(i), "offer")
		case r.Lex.Enlisting[t.Lemma(i)] == "by" && t.IsVerb(i):
			r.enlisting(t, i)
		case t.Lemma(i) == "volunteer" && t.IsNoun(i):
			r.volunteersAsked(t, i)
		case (t.Lemma(i) == "willing" || t.Lemma(i) == "ready") && t.Child(i, "xcomp", "ccomp") >= 0:
			r.volunteersReady(t, i)
		}
	}
}

// volunteersAsked: "asked volunteers", "call for volunteers", "applied to be volunteers".
func (r *reader) volunteersAsked(t *syntax.Tree, i int) {
	h := t.Head(i)
	if h < 0 {
		return
	}
	v := t.Clause(i)
	if v < 0 {
		return
	}
	f := r.Lex.Aid[t.Lemma(v)+"/v"]
	switch {
	case t.Is(i, "obj", "obl", "xcomp") && f.Act == "request":
		r.volunteerClaim(t, v, -1, "request")
	case t.Child(i, "cop") >= 0 || r.Lex.Enlisting[t.Lemma(v)] == "by" && t.Is(i, "obl", "xcomp"):
		s := t.Child(i, "nsubj")
		if s < 0 {
			s = t.Subject(v)
		}
		r.volunteerClaim(t, v, s, "offer")
	}
}

// volunteersReady: "there were 69 men willing to go", "men ready to fight".
func (r *reader) volunteersReady(t *syntax.Tree, i int) {
	who := t.Child(i, "nsubj")
	if who < 0 && t.Is(i, "amod", "acl") {
		who = t.Head(i)
	}
	if who < 0 || r.Lex.Units[t.Lemma(who)] != "people" {
		return
	}
	r.volunteerClaim(t, i, who, "offer")
}

// enlisting: "2,000 people applied to join the brigade", "nurses signed up to work in
// Gaza". People who help by trade need not be counted.
func (r *reader) enlisting(t *syntax.Tree, v int) {
	s := t.Subject(v)
	if s < 0 || t.Passive(v) {
		return
	}
	who := t.CountedNoun(s)
	counted := t.CountOf(who) != nil || t.CountOf(s) != nil
	if !r.helper(t, who) && !(counted && (t.IsPerson(who) || r.Lex.Units[t.Lemma(who)] == "people" || t.NameAt(who) != nil && t.NameAt(who).Adj)) {
		return
	}
	for _, k := range t.Children(v, "xcomp", "advcl", "ccomp") {
		if t.IsVerb(k) && t.Marker(k) == "to" && r.Lex.Enlisting[t.Lemma(k)] == "to" && len(r.travellers(t, k)) == 0 && r.helpful(t, v, k) {
			r.volunteerClaim(t, v, s, "offer")
			return
		}
	}
}

// helpful reports whether what people come forward to do is help: the verb says so, it
// is done with people who help, or in a country.
func (r *reader) helpful(t *syntax.Tree, v, doing int) bool {
	if r.Lex.Deeds[t.Lemma(doing)] || r.Lex.Aid[t.Lemma(doing)+"/v"].Act == "help" || len(r.goingTo(t, v)) > 0 {
		return true
	}
	return slices.ContainsFunc(t.Objects(doing), func(o int) bool { return r.helper(t, o) || r.Lex.ActsFor[t.Lemma(o)] })
}

func (r *reader) volunteerClaim(t *syntax.Tree, at, who int, action string) {
	sc := t.Scope(at)
	c := claim.Claim{Type: claim.Aid, Rule: "aid.volunteer", Action: action, Category: "personnel", Polarity: sc.Polarity, Modality: sc.Modality,
		Spans: map[string]text.Span{}}
	ev := t.Tokens[at].Span
	if who >= 0 {
		ps := r.Parties(t, who)
		c.Actors, c.Spans["actors"] = reading.Plain(ps), reading.SpanOf(ps)
		for _, k := range t.Coordinated(who) {
			if n := t.CountOf(k); n != nil && (n.Kind == mention.Measure || n.Kind == mention.Number) {
				c.Items = append(c.Items, claim.Item{Name: t.Words(act.ItemName(t, act.Thing{Head: k})), Count: n.Quantity.Value, Bound: n.Quantity.Bound})
				c.Spans["items"] = c.Spans["items"].Cover(n.Span)
			}
			ev = ev.Cover(t.Phrase(k))
		}
	}
	chain := r.Attributions(t, at)
	if action == "request" {
		if s := t.Subject(at); s >= 0 {
			if p, ok := r.Party(t, s); ok {
				chain = append([]reading.Said{{NamedParty: p, Verb: t.Lower[at]}}, chain...)
				ev = ev.Cover(p.Span)
				if p.Code != "" {
					c.Recipients = []claim.Party{{Name: p.Name, Code: p.Code, Kind: p.Kind}}
					c.Spans["recipients"] = p.Span
				}
			}
		}
		c.Modality = claim.Request
	}
	if to := r.goingTo(t, at); len(c.Recipients) == 0 && len(to) > 0 && action != "request" {
		c.Recipients, c.Spans["recipients"] = reading.Plain(to), reading.SpanOf(to)
	}
	if len(c.Recipients) == 0 {
		if p, ok := r.lastReceiver(true); ok {
			c.Recipients = []claim.Party{p}
		}
	}
	for _, k := range t.Below(at, nil) {
		if t.Lemma(k) == "volunteer" {
			ev = ev.Cover(t.Tokens[k].Span)
		}
	}
	c.Sources, c.Spans["sources"] = reading.Sources(chain)
	c.When, c.Spans["when"] = r.When(t, at)
	c.Confidence = 0.55
	r.Add(t, at, who, ev, c)
}

// goingTo are the countries that volunteers are for, by the words of what they come
// forward to do: "to join the brigade for Gaza".
func (r *reader) goingTo(t *syntax.Tree, v int) []reading.NamedParty {
	for _, k := range t.Below(v, func(k int) bool { return t.Is(k, "nsubj", "conj", "parataxis", "acl:relcl") }) {
		m := t.NameAt(k)
		if m != nil && setting.CountryOf(m) != "" && t.HeadOf(m.Span) == k && slices.Contains([]string{"in", "to", "for", "with"}, t.Marker(k)) {
			p := reading.Named(t, k, m)
			p.Code = setting.CountryOf(m)
			return []reading.NamedParty{p}
		}
	}
	return nil
}
