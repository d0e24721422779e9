package aid

import (
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/extract/lexicon"
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
	"kiroku/text"
	"kiroku/value"
)

// A claim of aid starts from a thing that can be given: a sum of money, goods,
// people who help, or help itself ("assistance"). From the thing the reader
// climbs the tree to the word of giving that governs it (aid-frames.txt), and
// from there finds who gives, who receives, and at what stage.

// thing is one noun phrase that can be given.
type thing struct {
	head  int
	money *mention.Mention
	count *mention.Mention // number or measure that counts the goods
	goods *lexicon.GoodsClass
	noun  string    // class implied by a noun that means help; "-" for none, "" when it is no such noun
	first int       // first token of the matched lexicon phrase
	name  text.Span // the goods as listed behind their number, zero unknown
}

// act is a word of giving and the things that it gives.
type act struct {
	at     int
	frame  lexicon.Frame
	verb   int // the verb that carries tense: at itself, or the one above a noun
	things []thing
}

// aid reads the claims of aid of one sentence.
func (r *reader) aid(t *syntax.Tree) {
	var parts []act
	acts := r.acts(t)
	for _, a := range append(acts, r.helping(t, acts)...) {
		if !onlyOffer(t, a) && len(r.travellers(t, a.at)) == 0 {
			parts = append(parts, a.parts(t)...)
		}
	}
	for i, part := range parts {
		r.aidClaim(t, part, rival(parts, i))
	}
	r.hosting(t)
	r.volunteering(t)
	r.travelling(t)
	r.keepSum(t)
}

// acts finds the words of giving of a sentence with what they give.
func (r *reader) acts(t *syntax.Tree) []act {
	var acts []act
	for _, th := range r.things(t) {
		at, f, ok := r.governor(t, th)
		if !ok {
			at, f, ok = fallbackGovernor(t, th)
		}
		if !ok {
			continue
		}
		k := slices.IndexFunc(acts, func(a act) bool { return a.at == at })
		if k < 0 {
			acts = append(acts, act{at: at, frame: f, verb: t.Carrier(at)})
			k = len(acts) - 1
		}
		acts[k].things = append(acts[k].things, th)
	}
	return r.attach(t, acts)
}

// things finds what a sentence could be giving.
func (r *reader) things(t *syntax.Tree) []thing {
	var out []thing
	taken := map[*mention.Mention]bool{}
	for i := range t.Tokens {
		if m := t.ValueAt(i); m != nil && m.Kind == mention.Money {
			if !taken[m] {
				taken[m] = true
				out = append(out, thing{head: t.HeadOf(m.Span), money: m, first: i})
			}
			if t.HeadOf(m.Span) == i {
				continue
			}
		}
		if !t.IsNoun(i) || t.NameAt(i) != nil && !t.NameAt(i).Adj && t.NameAt(i).Kind != mention.Organization {
			continue
		}
		th := thing{head: i}
		if v, first, ok := t.Match(r.Lex.Goods, i); ok {
			class, lethality, _ := strings.Cut(v, "\t")
			th.goods, th.first = &lexicon.GoodsClass{Category: class, Lethality: lethality}, first
		}
		if v, first, ok := t.Match(r.Lex.AidNouns, i); ok && (th.goods == nil || first < th.first) {
			th.noun, th.first, th.goods = v, first, nil
		}
		if th.goods == nil && th.noun == "" || t.Is(i, "compound", "amod", "nmod:poss") {
			continue
		}
		th.count = t.CountOf(i)
		if h := t.Head(i); th.goods != nil && th.count == nil && h >= 0 && t.Is(i, "nmod") && t.Marker(i) == "of" && r.Lex.Containers[t.Lemma(h)] {
			th.head, th.count = h, t.CountOf(h) // "25,000 sets of body armor"
		}
		out = append(out, th)
	}
	return out
}

// thingPrepositions join a thing to the noun that it is part of: "a package
// of helmets", "$5 million in aid".
var thingPrepositions = []string{"of", "in", "worth", "including", "such", "like", "with", "as"}

// governor climbs from a thing to the word of giving that it is the object of.
func (r *reader) governor(t *syntax.Tree, th thing) (int, lexicon.Frame, bool) {
	at := th.head
	nominal, nominalFrame := -1, lexicon.Frame{}
	for n := 0; n < 10 && at >= 0; n++ {
		if f, ok := r.Lex.Aid[t.Lemma(at)+"/n"]; ok && t.IsNoun(at) && f.Act != "host" && !inName(t, at) && (nominal < 0 || nominalFrame.Act == "give" && f.Act != "give") {
			nominal, nominalFrame = at, f
		}
		h := t.Head(at)
		if h < 0 {
			break
		}
		if th.money == nil && t.Marker(at) == "of" && t.IsNoun(h) && (r.Lex.Prices[t.Key(h)] || t.Lemma(h) == "need" || t.Lemma(h) == "cost") {
			return -1, lexicon.Frame{}, false // "the price of food", "in need of assistance"
		}
		if r.gestureOf(t, at) {
			return -1, lexicon.Frame{}, false
		}
		if t.IsVerb(h) {
			if t.Tokens[h].XTag == "VBG" && t.Is(h, "acl", "advcl") && (t.Lemma(h) == "include" || r.opensList(t, h, at)) {
				at = h
				continue
			}
			if f, ok := r.verbFrame(t, h, at); ok && f.Act != "host" && r.licenses(t, h, at, f) {
				if f.Act == "give" && nominal >= 0 && nominalFrame.Act == "request" {
					break // "launched an appeal"
				}
				return h, f, true
			}
			if t.Is(at, "obj", "obl", "nsubj", "nsubj:pass") && nominal < 0 && t.Child(th.head, "acl") < 0 {
				return -1, lexicon.Frame{}, false
			}
			break
		}
		if t.Is(at, "acl") && !t.Is(at, "acl:relcl") && t.IsVerb(at) {
			at = h
			continue
		}
		if t.Is(at, "nmod", "obl") && !slices.Contains(thingPrepositions, t.Marker(at)) && t.Marker(at) != "" {
			// "aid for hospitals": what it is for, not what is given.
			if nominal >= 0 {
				break
			}
			if f, ok := r.Lex.Aid[t.Lemma(h)+"/n"]; !ok || f.Act != "request" && f.Act != "suspend" && f.Act != "cancel" {
				return -1, lexicon.Frame{}, false
			}
		}
		at = h
	}
	if nominal >= 0 {
		return nominal, nominalFrame, true
	}
	// "weapons sent by Japan": the verb hangs below the thing.
	for _, k := range t.Children(th.head, "acl", "acl:relcl") {
		if f, ok := r.Lex.Aid[t.Lemma(k)+"/v"]; ok && t.IsVerb(k) && f.Act != "contain" {
			return k, f, true
		}
	}
	return -1, lexicon.Frame{}, false
}

// inName reports whether a noun is a word of a name: "the World Food Programme"
// gives no programme.
func inName(t *syntax.Tree, i int) bool {
	m := t.NameAt(i)
	return m != nil && m.Kind == mention.Organization && m.Span != t.Tokens[i].Span
}

// opensList reports whether a participle tells what a thing that is given consists
// of: "a shipment was sent, consisting of tents".
func (r *reader) opensList(t *syntax.Tree, v, o int) bool {
	if f, ok := r.verbFrame(t, v, o); !ok || f.Act != "contain" || t.ValueMoney(o) != nil {
		return false
	}
	up := t.Clause(t.Head(v))
	return up >= 0 && up != v && r.Lex.Aid[t.Lemma(up)+"/v"].Act == "give"
}

// verbFrame is the frame of a verb that governs the phrase at o.
func (r *reader) verbFrame(t *syntax.Tree, v, o int) (lexicon.Frame, bool) {
	if f, ok := r.Lex.Aid[t.Lemma(v)+"_"+t.Marker(o)+"/v"]; ok {
		return f, true
	}
	for _, k := range t.Children(v, "advmod", "compound:prt") { // "set aside"
		if f, ok := r.Lex.Aid[t.Lemma(v)+"_"+t.Lower[k]+"/v"]; ok {
			return f, true
		}
	}
	f, ok := r.Lex.Aid[t.Lemma(v)+"/v"]
	return f, ok
}

// fallbackGovernor takes a sum, or counted goods, that no word of giving
// governs: the verb above it, or the thing itself in a list item without one.
func fallbackGovernor(t *syntax.Tree, th thing) (int, lexicon.Frame, bool) {
	if th.money == nil && (th.goods == nil || th.count == nil) {
		return -1, lexicon.Frame{}, false
	}
	f := lexicon.Frame{Act: "other", Object: "aid"}
	if v := t.Clause(th.head); v >= 0 {
		if up := t.Head(v); up >= 0 && t.Is(v, "parataxis") && t.Lex.Stance[t.Lemma(v)] != "" && t.IsVerb(up) {
			v = up // "... with $5 million, its minister told reporters": a sum is of what was told
			if told, ok := t.Lex.Aid[t.Lemma(up)+"/v"]; ok {
				f = told
			}
		}
		return v, f, th.money != nil
	}
	top := th.head
	for n := 0; n < syntax.MaxDepth && t.Head(top) >= 0; n++ {
		top = t.Head(top)
	}
	return top, f, true
}

// licenses reports whether the phrase at o is in a place of the verb's frame
// that holds what is given.
func (r *reader) licenses(t *syntax.Tree, v, o int, f lexicon.Frame) bool {
	switch {
	case t.Is(o, "nsubj:pass"):
		return true
	case t.Is(o, "obj", "ccomp", "xcomp"):
		return f.Act != "help" || t.IsNoun(o) && r.IsThing(t, o)
	case t.Is(o, "obl"):
		m := t.Marker(o)
		return m == "with" || m == "of" && f.Act == "contain" || m == "for" && f.Act == "request" || m == "to" && f.Act == "contain" ||
			m == "in" && f.Act != "help" && (t.ValueAt(o) != nil || r.IsThing(t, o)) || m == "on" && f.Act == "decline" || m == ""
	case t.Is(o, "nsubj"):
		return f.Act == "contain" || t.Child(v, "obj") < 0 && f.Act == "give"
	case t.Is(o, "iobj"):
		return t.Child(v, "obj") < 0 // else it receives: "sent its staff a letter"
	case t.Is(o, "dep", "list", "parataxis", "appos"):
		return true
	case t.Is(o, "advcl"):
		return t.Tokens[o].XTag == "VBG" && r.Lex.Aid[t.Lemma(o)+"/v"].Act == "contain"
	}
	return false
}

// parts splits an act that gives several sums into one act a sum; goods and
// nouns go with the sum they hang on, else with the first.
func (a act) parts(t *syntax.Tree) []act {
	var sums []thing
	for _, th := range a.things {
		if th.money != nil {
			sums = append(sums, th)
		}
	}
	if len(sums) < 2 {
		return []act{a}
	}
	out := make([]act, len(sums))
	for i, s := range sums {
		out[i] = act{a.at, a.frame, a.verb, []thing{s}}
	}
	for _, th := range a.things {
		if th.money != nil {
			continue
		}
		best := 0
		for i, s := range sums {
			if t.Within(th.head, s.head) || t.Within(s.head, th.head) {
				best = i
			}
		}
		out[best].things = append(out[best].things, th)
	}
	return out
}

// aidClaim makes the claim of one act, where enough of it is stated.
func (r *reader) aidClaim(t *syntax.Tree, a act, rival string) {
	givers, receivers := r.giversAndReceivers(t, a)
	sc := syntax.Scope{Polarity: claim.Affirmed, Modality: claim.Fact, Governor: -1}
	if a.verb >= 0 {
		sc = t.Scope(a.verb)
	}
	c := claim.Claim{Type: claim.Aid, Rule: "aid." + a.frame.Act, Polarity: sc.Polarity, Modality: sc.Modality, Spans: map[string]text.Span{}}
	if !t.IsVerb(a.at) {
		c.Rule += "-noun"
	}
	c.Action = r.stage(t, a, sc)
	if by := r.offeredBy(t, a.at); len(by) > 0 && a.frame.Act == "give" {
		var answer int
		answer, c.Action = r.answering(t, a.at)
		c.Rule, c.Modality = "aid."+c.Action, t.Scope(answer).Modality
		givers, receivers = by, r.Parties(t, t.Nominative(answer))
	}
	r.fillThings(t, a, &c)
	parties := slices.Concat(givers, receivers)
	if a.frame.Act == "request" { // "the United Nations appealed for $4 million to feed the displaced"
		parties = append(parties, r.doer(t, a)...)
	}
	if !r.plausible(t, a, c, parties) {
		return
	}
	var via []reading.NamedParty
	via, receivers = r.channel(t, a, receivers)
	c.Category, c.Lethality = r.class(t, a)
	givers, receivers = r.fallbackParties(t, a, c, givers, receivers)
	c.Actors, c.Recipients, c.Via = reading.Plain(givers), reading.Plain(receivers), reading.Plain(via)
	c.Spans["actors"], c.Spans["recipients"], c.Spans["via"] = reading.SpanOf(givers), reading.SpanOf(receivers), reading.SpanOf(via)
	c.Purpose, c.Spans["purpose"] = r.purpose(t, a)
	chainFrom := a.verb
	if chainFrom < 0 {
		chainFrom = a.at
	}
	c.Sources, c.Spans["sources"] = reading.Sources(r.Attributions(t, chainFrom))
	c.When, c.Spans["when"] = r.When(t, chainFrom)
	c.Where, c.Spans["where"] = r.Where(t, chainFrom)
	c.Donors = r.donors(t, a)
	r.stand(t, a, &c)
	if c.Action == "request" && c.Modality == claim.Fact {
		c.Modality = claim.Request
	}
	c.Confidence = aidConfidence(c)
	at := a.at
	if h, act := r.answering(t, at); h >= 0 && c.Rule == "aid."+act {
		at = h // it is judged as what it is: an answer
	}
	r.Add(t, at, a.things[0].head, r.aidEvidence(t, a, givers, receivers), c, append(r.aidFeatures(t, a, c), "rival="+rival, "rival+what="+rival+"|"+thingKind(a))...)
}

// stage reads what has become of the aid, from the frame, the tense and the
// words above.
func (r *reader) stage(t *syntax.Tree, a act, sc syntax.Scope) string {
	switch sc.Force {
	case "request":
		return "request"
	case "offer":
		return "offer"
	case "stop":
		return "suspend" // "stopped giving aid"
	}
	if a.frame.Act != "give" && a.frame.Act != "help" && a.frame.Act != deedAct && a.frame.Act != "contain" && a.frame.Act != "other" {
		switch a.frame.Act {
		case "raise":
			return "pledge"
		case "receive":
			return "deliver"
		}
		return a.frame.Act
	}
	if a.frame.Act == "other" && r.Lex.Aid[t.Key(a.at)].Act == "approve" {
		return "approve" // "directed the drawdown of defense articles worth $5 million"
	}
	switch sc.Force {
	case "deny":
		if sc.Tense != syntax.Past && sc.Tense != syntax.Perfect { // but "denied that it had sent"
			return "pledge"
		}
	case "promise", "plan", "refuse", "possible":
		return "pledge"
	case "decide", "approve":
		return "approve"
	}
	if a.frame.Act == "contain" && sc.Tense != syntax.Past && sc.Tense != syntax.Perfect {
		return "pledge" // "the package includes": it is what was promised
	}
	switch sc.Tense {
	case syntax.Past, syntax.Perfect:
		if r.Lex.Dispatch[t.Lemma(a.at)] {
			return "send"
		}
		if a.frame.Act == "give" && !t.IsVerb(a.at) && a.verb >= 0 && r.Lex.Aid[t.Lemma(a.verb)+"/v"].Act == "" {
			return "pledge" // "hailed the package": nothing says that it came
		}
		return "deliver"
	case syntax.Progressive:
		return "send"
	case syntax.Future, syntax.Conditional, syntax.Possible:
		return "pledge"
	case syntax.Obliged:
		return "request"
	case syntax.Bare:
		if t.Tokens[a.at].XTag == "VBN" || t.Tokens[a.at].XTag == "VBG" {
			return "deliver"
		}
		return "pledge"
	}
	if t.IsVerb(a.at) {
		return "send"
	}
	return "pledge"
}

// plausible drops what holds no money, no goods and no help, and sums that
// nothing marks as help and that pass between nobody who could give it ("paid
// $5 for a ticket").
func (r *reader) plausible(t *syntax.Tree, a act, c claim.Claim, parties []reading.NamedParty) bool {
	helpful := slices.ContainsFunc(a.things, func(th thing) bool { return th.noun != "" || th.goods != nil })
	coded := r.Author.Code != "" || slices.ContainsFunc(parties, func(p reading.NamedParty) bool { return p.Code != "" })
	if !helpful && r.priced(t, a) || r.sympathy(t, a) {
		return false
	}
	switch a.frame.Act {
	case "contain":
		return helpful || c.Money != nil
	case "other":
		if !helpful && (r.AidDoc.Density == "none" || r.AidDoc.Density == "little") {
			return false // prices and taxes in a text that is not about help
		}
		return c.Money != nil && (helpful || coded || r.lastAid()) || r.lastAid() || helpful && r.Author.Kind == claim.Country
	}
	return helpful || coded || a.frame.Object == "any" || c.Money != nil && r.lastAid()
}

// lastAid reports whether the document has told of aid already, so that a bare
// list item can be part of it.
func (r *reader) lastAid() bool {
	return r.Told(claim.Aid) > 0
}

// donors is the number of givers, where the text counts them.
func (r *reader) donors(t *syntax.Tree, a act) value.Number {
	s := -1
	if t.IsVerb(a.at) {
		s = t.Subject(a.at)
	}
	if s < 0 || !r.Lex.Groups[t.Lemma(s)] {
		return value.Number{}
	}
	if m := t.CountOf(s); m != nil {
		return m.Quantity.Value
	}
	return value.Number{}
}

// aidEvidence is from the act's subject, where it stands with the verb, to the
// last thing or receiver.
func (r *reader) aidEvidence(t *syntax.Tree, a act, givers, receivers []reading.NamedParty) text.Span {
	sp := t.Tokens[a.at].Span
	if a.verb >= 0 && a.verb != a.at && syntax.Abs(a.verb-a.at) < 25 {
		sp = sp.Cover(t.Tokens[a.verb].Span)
	}
	for _, k := range t.Children(a.at, "aux", "nsubj", "nsubj:pass", "obl:agent", "advmod") {
		if t.Is(k, "nsubj", "nsubj:pass", "obl:agent") {
			sp = sp.Cover(t.Phrase(k))
		} else {
			sp = sp.Cover(t.Tokens[k].Span)
		}
	}
	for _, th := range a.things {
		if th.money != nil {
			sp = sp.Cover(th.money.Span)
		}
		sp = sp.Cover(t.Phrase(th.head))
	}
	for _, p := range receivers {
		if p.Span.Overlaps(t.Sentence.Span) {
			sp = sp.Cover(p.Span)
		}
	}
	return sp
}

// aidConfidence is how often claims of this shape are right.
func aidConfidence(c claim.Claim) float64 {
	conf := 0.5
	if c.Money != nil {
		conf += 0.2
	}
	if len(c.Actors) > 0 && c.Actors[0].Code != "" {
		conf += 0.08
	}
	if len(c.Recipients) > 0 && c.Recipients[0].Code != "" {
		conf += 0.08
	}
	if len(c.Items) > 0 {
		conf += 0.05
	}
	if c.Money != nil && c.Money.Basis == value.Cumulative {
		conf -= 0.1
	}
	return conf
}
