package extract

import (
	"slices"
	"strconv"

	"kiroku/claim"
	"kiroku/gazetteer"
	"kiroku/lang"
	"kiroku/lang/mention"
	"kiroku/text"
)

// stanceFeatures describe a saying's words to the model of stances: whose
// words of opinion and of saying stand in it, who its subject is, and whether
// it looks ahead or obliges.
func (r *reader) stanceFeatures(t *tree, c claim.Claim) []string {
	seen := map[string]bool{}
	var f []string
	add := func(s string) {
		if !seen[s] {
			seen[s] = true
			f = append(f, s)
		}
	}
	sp := text.Span{Start: c.Evidence.Start, End: c.Evidence.End}
	for k, tok := range t.toks {
		if !sp.Contains(tok.Span) {
			continue
		}
		for _, w := range [2]string{t.low[k], t.lemma(k)} {
			for _, o := range r.lex.opinions[w] {
				add("opinion=" + o)
			}
		}
		if o, ok := t.open(r.lex.saying, k); ok && o.act != "comment" {
			add("says=" + o.act)
		}
		if fc := r.lex.forces[t.lemma(k)]; fc != "" {
			add("forces=" + fc)
		}
		if t.isVerb(k) || t.toks[k].Tag == "ADJ" {
			if n := t.tense(k); n >= future && n < bare {
				add("tense=" + strconv.Itoa(int(n)))
			}
			if t.negated(k) {
				add("negated")
			}
			if s := t.nominative(k); s >= 0 && firstPerson[t.low[s]] {
				add("speaks-of-self")
				add("self+" + t.lemma(k))
			}
		}
	}
	return f
}

// features describe a candidate to the models: its rule and words, what its
// roles hold, how real its clause is, and the words around.
func (r *reader) features(t *tree, at, obj int, c claim.Claim) []string {
	f := []string{"bias", "rule=" + c.Rule, "at=" + t.lemma(at), "rule+at=" + c.Rule + "|" + t.lemma(at), "atrel=" + t.toks[at].Rel, "attag=" + t.toks[at].XTag}
	add := func(name, v string) {
		if v != "" {
			f = append(f, name+"="+v)
		}
	}
	if obj >= 0 {
		add("obj", t.lemma(obj))
		add("at+obj", t.lemma(at)+"|"+t.lemma(obj))
		for _, k := range t.children(obj, "amod", "compound", "det") {
			add("objmod", t.lemma(k))
		}
		add("objcase", t.marker(obj))
		if h := t.head(obj); h >= 0 {
			add("objhead", t.lemma(h))
		}
	}
	verb := t.carrier(at)
	if verb >= 0 {
		sc := t.scope(verb)
		add("tense", strconv.Itoa(int(sc.tense)))
		add("force", sc.force)
		add("tense+rule", strconv.Itoa(int(sc.tense))+"|"+c.Rule)
		add("verb", t.lemma(verb))
		add("verbrel", t.toks[verb].Rel)
		for _, k := range t.children(verb, "aux", "aux:pass", "advmod", "mark") {
			add("verbdep", t.low[k])
		}
		if s := t.subject(verb); s >= 0 {
			add("subj", t.lemma(s))
			add("subjtag", t.toks[s].Tag)
		}
		if h := t.head(verb); h >= 0 {
			add("above", t.lemma(h))
		}
	}
	if c.Type == claim.Event || c.Type == claim.Statement {
		for k := max(0, at-4); k < min(len(t.toks), at+7); k++ {
			add("near", t.lemma(k))
		}
	}
	return append(f, r.roleFeatures(t, at, obj, c)...)
}

// frameAbove is the frame of the verb that carries a noun of giving, "" for
// none: "announced a grant" is firmer than "discussed a grant".
func (r *reader) frameAbove(t *tree, at int) string {
	v := t.carrier(at)
	if v < 0 || v == at {
		return ""
	}
	if f, ok := r.lex.aid[t.lemma(v)+"/v"]; ok {
		return f.act
	}
	if _, ok := r.lex.stance[t.lemma(v)]; ok {
		return "speech"
	}
	return "other"
}

// ownContext is from how many sentences on a text says itself what it is about;
// a shorter notice leaves out what its readers know.
const ownContext = 8

// atHome reports whether aid has no part abroad in a text that is about no crisis.
func (r *reader) atHome(c claim.Claim) bool {
	abroad := func(p claim.Party) bool {
		return p.Code != "" && p.Code != r.author.Code && (p.Kind != claim.Organization || r.foreign || wellKnown(p.Code))
	}
	return c.Type == claim.Aid && r.author.Kind == claim.Country && r.crisis == "none" && len(r.a.Sentences) >= ownContext &&
		!slices.ContainsFunc(slices.Concat(c.Actors, c.Recipients, c.Via), abroad)
}

// namesAbroad reports whether the document names a country besides its author's:
// then an office with an acronym of its own may stand there.
func (r *reader) namesAbroad() bool {
	return slices.ContainsFunc(r.a.Sentences, func(sent lang.Sentence) bool {
		return slices.ContainsFunc(sent.Mentions, func(m mention.Mention) bool {
			e, ok := gazetteer.ByCode(m.Code)
			return ok && e.Kind == gazetteer.Country && m.Code != r.author.Code
		})
	})
}

// wellKnown reports whether the code of an organization is known beyond its text:
// one that a text about home abbreviates itself is mostly an office or a firm there.
func wellKnown(code string) bool {
	return slices.ContainsFunc(gazetteer.Lookup(code), func(e gazetteer.Entry) bool { return e.Kind == gazetteer.Organization })
}

// context are the features of a candidate's document: in a text about no crisis
// few counts are of harm.
func (r *reader) context(c claim.Claim) []string {
	if c.Type != claim.Aid && c.Type != claim.Sanction && c.Type != claim.Impact {
		return nil
	}
	own := strconv.FormatBool(!c.Spans["actors"].IsZero()) + strconv.FormatBool(!c.Spans["recipients"].IsZero())
	what := strconv.FormatBool(c.Money != nil) + strconv.FormatBool(len(c.Items) > 0)
	f := []string{"crisis=" + r.crisis, "crisis+rule=" + r.crisis + c.Rule, "crisis+own=" + r.crisis + own, "crisis+what=" + r.crisis + what}
	return f
}

// victimFeatures tell whom a word of harm is said of: one known person ("his
// death", "shot him") is seldom a figure.
func (r *reader) victimFeatures(t *tree, at, obj int) []string {
	word := at
	if obj >= 0 {
		word = obj
	}
	f := []string{"whom=" + t.toks[word].XTag, "whom+rule=" + t.toks[word].XTag + "|" + t.rel(word)}
	for _, k := range []int{at, word} {
		if p := t.child(k, "nmod:poss"); p >= 0 {
			f = append(f, "owned="+t.toks[p].Tag)
		}
		if d := t.child(k, "det"); d >= 0 {
			f = append(f, "whomdet="+t.low[d])
		}
	}
	if t.nameAt(word) != nil {
		f = append(f, "whomnamed")
	}
	return f
}

// roleFeatures describe what the candidate's fields hold.
func (r *reader) roleFeatures(t *tree, at, obj int, c claim.Claim) []string {
	var f []string
	flag := func(name string, on bool) {
		if on {
			f = append(f, name)
		}
	}
	code := func(ps []claim.Party) bool {
		return slices.ContainsFunc(ps, func(p claim.Party) bool { return p.Code != "" })
	}
	flag("actor", len(c.Actors) > 0)
	flag("actorcode", code(c.Actors))
	flag("recipient", len(c.Recipients) > 0)
	flag("recipientcode", code(c.Recipients))
	flag("bothcodes", code(c.Actors) && code(c.Recipients))
	flag("samecode", code(c.Actors) && code(c.Recipients) && c.Actors[0].Code == c.Recipients[0].Code)
	flag("ownactor", !c.Spans["actors"].IsZero())
	flag("ownrecipient", !c.Spans["recipients"].IsZero())
	flag("money", c.Money != nil)
	flag("items", len(c.Items) > 0)
	flag("value", c.Value.Known())
	flag("count", c.Count.Known())
	flag("sources", len(c.Sources) > 0)
	flag("when", !c.When.IsZero())
	flag("where", c.Where.Name != "")
	flag("inquote", r.quoteAt(t.toks[at].Span) != nil)
	flag("author", r.author.Code != "")
	own := strconv.FormatBool(!c.Spans["actors"].IsZero()) + strconv.FormatBool(!c.Spans["recipients"].IsZero())
	what := strconv.FormatBool(c.Money != nil) + strconv.FormatBool(len(c.Items) > 0)
	f = append(f, "rule+own="+c.Rule+own, "rule+what="+c.Rule+what, "rule+own+what="+c.Rule+own+what, "rule+rel="+c.Rule+t.rel(at),
		"rule+frameabove="+c.Rule+r.frameAbove(t, at), "rule+value="+c.Rule+strconv.FormatBool(c.Value.Known()))
	f = append(f, "action="+c.Action, "category="+c.Category, "measure="+c.Measure, "kind="+c.Kind, "stance="+c.Stance, "quoted="+c.Quoted,
		"polarity="+string(c.Polarity), "modality="+string(c.Modality), "unit="+c.Unit, "topic="+r.topic,
		"measure+unit="+c.Measure+"|"+c.Unit, "money+category="+strconv.FormatBool(c.Money != nil)+"|"+c.Category)
	if c.Type == claim.Impact {
		f = append(f, r.victimFeatures(t, at, obj)...)
		f = append(f, "harm="+r.harm, "harm+rule="+r.harm+c.Rule, "harm+value="+r.harm+strconv.FormatBool(c.Value.Known()))
	}
	if c.Value.Known() {
		f = append(f, "digits="+strconv.Itoa(len(c.Value.String())))
	}
	if c.Type == claim.Statement {
		f = append(f, r.stanceFeatures(t, c)...)
		for k, tok := range t.toks {
			if sp := (text.Span{Start: c.Evidence.Start, End: c.Evidence.End}); sp.Contains(tok.Span) {
				f = append(f, "word="+t.lemma(k))
			}
		}
	}
	for _, p := range c.Recipients {
		f = append(f, "recipientkind="+string(p.Kind))
	}
	for _, p := range c.Actors {
		f = append(f, "actorkind="+string(p.Kind))
	}
	return f
}
