package aid

import (
	"slices"

	"kiroku/claim"
	"kiroku/extract/aid/act"
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
	"kiroku/text"
	"kiroku/value"
)

// A claim of aid starts from a thing that can be given: a sum of money, goods,
// people who help, or help itself ("assistance"). From the thing the reader
// climbs the tree to the word of giving that governs it (aid-frames.txt), and
// from there finds who gives, who receives, and at what stage.

// aid reads the claims of aid of one sentence.
func (r *reader) aid(t *syntax.Tree) {
	var parts []act.Act
	acts := r.Acts(t)
	for _, a := range append(acts, r.helping(t, acts)...) {
		if !onlyOffer(t, a) && len(r.travellers(t, a.At)) == 0 {
			parts = append(parts, a.Parts(t)...)
		}
	}
	for i, part := range parts {
		r.aidClaim(t, part, act.Rival(parts, i))
	}
	r.hosting(t)
	r.volunteering(t)
	r.travelling(t)
	r.cargoClaims(t, acts)
	r.KeepSum(t)
}

// aidClaim makes the claim of one act, where enough of it is stated.
func (r *reader) aidClaim(t *syntax.Tree, a act.Act, rival string) {
	givers, receivers := r.giversAndReceivers(t, a)
	sc := syntax.Scope{Polarity: claim.Affirmed, Modality: claim.Fact, Governor: -1}
	if a.Verb >= 0 {
		sc = t.Scope(a.Verb)
	}
	c := claim.Claim{Type: claim.Aid, Rule: "aid." + a.Frame.Act, Polarity: sc.Polarity, Modality: sc.Modality, Spans: map[string]text.Span{}}
	if !t.IsVerb(a.At) {
		c.Rule += "-noun"
	}
	c.Action = r.stage(t, a, sc)
	if by := r.offeredBy(t, a.At); len(by) > 0 && a.Frame.Act == "give" {
		var answer int
		answer, c.Action = r.answering(t, a.At)
		c.Rule, c.Modality = "aid."+c.Action, t.Scope(answer).Modality
		givers, receivers = by, r.Parties(t, t.Nominative(answer))
	}
	r.FillThings(t, a, &c)
	parties := slices.Concat(givers, receivers)
	if a.Frame.Act == "request" { // "the United Nations appealed for $4 million to feed the displaced"
		parties = append(parties, r.doer(t, a)...)
	}
	if !r.plausible(t, a, c, parties) {
		return
	}
	var via []reading.NamedParty
	via, receivers = r.channel(t, a, receivers)
	c.Category, c.Lethality = r.Class(t, a)
	givers, receivers = r.fallbackParties(t, a, c, givers, receivers)
	c.Actors, c.Recipients, c.Via = reading.Plain(givers), reading.Plain(receivers), reading.Plain(via)
	c.Spans["actors"], c.Spans["recipients"], c.Spans["via"] = reading.SpanOf(givers), reading.SpanOf(receivers), reading.SpanOf(via)
	c.Purpose, c.Spans["purpose"] = r.purpose(t, a)
	chainFrom := a.Verb
	if chainFrom < 0 {
		chainFrom = a.At
	}
	c.Sources, c.Spans["sources"] = reading.Sources(reading.DedupeChain(append(r.Announced(t, chainFrom), r.Attributions(t, chainFrom)...)))
	c.When, c.Spans["when"] = r.When(t, chainFrom)
	if c.Where, c.Spans["where"] = r.Where(t, chainFrom); c.Where.Name == "" {
		c.Where, c.Spans["where"] = r.OnlyPlace(t)
	}
	c.Donors = r.donors(t, a)
	r.Stand(t, a, &c)
	if c.Action == "request" && c.Modality == claim.Fact {
		c.Modality = claim.Request
	}
	c.Confidence = aidConfidence(c)
	if r.detail(t, a, c) {
		return
	}
	at := a.At
	if h, act := r.answering(t, at); h >= 0 && c.Rule == "aid."+act {
		at = h // it is judged as what it is: an answer
	}
	r.Add(t, at, a.Things[0].Head, r.aidEvidence(t, a, givers, receivers), c, append(r.aidFeatures(t, a, c), "rival="+rival, "rival+what="+rival+"|"+act.ThingKind(a))...)
}

// stage reads what has become of the aid, from the frame, the tense and the
// words above.
func (r *reader) stage(t *syntax.Tree, a act.Act, sc syntax.Scope) string {
	switch sc.Force {
	case "request":
		return "request"
	case "offer":
		return "offer"
	case "stop":
		return "suspend" // "stopped giving aid"
	}
	if a.Frame.Act != "give" && a.Frame.Act != "help" && a.Frame.Act != act.DeedAct && a.Frame.Act != "contain" && a.Frame.Act != "other" {
		switch a.Frame.Act {
		case "raise":
			return "pledge"
		case "receive":
			if sc.Tense == syntax.Future || sc.Tense == syntax.Conditional || sc.Tense == syntax.Possible {
				return "pledge"
			}
			return "deliver"
		}
		return a.Frame.Act
	}
	if a.Frame.Act == "other" && r.Lex.Aid[t.Key(a.At)].Act == "approve" {
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
	if a.Frame.Act == "contain" && sc.Tense != syntax.Past && sc.Tense != syntax.Perfect {
		return "pledge" // "the package includes": it is what was promised
	}
	switch sc.Tense {
	case syntax.Past, syntax.Perfect:
		if r.Lex.Dispatch[t.Lemma(a.At)] {
			return "send"
		}
		if a.Frame.Act == "give" && !t.IsVerb(a.At) && a.Verb >= 0 && r.Lex.Aid[t.Lemma(a.Verb)+"/v"].Act == "" && r.Lex.Journeys[t.Lemma(a.Verb)] != "deliver" {
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
		if t.Tokens[a.At].XTag == "VBN" || t.Tokens[a.At].XTag == "VBG" {
			return "deliver"
		}
		return "pledge"
	}
	if t.IsVerb(a.At) {
		return "send"
	}
	return "pledge"
}

// plausible drops what holds no money, no goods and no help, and sums that
// nothing marks as help and that pass between nobody who could give it ("paid
// $5 for a ticket").
func (r *reader) plausible(t *syntax.Tree, a act.Act, c claim.Claim, parties []reading.NamedParty) bool {
	helpful := slices.ContainsFunc(a.Things, func(th act.Thing) bool { return th.Noun != "" || th.Goods != nil })
	coded := r.Author.Code != "" || slices.ContainsFunc(parties, func(p reading.NamedParty) bool { return p.Code != "" })
	if !helpful && r.Priced(t, a) || r.Sympathy(t, a) {
		return false
	}
	switch a.Frame.Act {
	case "contain":
		return helpful || c.Money != nil
	case "other":
		if !helpful && (r.AidDoc.Density == "none" || r.AidDoc.Density == "little") {
			return false // prices and taxes in a text that is not about help
		}
		return c.Money != nil && (helpful || coded || r.lastAid()) || r.lastAid() || helpful && r.Author.Kind == claim.Country
	}
	return helpful || coded || a.Frame.Object == "any" || a.Frame.Object == "away" || c.Money != nil && r.lastAid()
}

// lastAid reports whether the document has told of aid already, so that a bare
// list item can be part of it.
func (r *reader) lastAid() bool {
	return r.Told(claim.Aid) > 0
}

// donors is the number of givers, where the text counts them.
func (r *reader) donors(t *syntax.Tree, a act.Act) value.Number {
	s := -1
	if t.IsVerb(a.At) {
		s = t.Subject(a.At)
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
func (r *reader) aidEvidence(t *syntax.Tree, a act.Act, givers, receivers []reading.NamedParty) text.Span {
	sp := t.Tokens[a.At].Span
	if a.Verb >= 0 && a.Verb != a.At && syntax.Abs(a.Verb-a.At) < 25 {
		sp = sp.Cover(t.Tokens[a.Verb].Span)
	}
	for _, k := range t.Children(a.At, "aux", "nsubj", "nsubj:pass", "obl:agent", "advmod") {
		if t.Is(k, "nsubj", "nsubj:pass", "obl:agent") {
			sp = sp.Cover(t.Phrase(k))
		} else {
			sp = sp.Cover(t.Tokens[k].Span)
		}
	}
	for _, th := range a.Things {
		if th.Money != nil {
			sp = sp.Cover(th.Money.Span)
		}
		sp = sp.Cover(t.Phrase(th.Head))
	}
	told := receivers
	if slices.Contains([]string{"accept", "receive", "decline"}, a.Frame.Act) {
		told = slices.Concat(givers, receivers) // "accepts aid only from Norland"
	}
	for _, p := range told {
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
