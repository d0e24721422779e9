package event

import (
	"slices"

	"kiroku/claim"
	"kiroku/extract/lexicon"
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
	"kiroku/text"
)

// events reads happenings between parties or to a place: a word or expression
// of the event lexicon with whoever acts and is acted upon.
func (r *reader) events(t *syntax.Tree) {
	told := map[string][]int{} // the words of each kind's events so far
	for i := range t.Tokens {
		o, ok := r.event(t, i)
		if !ok || r.toldBy(t, i, told[o.Act]) || r.actsIn(t, i, o.Act) || aimOf(t, i, told[o.Act]) {
			continue
		}
		told[o.Act] = append(told[o.Act], i)
		r.eventClaim(t, o)
	}
	r.declared(t, told["policy"])
}

// aimOf reports whether a verb only says what for another verb's event of the same
// kind was: "marched to protest against the tax".
func aimOf(t *syntax.Tree, i int, others []int) bool {
	return t.IsVerb(i) && t.Is(i, "advcl", "xcomp") && t.Marker(i) == "to" && slices.Contains(others, t.Head(i))
}

// event is the event that happens by the word at i.
func (r *reader) event(t *syntax.Tree, i int) (syntax.Opening, bool) {
	o, ok := r.open(t, i)
	if !ok || t.Dated(i) || r.Taken[i] || o.Act == "none" || r.attributive(t, i) || !r.happens(t, o) {
		return o, false
	}
	return o, true
}

// actsIn reports whether a noun only names who or what acts in an event of the same
// kind that its verb tells: "protesters marched", "the storm made landfall".
func (r *reader) actsIn(t *syntax.Tree, i int, act string) bool {
	v := t.Clause(i)
	if t.IsVerb(i) || v < 0 || act != "protest" && act != "disaster" || !t.Within(i, t.Nominative(v)) {
		return false
	}
	o, ok := r.event(t, v)
	return ok && o.Act == act
}

// declared reads what an author makes a rule by saying it: "I hereby determine".
func (r *reader) declared(t *syntax.Tree, told []int) {
	for i := range t.Tokens {
		s := t.Nominative(i)
		if !t.IsVerb(i) || s < 0 || !reading.FirstPerson[t.Lower[s]] || slices.Contains(told, i) || r.QuoteAt(t.Tokens[i].Span) != nil {
			continue
		}
		if r.performing(t, i) >= 0 {
			r.eventClaim(t, syntax.Opening{Dealing: lexicon.Dealing{Entry: "hereby", Act: "policy", Slots: []string{"obj"}}, At: i})
		}
	}
}

// performing is the adverb by which saying is doing, "hereby", -1 for none.
func (r *reader) performing(t *syntax.Tree, i int) int {
	if k := slices.IndexFunc(t.Children(i, "advmod"), func(k int) bool { return r.Lex.Performing[t.Lower[k]] }); k >= 0 {
		return t.Children(i, "advmod")[k]
	}
	return -1
}

// open is the event that a word opens. "Continue to attack" is told by the verb
// below, which has the parties.
func (r *reader) open(t *syntax.Tree, i int) (syntax.Opening, bool) {
	o, ok := t.Open(r.Lex.Event, i)
	if !ok {
		return o, false
	}
	for _, k := range o.Parts {
		if below, opens := t.Open(r.Lex.Event, k); opens && t.IsVerb(k) && t.Is(k, "xcomp") && below.Act == o.Act {
			return o, false
		}
	}
	return o, true
}

// toldBy reports whether a noun only names again what another word of its clause
// tells ("met for talks"): its own verb, or a noun that it hangs on.
func (r *reader) toldBy(t *syntax.Tree, i int, others []int) bool {
	if t.IsVerb(i) {
		return false
	}
	v := t.Clause(i)
	return slices.ContainsFunc(others, func(k int) bool {
		if t.Clause(k) != v {
			return false
		}
		return k == v || t.Within(i, k) || t.Within(k, i) || t.Lemma(k) == t.Lemma(i) && !r.ownDetails(t, i)
	})
}

// ownDetails reports whether a noun of an event has words of its own that say
// of whom, where or when it was.
func (r *reader) ownDetails(t *syntax.Tree, i int) bool {
	return slices.ContainsFunc(t.Below(i, func(k int) bool { return t.Is(k, "acl", "conj") }), func(k int) bool {
		return k != i && (t.NameAt(k) != nil || t.Dated(k))
	})
}

// attributive reports whether a noun only describes another: an "attack
// helicopter" is no attack, but a "mediation effort" is mediation.
func (r *reader) attributive(t *syntax.Tree, i int) bool {
	if !t.Is(i, "compound") || !t.IsNoun(i) {
		return false
	}
	h := t.Head(i)
	switch {
	case slices.Contains(r.Lex.Classes["@effort"], t.Lemma(h)), t.Dated(h) || r.Lex.TimesOfDay[t.Lemma(h)]: // "a fire yesterday afternoon"
		return false
	case t.Tokens[h].Tag == "PROPN" && t.Tokens[i].Tag == "PROPN":
		o, _ := t.Open(r.Lex.Event, i)
		return o.Act != "disaster" // "Cyclone Ana"
	}
	return true
}

// takeParts marks the words that longer expressions of either lexicon use, so
// that "talks" in "hold talks" is not read again, and drops the shorter reading
// of an expression's first word: to launch an investigation is no attack.
func (r *reader) takeParts(t *syntax.Tree) {
	r.Taken, r.Stopped, r.Given = map[int]bool{}, map[int]bool{}, map[int]bool{}
	for i := range t.Tokens {
		e, isEvent := r.open(t, i)
		s, isSaying := t.Open(r.Lex.Saying, i)
		long := max(len(e.Rest), len(s.Rest))
		if long == 0 {
			continue
		}
		if isEvent && len(e.Rest) == long {
			r.take(t, i, e.Parts)
			for _, k := range append([]int{i}, e.Parts...) {
				r.Stopped[k] = r.Stopped[k] || e.Codes.Cameo == "162"
			}
		}
		if isSaying && len(s.Rest) == long {
			r.take(t, i, s.Parts)
		}
	}
}

// take marks the further words of the expression that the word at i opens.
func (r *reader) take(t *syntax.Tree, i int, parts []int) {
	for _, k := range parts {
		r.Taken[k] = t.IsNoun(k) || t.IsVerb(k)
		if h := t.Head(k); h >= 0 && h != i && t.Is(k, "compound", "amod") && t.IsNoun(h) {
			r.Taken[h] = true // "cease-fire": the word that it describes is used too
		}
	}
}

// eventScope is how real an event is; a noun may be what is offered or asked.
func (r *reader) eventScope(t *syntax.Tree, i, v int) syntax.Scope {
	if v < 0 {
		return syntax.Scope{Polarity: claim.Affirmed, Modality: claim.Fact, Governor: -1}
	}
	s := t.Scope(v)
	if !t.IsVerb(i) && t.Marker(i) == "without" {
		s.Polarity = claim.Negated // "the talks ended without a deal"
	}
	at := i
	for n := 0; n < 2 && t.Is(at, "nmod") && t.IsNoun(t.Head(at)); n++ {
		at = t.Head(at) // "rejected an offer of talks"
	}
	if s.Force == "" && v != i && t.Is(at, "obj", "nsubj:pass", "obl") && t.Head(at) == v && t.Lemma(v) != "announce" {
		s.Force = r.Lex.Forces[t.Lemma(v)]
		if s.Force == "refuse" || s.Force == "deny" {
			s.Polarity = claim.Negated
		}
	}
	if s.Governor >= 0 && t.Lemma(s.Governor) == "threaten" || v != i && t.Lemma(v) == "threaten" {
		s.Force = "threaten"
	}
	return s
}

// gives reports whether the words tell of help that goes somewhere, and were read so.
func (r *reader) gives(t *syntax.Tree, o syntax.Opening) bool {
	return r.Given[o.At] && !slices.ContainsFunc(o.Parts, func(k int) bool {
		return !t.Is(k, "compound:prt") && t.Tokens[k].Tag != "ADV" && t.Tokens[k].Tag != "ADP"
	})
}

func (r *reader) eventClaim(t *syntax.Tree, o syntax.Opening) {
	i := o.At
	if (o.Act == "concession" || o.Act == "visit") && r.gives(t, o) {
		return // "handed over 1,200 tents", "flew in 80 tonnes of food": it is the aid
	}
	v := t.Carrier(i)
	sc := r.eventScope(t, i, v)
	c := claim.Claim{Type: claim.Event, Rule: "event." + o.Act, Kind: o.Act, Polarity: sc.Polarity, Modality: r.modality(t, o, v, sc), Spans: map[string]text.Span{}}
	c.Codes = o.Codes
	if c.Codes == (claim.Codes{}) {
		c.Codes = claim.CodesOf(c)
	}
	c.Codes = recoded(c.Codes, sc)
	actors, recipients := r.Dealers(t, o)
	if o.Act == "disaster" && !t.IsVerb(i) {
		actors = nil // nobody makes an earthquake, least of all who reports it
	}
	recipients = r.sides(t, o.Act, recipients)
	if len(recipients) == 0 && o.Act == "attack" && !t.IsVerb(i) {
		recipients = r.attacked(actors)
	}
	c.Actors, c.Recipients = reading.Plain(actors), reading.Plain(recipients)
	c.Spans["actors"], c.Spans["recipients"] = reading.SpanOf(actors), reading.SpanOf(recipients)
	at := i
	if v >= 0 && !t.IsVerb(i) {
		at = v
	}
	c.When, c.Spans["when"] = r.When(t, i)
	if c.When.IsZero() {
		c.When, c.Spans["when"] = r.When(t, at)
	}
	if c.When.IsZero() && mainClause(t, at) {
		c.When, c.Spans["when"] = r.dayOf(t, at)
	}
	if o.Act == "disaster" {
		c.Where, c.Spans["where"] = r.struckPlace(t, i, at)
	}
	if c.Where.Name == "" {
		c.Where, c.Spans["where"] = r.Where(t, i)
	}
	if c.Where.Name == "" {
		c.Where, c.Spans["where"] = r.placeOf(t, i, at, c)
	}
	c.Sources, c.Spans["sources"] = reading.Sources(r.Attributions(t, at))
	c.Confidence = 0.5
	if len(actors) > 0 {
		c.Confidence = 0.6
	}
	r.Add(t, i, -1, r.eventSpan(t, i, at).Cover(reading.PhraseSpan(t, o)), c)
}

// betweenParties are the kinds of events whose other side is somebody, or where
// somebody is: nobody meets costs.
var betweenParties = map[string]bool{"meeting": true, "visit": true, "agreement": true, "cooperation": true}

// sides leaves out what cannot be acted upon: a day, and of events between parties
// things without a name.
func (r *reader) sides(t *syntax.Tree, act string, parties []reading.NamedParty) []reading.NamedParty {
	return slices.DeleteFunc(parties, func(p reading.NamedParty) bool {
		head := t.HeadOf(p.Span)
		if p.Code != "" || head < 0 {
			return false
		}
		return t.Dated(head) || r.Lex.TimesOfDay[t.Lemma(head)] || betweenParties[act] && !r.attackable(t, head)
	})
}

// attacked are those whom an attack told of without them is known to be on: of a state,
// whom the text told that it attacked, else the land of the report.
func (r *reader) attacked(actors []reading.NamedParty) []reading.NamedParty {
	if len(actors) == 0 || actors[0].Code == "" || actors[0].Kind == claim.Organization {
		return nil
	}
	by := actors[0].Code
	for c := range r.Back(claim.Event) {
		if c.Kind == "attack" && len(c.Actors) > 0 && c.Actors[0].Code == by && len(c.Recipients) > 0 && c.Recipients[0].Code != "" && c.Recipients[0].Code != by {
			p := c.Recipients[0]
			p.Mention = ""
			return []reading.NamedParty{{Party: p}}
		}
	}
	if r.Scene.Code != "" && r.Scene.Code != by {
		return []reading.NamedParty{{Party: r.Scene}}
	}
	return nil
}

// eventSpan is the event's word with its clause's subject and objects.
func (r *reader) eventSpan(t *syntax.Tree, i, at int) text.Span {
	sp := t.Tokens[i].Span
	if syntax.Abs(at-i) < 15 {
		sp = sp.Cover(t.Tokens[at].Span)
	}
	for _, from := range []int{i, at} {
		for _, k := range t.Children(from, "nsubj", "nsubj:pass", "obj", "obl:agent", "aux") {
			if syntax.Abs(k-i) < 25 {
				sp = sp.Cover(t.Phrase(k))
			}
		}
	}
	return sp
}
