package extract

import (
	"slices"
	"strings"

	"kiroku/claim"
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
	goods *goodsClass
	noun  string    // class implied by a noun that means help; "-" for none, "" when it is no such noun
	first int       // first token of the matched lexicon phrase
	name  text.Span // the goods as listed behind their number, zero unknown
}

// act is a word of giving and the things that it gives.
type act struct {
	at     int
	frame  frame
	verb   int // the verb that carries tense: at itself, or the one above a noun
	things []thing
}

// aid reads the claims of aid of one sentence.
func (r *reader) aid(t *tree) {
	var parts []act
	for _, a := range r.acts(t) {
		parts = append(parts, a.parts(t)...)
	}
	for i, part := range parts {
		r.aidClaim(t, part, rival(parts, i))
	}
	r.hosting(t)
	r.volunteering(t)
	r.lastSum = nil
	if sums := t.sums(); len(sums) > 0 {
		r.lastSum = &sums[0].Money
	}
}

// acts finds the words of giving of a sentence with what they give.
func (r *reader) acts(t *tree) []act {
	var acts []act
	for _, th := range r.things(t) {
		at, f, ok := r.governor(t, th)
		if !ok {
			at, f, ok = t.fallbackGovernor(th)
		}
		if !ok {
			continue
		}
		k := slices.IndexFunc(acts, func(a act) bool { return a.at == at })
		if k < 0 {
			acts = append(acts, act{at: at, frame: f, verb: t.carrier(at)})
			k = len(acts) - 1
		}
		acts[k].things = append(acts[k].things, th)
	}
	return r.attach(t, acts)
}

// things finds what a sentence could be giving.
func (r *reader) things(t *tree) []thing {
	var out []thing
	taken := map[*mention.Mention]bool{}
	for i := range t.toks {
		if m := t.valueAt(i); m != nil && m.Kind == mention.Money {
			if !taken[m] {
				taken[m] = true
				out = append(out, thing{head: t.headOf(m.Span), money: m, first: i})
			}
			if t.headOf(m.Span) == i {
				continue
			}
		}
		if !t.isNoun(i) || t.nameAt(i) != nil && !t.nameAt(i).Adj && t.nameAt(i).Kind != mention.Organization {
			continue
		}
		th := thing{head: i}
		if v, first, ok := t.match(r.lex.goods, i); ok {
			class, lethality, _ := strings.Cut(v, "\t")
			th.goods, th.first = &goodsClass{class, lethality}, first
		}
		if v, first, ok := t.match(r.lex.aidNouns, i); ok && (th.goods == nil || first < th.first) {
			th.noun, th.first, th.goods = v, first, nil
		}
		if th.goods == nil && th.noun == "" || t.is(i, "compound", "amod", "nmod:poss") {
			continue
		}
		th.count = t.countOf(i)
		if h := t.head(i); th.goods != nil && th.count == nil && h >= 0 && t.is(i, "nmod") && t.marker(i) == "of" && r.lex.containers[t.lemma(h)] {
			th.head, th.count = h, t.countOf(h) // "25,000 sets of body armor"
		}
		out = append(out, th)
	}
	return out
}

// thingPrepositions join a thing to the noun that it is part of: "a package
// of helmets", "$5 million in aid".
var thingPrepositions = []string{"of", "in", "worth", "including", "such", "like", "with", "as"}

// governor climbs from a thing to the word of giving that it is the object of.
func (r *reader) governor(t *tree, th thing) (int, frame, bool) {
	at := th.head
	nominal, nominalFrame := -1, frame{}
	for n := 0; n < 10 && at >= 0; n++ {
		if f, ok := r.lex.aid[t.lemma(at)+"/n"]; ok && t.isNoun(at) && f.act != "host" && (nominal < 0 || nominalFrame.act == "give" && f.act != "give") {
			nominal, nominalFrame = at, f
		}
		h := t.head(at)
		if h < 0 {
			break
		}
		if t.isVerb(h) {
			if t.lemma(h) == "include" && t.is(h, "acl", "advcl") && t.toks[h].XTag == "VBG" {
				at = h
				continue
			}
			if f, ok := r.verbFrame(t, h, at); ok && f.act != "host" && r.licenses(t, h, at, f) {
				if f.act == "give" && nominal >= 0 && nominalFrame.act == "request" {
					break // "launched an appeal"
				}
				return h, f, true
			}
			if t.is(at, "obj", "obl", "nsubj", "nsubj:pass") && nominal < 0 {
				return -1, frame{}, false
			}
			break
		}
		if t.is(at, "acl") && !t.is(at, "acl:relcl") && t.isVerb(at) {
			at = h
			continue
		}
		if t.is(at, "nmod", "obl") && !slices.Contains(thingPrepositions, t.marker(at)) && t.marker(at) != "" {
			// "aid for hospitals": what it is for, not what is given.
			if nominal >= 0 {
				break
			}
			if f, ok := r.lex.aid[t.lemma(h)+"/n"]; !ok || f.act != "request" && f.act != "suspend" && f.act != "cancel" {
				return -1, frame{}, false
			}
		}
		at = h
	}
	if nominal >= 0 {
		return nominal, nominalFrame, true
	}
	// "weapons sent by Japan": the verb hangs below the thing.
	for _, k := range t.children(th.head, "acl", "acl:relcl") {
		if f, ok := r.lex.aid[t.lemma(k)+"/v"]; ok && t.isVerb(k) && f.act != "contain" {
			return k, f, true
		}
	}
	return -1, frame{}, false
}

// verbFrame is the frame of a verb that governs the phrase at o.
func (r *reader) verbFrame(t *tree, v, o int) (frame, bool) {
	if f, ok := r.lex.aid[t.lemma(v)+"_"+t.marker(o)+"/v"]; ok {
		return f, true
	}
	f, ok := r.lex.aid[t.lemma(v)+"/v"]
	return f, ok
}

// fallbackGovernor takes a sum, or counted goods, that no word of giving
// governs: the verb above it, or the thing itself in a list item without one.
func (t *tree) fallbackGovernor(th thing) (int, frame, bool) {
	if th.money == nil && (th.goods == nil || th.count == nil) {
		return -1, frame{}, false
	}
	f := frame{act: "other", object: "aid"}
	if v := t.clause(th.head); v >= 0 {
		if up := t.head(v); up >= 0 && t.is(v, "parataxis") && t.lex.stance[t.lemma(v)] != "" && t.isVerb(up) {
			v = up // "... with $5 million, its minister told reporters": a sum is of what was told
			if told, ok := t.lex.aid[t.lemma(up)+"/v"]; ok {
				f = told
			}
		}
		return v, f, th.money != nil
	}
	top := th.head
	for n := 0; n < maxDepth && t.head(top) >= 0; n++ {
		top = t.head(top)
	}
	return top, f, true
}

// licenses reports whether the phrase at o is in a place of the verb's frame
// that holds what is given.
func (r *reader) licenses(t *tree, v, o int, f frame) bool {
	switch {
	case t.is(o, "nsubj:pass"):
		return true
	case t.is(o, "obj", "ccomp", "xcomp"):
		return f.act != "help" || t.isNoun(o) && r.isThing(t, o)
	case t.is(o, "obl"):
		m := t.marker(o)
		return m == "with" || m == "of" && f.act == "contain" || m == "for" && f.act == "request" || m == "to" && f.act == "contain" ||
			m == "in" && (t.valueAt(o) != nil || r.isThing(t, o)) || m == "on" && f.act == "decline" || m == ""
	case t.is(o, "nsubj"):
		return f.act == "contain" || t.child(v, "obj") < 0 && f.act == "give"
	case t.is(o, "iobj", "dep", "list", "parataxis", "appos"):
		return true
	}
	return false
}

// parts splits an act that gives several sums into one act a sum; goods and
// nouns go with the sum they hang on, else with the first.
func (a act) parts(t *tree) []act {
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
			if t.within(th.head, s.head) || t.within(s.head, th.head) {
				best = i
			}
		}
		out[best].things = append(out[best].things, th)
	}
	return out
}

// aidClaim makes the claim of one act, where enough of it is stated.
func (r *reader) aidClaim(t *tree, a act, rival string) {
	givers, receivers := r.giversAndReceivers(t, a)
	sc := scope{polarity: claim.Affirmed, modality: claim.Fact, governor: -1}
	if a.verb >= 0 {
		sc = t.scope(a.verb)
	}
	c := claim.Claim{Type: claim.Aid, Rule: "aid." + a.frame.act, Polarity: sc.polarity, Modality: sc.modality, Spans: map[string]text.Span{}}
	if !t.isVerb(a.at) {
		c.Rule += "-noun"
	}
	c.Action = r.stage(t, a, sc)
	r.fillThings(t, a, &c)
	if !r.plausible(a, c, append(givers, receivers...)) {
		return
	}
	var via []party
	via, receivers = r.channel(t, a, receivers)
	c.Category, c.Lethality = r.class(t, a)
	givers, receivers = r.fallbackParties(t, a, c, givers, receivers)
	c.Actors, c.Recipients, c.Via = plain(givers), plain(receivers), plain(via)
	c.Spans["actors"], c.Spans["recipients"], c.Spans["via"] = spanOf(givers), spanOf(receivers), spanOf(via)
	c.Purpose, c.Spans["purpose"] = r.purpose(t, a)
	chainFrom := a.verb
	if chainFrom < 0 {
		chainFrom = a.at
	}
	c.Sources, c.Spans["sources"] = sources(r.attributions(t, chainFrom))
	c.When, c.Spans["when"] = r.when(t, chainFrom)
	c.Where, c.Spans["where"] = r.where(t, chainFrom)
	c.Donors = r.donors(t, a)
	r.stand(t, a, &c)
	if c.Action == "request" && c.Modality == claim.Fact {
		c.Modality = claim.Request
	}
	c.Confidence = aidConfidence(c)
	r.add(t, a.at, a.things[0].head, r.aidEvidence(t, a, givers, receivers), c, append(r.aidFeatures(t, a, c), "rival="+rival, "rival+what="+rival+"|"+thingKind(a))...)
}

// stage reads what has become of the aid, from the frame, the tense and the
// words above.
func (r *reader) stage(t *tree, a act, sc scope) string {
	switch sc.force {
	case "request":
		return "request"
	case "offer":
		return "offer"
	}
	if a.frame.act != "give" && a.frame.act != "help" && a.frame.act != "contain" && a.frame.act != "other" {
		switch a.frame.act {
		case "raise":
			return "pledge"
		case "receive":
			return "deliver"
		}
		return a.frame.act
	}
	switch sc.force {
	case "promise", "plan", "refuse", "deny", "possible":
		return "pledge"
	case "decide", "approve":
		return "approve"
	}
	if a.frame.act == "contain" && sc.tense != past && sc.tense != perfect {
		return "pledge" // "the package includes": it is what was promised
	}
	switch sc.tense {
	case past, perfect:
		if r.lex.dispatch[t.lemma(a.at)] {
			return "send"
		}
		if a.frame.act == "give" && !t.isVerb(a.at) && a.verb >= 0 && r.lex.aid[t.lemma(a.verb)+"/v"].act == "" {
			return "pledge" // "hailed the package": nothing says that it came
		}
		return "deliver"
	case progressive:
		return "send"
	case future, conditional, possible:
		return "pledge"
	case obliged:
		return "request"
	case bare:
		if t.toks[a.at].XTag == "VBN" || t.toks[a.at].XTag == "VBG" {
			return "deliver"
		}
		return "pledge"
	}
	if t.isVerb(a.at) {
		return "send"
	}
	return "pledge"
}

// fillThings sets money and items.
func (r *reader) fillThings(t *tree, a act, c *claim.Claim) {
	listed, names := map[int]bool{}, map[int]text.Span{}
	for _, th := range a.things {
		names[th.head] = th.name
	}
	for _, th := range a.things {
		if th.goods != nil || th.noun != "" {
			r.listItems(t, th, names, listed, c)
		}
		switch {
		case th.money != nil:
			m := th.money.Money
			if c.Money == nil {
				m.Basis = r.basis(t, a, th)
				c.Money, c.Spans["money"] = &m, th.money.Span
			}
		case th.goods != nil:
			t.addItem(th, listed, c)
		}
	}
}

// listItems adds what a list names beside known goods: whatever is coordinated
// with them, or follows "including" and "such as", is given too.
func (r *reader) listItems(t *tree, th thing, names map[int]text.Span, listed map[int]bool, c *claim.Claim) {
	var heads []int
	for _, k := range t.byCase(th.head, "including", "such", "like") {
		heads = append(heads, t.coordinated(k)...)
	}
	if th.goods != nil {
		first := th.head
		for n := 0; n < maxDepth && t.is(first, "conj") && t.isNoun(t.head(first)); n++ {
			first = t.head(first)
		}
		if first != th.head || len(t.coordinated(first)) > 1 {
			heads = append(heads, t.coordinated(first)...)
		}
	}
	for _, h := range heads {
		m := t.nameAt(h)
		if !t.isNoun(h) || m != nil && (m.Kind == mention.Country || m.Kind == mention.Person || m.Kind == mention.Place) {
			continue
		}
		if v := t.valueAt(h); v != nil && v.Kind == mention.Money {
			continue
		}
		_, _, aidNoun := t.match(r.lex.aidNouns, h)
		if _, act := r.lex.aid[t.lemma(h)+"/n"]; !aidNoun && !act {
			t.addItem(thing{head: h, count: t.countOf(h), name: names[h]}, listed, c)
		}
	}
}

// addItem adds the goods at a head once.
func (t *tree) addItem(th thing, listed map[int]bool, c *claim.Claim) {
	h, count := th.head, th.count
	if listed[h] {
		return
	}
	listed[h] = true
	it := claim.Item{Name: t.words(t.itemName(th))}
	if count != nil {
		it.Count, it.Bound = count.Quantity.Value, count.Quantity.Bound
		if u := count.Quantity.Unit; count.Kind == mention.Measure && t.lex.containers[strings.TrimSuffix(u, "s")] && !strings.Contains(it.Name, u) {
			it.Unit = u // "500 tonnes of rice"
		}
	}
	c.Items = append(c.Items, it)
	c.Spans["items"] = c.Spans["items"].Cover(t.subtree(h, func(k int) bool { return t.is(k, "acl", "conj", "case", "punct", "nmod", "appos", "cc") }))
}

// itemName is the goods' own words: without the count, the article and what
// follows, but with an "of" that belongs to it ("pieces of body armor").
func (t *tree) itemName(th thing) text.Span {
	if !th.name.IsZero() {
		return th.name
	}
	sp := t.toks[th.head].Span
	for _, k := range t.below(th.head, func(k int) bool {
		return !(t.is(k, "compound", "amod", "nmod:desc", "flat") || t.is(k, "nmod") && t.marker(k) == "of" && t.head(k) == th.head || t.is(k, "punct", "case")) ||
			t.is(k, "case") && (t.low[k] != "of" || t.head(k) == th.head)
	}) {
		if m := t.valueAt(k); m != nil && m.Kind != mention.Measure && k != th.head {
			continue
		}
		if t.toks[k].Tag == "PUNCT" || t.toks[k].Tag == "NUM" && !isModel(t.words(t.toks[k].Span)) {
			continue
		}
		sp = sp.Cover(t.toks[k].Span)
	}
	return sp
}

// basis tells new money from totals, by the words of the sum's phrase and of
// its clause.
func (r *reader) basis(t *tree, a act, th thing) value.Basis {
	if th.money.Money.Basis != "" {
		return th.money.Money.Basis
	}
	if t.partOf(th.head) {
		return value.Restated
	}
	for _, k := range t.below(th.head, nil) {
		if b := r.lex.basis[t.low[k]]; b != "" {
			return value.Basis(b)
		}
	}
	for _, k := range t.below(a.at, func(k int) bool { return t.is(k, "ccomp", "acl:relcl", "parataxis", "conj") }) {
		if (t.low[k] == "since" && t.is(k, "case", "mark") || t.low[k] == "total" && t.marker(k) == "in" || t.low[k] == "bringing") && t.nextSum(k) == th.money {
			return value.Cumulative
		}
	}
	return ""
}

// nextSum is the sum that a word about sums belongs to: the next in the
// sentence, or else the last, as in "$2 billion since 2021".
func (t *tree) nextSum(k int) *mention.Mention {
	sums := t.sums()
	for _, m := range sums {
		if m.Span.Start >= t.toks[k].Span.Start {
			return m
		}
	}
	if len(sums) == 0 {
		return nil
	}
	return sums[len(sums)-1]
}

// plausible drops what holds no money, no goods and no help, and sums that
// nothing marks as help and that pass between nobody who could give it ("paid
// $5 for a ticket").
func (r *reader) plausible(a act, c claim.Claim, parties []party) bool {
	helpful := slices.ContainsFunc(a.things, func(th thing) bool { return th.noun != "" || th.goods != nil })
	coded := r.author.Code != "" || slices.ContainsFunc(parties, func(p party) bool { return p.Code != "" })
	switch a.frame.act {
	case "contain":
		return helpful || c.Money != nil
	case "other":
		if !helpful && (r.aidDoc.density == "none" || r.aidDoc.density == "little") {
			return false // prices and taxes in a text that is not about help
		}
		return c.Money != nil && (helpful || coded || r.lastAid()) || r.lastAid() || helpful && r.author.Kind == claim.Country
	}
	return helpful || coded || a.frame.object == "any" || c.Money != nil && r.lastAid()
}

// lastAid reports whether the document has told of aid already, so that a bare
// list item can be part of it.
func (r *reader) lastAid() bool {
	return slices.ContainsFunc(r.claims, func(c claim.Claim) bool { return c.Type == claim.Aid })
}

// donors is the number of givers, where the text counts them.
func (r *reader) donors(t *tree, a act) value.Number {
	s := -1
	if t.isVerb(a.at) {
		s = t.subject(a.at)
	}
	if s < 0 || !r.lex.groups[t.lemma(s)] {
		return value.Number{}
	}
	if m := t.countOf(s); m != nil {
		return m.Quantity.Value
	}
	return value.Number{}
}

// aidEvidence is from the act's subject, where it stands with the verb, to the
// last thing or receiver.
func (r *reader) aidEvidence(t *tree, a act, givers, receivers []party) text.Span {
	sp := t.toks[a.at].Span
	if a.verb >= 0 && a.verb != a.at && abs(a.verb-a.at) < 25 {
		sp = sp.Cover(t.toks[a.verb].Span)
	}
	for _, k := range t.children(a.at, "aux", "nsubj", "nsubj:pass", "obl:agent", "advmod") {
		if t.is(k, "nsubj", "nsubj:pass", "obl:agent") {
			sp = sp.Cover(t.phrase(k))
		} else {
			sp = sp.Cover(t.toks[k].Span)
		}
	}
	for _, th := range a.things {
		if th.money != nil {
			sp = sp.Cover(th.money.Span)
		}
		sp = sp.Cover(t.phrase(th.head))
	}
	for _, p := range receivers {
		if p.span.Overlaps(t.sent.Span) {
			sp = sp.Cover(p.span)
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
