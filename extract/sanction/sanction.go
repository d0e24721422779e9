package sanction

import (
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/extract/lexicon"
	"kiroku/extract/reading"
	"kiroku/extract/setting"
	"kiroku/extract/syntax"
	"kiroku/text"
)

// sanctions reads the restrictive measures of one sentence. A verb of the
// sanction lexicon needs an object of the kind that its frame names; a noun
// ("sanctions on", "the revocation of its trade status") stands for itself when
// nothing above has claimed it.
func (r *reader) sanctions(t *syntax.Tree) {
	used := map[int]bool{}
	for v := range t.Tokens {
		if t.IsVerb(v) && !r.prohibition(t, v, used) && !r.barred(t, v, used) && !r.exempted(t, v, used) {
			r.sanctionVerb(t, v, used)
		}
	}
	for i := range t.Tokens {
		if used[i] || i == 0 && r.heading(t, used) || !t.IsNoun(i) {
			continue
		}
		r.sanctionNoun(t, i, used)
	}
	r.moreTargets(t)
}

// sanctionMeaning is one meaning of a word of the sanction lexicon.
type sanctionMeaning struct{ measure, what string }

func (r *reader) sanctionMeanings(t *syntax.Tree, i int) []sanctionMeaning {
	v, _, ok := t.Match(r.Lex.SanctionWords, i)
	if !ok {
		return nil
	}
	var out []sanctionMeaning
	for line := range strings.SplitSeq(v, "\n") {
		measure, what, _ := strings.Cut(line, "\t")
		out = append(out, sanctionMeaning{measure, what})
	}
	return out
}

// sanctionVerb reads the first frame of the verb that an object fits.
func (r *reader) sanctionVerb(t *syntax.Tree, v int, used map[int]bool) {
	for _, f := range r.Lex.Sanction[t.Lemma(v)+"/v"] {
		if r.sanctionFrame(t, v, f, used) {
			return
		}
	}
}

// sanctionFrame makes a claim of each object that fits the frame: "cut lenders
// off from a market" is one measure, "sanctioned eight executives of one bank and
// nine of another" are two.
func (r *reader) sanctionFrame(t *syntax.Tree, v int, f lexicon.Frame, used map[int]bool) bool {
	objs := t.Objects(v)
	switch {
	case f.Object == "list":
		objs = phrasesBy(t, v, "to", "on", "from")
	case f.Object == "with":
		objs = phrasesBy(t, v, "with")
	case f.Object == "listed" && !r.sanctioning(t) && !r.designated(t, v):
		return false
	case f.Object == "blamed" && !r.blamed(t, v):
		return false // designated as an ally, not as a terrorist
	case len(objs) == 0 || f.Object == "trade" || f.Object == "network" || t.Lemma(v) == "agree":
		objs = append(objs, t.ByCase(v, "from", "to", "out", "on")...)
	}
	found := false
	for _, o := range objs {
		measure, ok := r.fits(t, o, f.Object)
		if !ok || found && t.CountOf(o) == nil {
			continue
		}
		for _, k := range t.Below(o, nil) {
			used[k] = true
		}
		if s := t.Subject(v); s >= 0 && !t.Passive(v) && r.isSanction(t, s) {
			used[s] = true // "the sanctions freeze their assets" is one measure
		}
		r.sanctionClaim(t, v, o, f, measure, "sanction."+f.Act)
		found = true
		if f.Object == "sanction" || f.Object == "list" || f.Object == "with" {
			break
		}
	}
	if f.Object == "any" && len(objs) == 0 && t.Passive(v) {
		if s := t.Child(v, "nsubj:pass"); s >= 0 {
			r.sanctionClaim(t, v, s, f, "other", "sanction."+f.Act)
			found = true
		}
	}
	return found
}

// phrasesBy are the phrases with one of the prepositions in the verb's clause:
// trees hang "to the Entity List" on the verb, its object or what describes it.
func phrasesBy(t *syntax.Tree, v int, prepositions ...string) []int {
	var out []int
	for _, k := range t.Below(v, func(k int) bool { return t.Is(k, "conj", "ccomp", "parataxis", "advcl", "nsubj") }) {
		if t.Is(k, "obl", "nmod") && slices.Contains(prepositions, t.Marker(k)) {
			out = append(out, k)
		}
	}
	return out
}

// sanctioning reports whether the sentence or one before it tells of sanctions:
// then "designated" and "targeted" do too.
func (r *reader) sanctioning(t *syntax.Tree) bool {
	for i := range t.Tokens {
		if t.IsNoun(i) && len(r.Lex.Sanction[t.Lemma(i)+"/n"]) > 0 && r.outright(t, i) {
			return true
		}
	}
	return r.Told(claim.Sanction) > 0
}

// designated reports whether a verb of naming counts whom it names, by words that
// only lists of measures use for people and firms: "designated 12 individuals".
func (r *reader) designated(t *syntax.Tree, v int) bool {
	return slices.ContainsFunc(t.Objects(v), func(o int) bool {
		return (t.Lemma(o) == "individual" || t.Lemma(o) == "entity") && t.CountOf(o) != nil && len(phrasesBy(t, v, "as")) == 0
	})
}

// blamed reports whether a verb of naming says as what: "as a terrorist
// organization".
func (r *reader) blamed(t *syntax.Tree, v int) bool {
	return slices.ContainsFunc(phrasesBy(t, v, "as"), func(k int) bool {
		return slices.ContainsFunc(t.Below(k, nil), func(k int) bool { return r.Lex.Blame[t.Lemma(k)] })
	})
}

// fits reports whether the object is of the kind that the frame needs, and the
// measure that its words tell.
func (r *reader) fits(t *syntax.Tree, o int, need string) (measure string, ok bool) {
	switch need {
	case "any", "blamed":
		if t.NameAt(o) != nil || t.Tokens[o].Tag == "PRON" || t.Tokens[o].Tag == "PROPN" || t.CountOf(o) != nil {
			return "other", true
		}
		return "other", r.Lex.Groups[t.Lemma(o)] || len(r.sanctionMeanings(t, o)) > 0 || need == "any" && (r.Lex.Units[t.Lemma(o)] == "people" || r.Lex.Persons[t.Lemma(o)])
	case "with":
		need = "sanction"
	case "listed":
		need = "person"
	}
	if need == "list" && t.Lemma(o) == "list" { // what is listed tells
		known := slices.ContainsFunc(t.Below(o, nil), func(k int) bool {
			return r.Lex.Blame[t.Lemma(k)] || r.Lex.Blame[t.Lower[k]] || k != o && len(r.sanctionMeanings(t, k)) > 0
		})
		return "other", known
	}
	heads := append([]int{o}, t.ByCase(o, "of")...) // "a tranche of sanctions"
	heads = append(heads, t.Children(o, "compound")...)
	for n, h := range heads {
		for _, m := range r.sanctionMeanings(t, h) {
			if m.what == need && (n == 0 || need == "sanction" || !t.Is(h, "compound")) {
				return m.measure, true
			}
		}
	}
	if need != "trade" && need != "asset" {
		return "", false
	}
	// "banned all Russian planes", "froze billions in assets", "the ability to
	// obtain technology"
	able := r.Lex.Abilities[t.Lemma(o)]
	for _, k := range t.Below(o, func(k int) bool { return t.Is(k, "acl") && !able || t.Is(k, "conj") }) {
		for _, m := range r.sanctionMeanings(t, k) {
			if m.what == need && (t.Is(k, "nmod", "amod") && t.NameAt(k) == nil || k == o || able) {
				return m.measure, true
			}
		}
	}
	return "", false
}

// heading reads a headline's opening word as the verb that it is: "Ban Export of
// Luxury Goods to Norland".
func (r *reader) heading(t *syntax.Tree, used map[int]bool) bool {
	o := t.Head(0)
	if o < 0 || !t.Is(0, "compound", "amod") {
		return false
	}
	for _, f := range r.Lex.Sanction[t.Lower[0]+"/v"] {
		if measure, ok := r.fits(t, o, f.Object); ok {
			for _, k := range t.Below(o, nil) {
				used[k] = true
			}
			r.sanctionClaim(t, 0, o, f, measure, "sanction.heading")
			return true
		}
	}
	return false
}

// sanctionNoun reads a noun of sanction that no verb has claimed.
func (r *reader) sanctionNoun(t *syntax.Tree, i int, used map[int]bool) {
	if r.nominalMeasure(t, i, used) {
		return
	}
	meanings := r.sanctionMeanings(t, i)
	if !slices.ContainsFunc(meanings, func(m sanctionMeaning) bool { return m.what == "sanction" }) {
		return
	}
	if r.Lex.NotAlone[t.Lemma(i)] && (meanings[0].measure == "other" || !slices.ContainsFunc(r.targets(t, i, i), func(p reading.NamedParty) bool { return p.Code != "" && p.Code != r.Author.Code })) {
		return // but "visa restrictions on Norland's ministers"
	}
	if m := t.NameAt(i); t.Is(i, "compound") || m != nil && m.Span.End > t.Tokens[i].Span.End {
		return // "sanctions evasion", "the Export Controls and Human Rights Initiative"
	}
	if itself := len(r.Lex.Sanction[t.Lemma(i)+"/n"]) > 0; !itself && len(r.targets(t, i, i)) == 0 {
		return
	}
	v := t.Carrier(i)
	f := lexicon.Frame{Act: "impose", Object: "self"}
	at := i
	if v >= 0 && r.Lex.Evasion[t.Lemma(v)] {
		return // "evade", "despite", "comply with": nobody imposes anything
	}
	_, under := r.under(t, i)
	if t.Marker(i) == "under" && !under && !slices.ContainsFunc(r.targets(t, i, i), func(p reading.NamedParty) bool { return p.Code != "" }) {
		return // "under the sanctions, banks must report"
	}
	if !under && v >= 0 && t.Is(i, "obj", "nsubj", "nsubj:pass", "obl") {
		at = v
		for _, g := range r.Lex.Sanction[t.Lemma(v)+"/v"] {
			if g.Act == "lift" || g.Act == "threaten" {
				f.Act = g.Act
			}
		}
	}
	r.sanctionClaim(t, at, i, f, meanings[0].measure, "sanction.noun")
}

// nominalMeasure reads nouns of imposing and lifting with what they act on: "the
// revocation of Norland's trade status", "the lifting of sanctions".
func (r *reader) nominalMeasure(t *syntax.Tree, i int, used map[int]bool) bool {
	for _, f := range r.Lex.Sanction[t.Lemma(i)+"/n"] {
		if f.Object == "self" {
			continue
		}
		for _, o := range t.ByCase(i, "of") {
			if measure, ok := r.fits(t, o, f.Object); ok {
				for _, k := range t.Below(o, nil) {
					used[k] = true
				}
				r.sanctionClaim(t, i, o, f, measure, "sanction.nominal")
				return true
			}
		}
	}
	return false
}

func (r *reader) sanctionClaim(t *syntax.Tree, v, o int, f lexicon.Frame, measure, rule string) {
	targets := r.targets(t, v, o)
	if f.Object == "list" || f.Object == "with" || f.Object == "network" { // who is added to a list, hit with a ban
		targets = nil
		for _, k := range t.Objects(v) {
			targets = append(targets, r.Parties(t, k)...)
		}
		targets = reading.Distinct(targets)
	}
	if names := r.following(t, v); len(names) > 0 {
		targets = names
	}
	if m := r.measureOf(t, v, o); m != "" && measure == "other" {
		measure = m
	}
	r.sanctionOf(t, v, o, f, measure, rule, targets)
}

// sanctionOf makes the claim of a measure whose targets are found.
func (r *reader) sanctionOf(t *syntax.Tree, v, o int, f lexicon.Frame, measure, rule string, targets []reading.NamedParty) {
	sc := syntax.Scope{Polarity: claim.Affirmed, Modality: claim.Fact}
	verb := t.Carrier(v)
	if verb >= 0 {
		sc = t.Scope(verb)
	}
	c := claim.Claim{Type: claim.Sanction, Rule: rule, Action: f.Act, Measure: measure, Polarity: sc.Polarity, Modality: sc.Modality,
		Spans: map[string]text.Span{}}
	if f.Act == "impose" && (sc.Force == "possible" || sc.Modality == claim.Possibility || verb >= 0 && t.Lemma(verb) == "threaten") {
		c.Action = "threaten"
	}
	subject := -1
	if t.IsVerb(v) {
		subject = t.Subject(v)
	}
	vague := f.Object == "burden" && !r.burdens(t, subject, targets) || r.Lex.Duties[t.Lemma(o)] && !slices.ContainsFunc(targets, r.foreignTo)
	last, again := r.sanctionBefore(t, v, f, targets)
	if !again && (len(targets) == 0 || targets[0].Code == "") {
		targets = append(targets, r.aims(t, v, o)...)
	}
	if asset := f.Object == "asset" && t.Child(o, "nmod:poss") < 0; !again && (len(targets) == 0 && !r.outright(t, o) || asset && !anyNamed(targets)) && !r.sanctioning(t) {
		vague = true // "to seize illicit assets": what the document fills in is a guess
	}
	imposers, targets := r.settleParties(t, r.imposersOf(t, v, o, f), targets, subject >= 0 && t.Tokens[subject].Tag == "PRON")
	if again {
		imposers, targets = unread(last.Actors), unread(last.Recipients)
	}
	listed := f.Object == "list" && len(imposers) > 0 && slices.ContainsFunc(t.Objects(v), func(k int) bool { return t.CountOf(k) != nil })
	vague = vague || len(imposers) == 0 && len(targets) == 0 || len(targets) == 0 && !r.outright(t, o) && !listed && len(r.ownTrade(t, v, o)) == 0
	vague = vague || measure == "airspace_ban" && (r.anyCarrier(imposers) || subject >= 0 && r.Lex.Carriers[t.Lemma(t.CountedNoun(subject))])
	c.Actors, c.Recipients = reading.Plain(imposers), reading.Plain(targets)
	c.Spans["actors"], c.Spans["recipients"] = reading.SpanOf(imposers), reading.SpanOf(targets)
	if f.Object == "list" {
		o = v // the number of a list is no count of those on it
	}
	c.Count, c.Spans["count"] = r.sanctionCount(t, v, o)
	c.Sources, c.Spans["sources"] = reading.Sources(r.Attributions(t, v))
	if c.When, c.Spans["when"] = r.When(t, v); c.When.IsZero() {
		c.When, c.Spans["when"] = setting.OnlyDate(t)
	}
	c.Confidence = 0.7
	if rule == "sanction.noun" {
		c.Confidence = 0.55
	}
	sp := t.Tokens[v].Span.Cover(t.Phrase(o))
	for _, p := range targets {
		if p.Span.Overlaps(t.Sentence.Span) {
			sp = sp.Cover(p.Span)
		}
	}
	r.addSanction(t, v, o, sp, c, vague)
}

// sanctionBefore is the measure told before, where this one freezes assets of
// whom the sentence does not name and nobody in it does so: "imposed sanctions on
// 30 officials. The assets of all 30 are frozen."
func (r *reader) sanctionBefore(t *syntax.Tree, v int, f lexicon.Frame, targets []reading.NamedParty) (claim.Claim, bool) {
	if f.Object != "asset" || anyNamed(targets) || !t.IsVerb(v) || !t.Passive(v) || t.Child(v, "obl:agent") >= 0 {
		return claim.Claim{}, false
	}
	for c := range r.Back(claim.Sanction) {
		if c.Action == f.Act && c.Polarity == claim.Affirmed && len(c.Actors) > 0 {
			return c, true
		}
	}
	return claim.Claim{}, false
}

// unread are parties that were read in another sentence.
func unread(list []claim.Party) []reading.NamedParty {
	out := make([]reading.NamedParty, len(list))
	for i, p := range list {
		out[i].Party = p
	}
	return out
}

// addSanction adds a measure. A vague one, which names nobody whom it could hit,
// is no claim; it is proposed where models are trained, so that they see what
// measures at home look like.
func (r *reader) addSanction(t *syntax.Tree, v, o int, sp text.Span, c claim.Claim, vague bool) {
	if !vague {
		r.Add(t, v, o, sp, c)
	} else if r.Model == nil {
		r.Add(t, v, o, sp, c, "vague")
	}
}

// measureOf looks for a telling word in the object's phrase and the verb's.
func (r *reader) measureOf(t *syntax.Tree, v, o int) string {
	for _, k := range append(t.Below(o, func(k int) bool { return t.Is(k, "conj") }), t.Below(v, func(k int) bool { return t.Is(k, "conj", "ccomp", "parataxis", "advcl") })...) {
		for _, m := range r.sanctionMeanings(t, k) {
			if m.measure != "other" {
				return m.measure
			}
		}
	}
	return ""
}
