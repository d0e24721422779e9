package candidate

import (
	"slices"
	"strconv"
	"strings"

	"kiroku/claim"
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
	"kiroku/text"
)

// stanceFeatures describe a saying's words to the model of stances: whose
// words of opinion and of saying stand in it, who its subject is, and whether
// it looks ahead or obliges.
func (r *Reader) stanceFeatures(t *syntax.Tree, c claim.Claim) []string {
	seen := map[string]bool{}
	var f []string
	add := func(s string) {
		if !seen[s] {
			seen[s] = true
			f = append(f, s)
		}
	}
	sp := text.Span{Start: c.Evidence.Start, End: c.Evidence.End}
	for k, tok := range t.Tokens {
		if !sp.Contains(tok.Span) {
			continue
		}
		needless := t.IsVerb(k) && t.Negated(k) // "we need no boats" asks for nothing
		for _, o := range t.Opinions(k) {
			if o == "request" && needless {
				continue
			}
			if seen["opinion="+o] {
				add("opinions=" + o) // more than one word
			}
			add("opinion=" + o)
			if leads(t, k) {
				add("leadopinion=" + o)
			}
		}
		if leads(t, k) {
			f = append(f, leadFeatures(t, k)...)
		}
		o, says := t.Open(r.Lex.Saying, k)
		if says && o.Act != "comment" {
			add("says=" + o.Act)
		}
		if fc := r.Lex.Forces[t.Lemma(k)]; fc != "" && !(says && o.Act == "comment") && !(fc == "request" && needless) { // who calls it a crime calls for nothing

			add("forces=" + fc)
		}
		if t.IsVerb(k) || t.Tokens[k].Tag == "ADJ" {
			if n := t.Tense(k); n >= syntax.Future && n < syntax.Bare {
				add("tense=" + strconv.Itoa(int(n)))
			}
			if t.Negated(k) {
				add("negated")
			}
			if s := t.Nominative(k); s >= 0 && reading.FirstPerson[t.Lower[s]] {
				add("speaks-of-self")
				add("self+" + t.Lemma(k))
			}
		}
	}
	return f
}

// leads reports whether a word stands at the top of what is said: it is the
// sentence's root, what a verb of saying says, or a word right below.
func leads(t *syntax.Tree, k int) bool {
	top := func(k int) bool {
		h := t.Head(k)
		return h < 0 || t.Is(k, "ccomp", "parataxis") && t.Lex.Stance[t.Lemma(h)] != ""
	}
	h := t.Head(k)
	return top(k) || h >= 0 && top(h) && t.Is(k, "amod", "advmod", "xcomp", "obj", "acl", "aux", "conj", "csubj")
}

// leadFeatures describe a word at the top of what is said by who its subject is.
func leadFeatures(t *syntax.Tree, k int) []string {
	var f []string
	s := t.Nominative(k)
	switch {
	case s < 0 && t.Tokens[k].XTag == "VB":
		f = append(f, "leadsubj=none")
	case s < 0:
	case reading.FirstPerson[t.Lower[s]]:
		f = append(f, "leadsubj=self")
	case t.Tokens[s].Tag == "PRON":
		f = append(f, "leadsubj="+t.Lower[s])
	case t.NameAt(s) != nil:
		f = append(f, "leadsubj=name")
	default:
		f = append(f, "leadsubj=thing")
	}
	return f
}

// features describe a candidate to the models: its rule and words, what its
// roles hold, how real its clause is, and the words around.
func (r *Reader) features(t *syntax.Tree, at, obj int, c claim.Claim) []string {
	word := t.Lemma(at)
	if c.Type == claim.Statement {
		_, word, _ = strings.Cut(c.Rule, ".")
	}
	f := []string{"bias", "rule=" + c.Rule, "at=" + word, "rule+at=" + c.Rule + "|" + word, "atrel=" + t.Tokens[at].Rel, "attag=" + t.Tokens[at].XTag}
	add := func(name, v string) {
		if v != "" {
			f = append(f, name+"="+v)
		}
	}
	if obj >= 0 {
		add("obj", t.Lemma(obj))
		add("at+obj", t.Lemma(at)+"|"+t.Lemma(obj))
		for _, k := range t.Children(obj, "amod", "compound", "det") {
			add("objmod", t.Lemma(k))
		}
		add("objcase", t.Marker(obj))
		if h := t.Head(obj); h >= 0 {
			add("objhead", t.Lemma(h))
		}
	}
	verb := t.Carrier(at)
	if verb >= 0 {
		sc := t.Scope(verb)
		add("tense", strconv.Itoa(int(sc.Tense)))
		add("force", sc.Force)
		add("tense+rule", strconv.Itoa(int(sc.Tense))+"|"+c.Rule)
		if verb != at {
			word = t.Lemma(verb)
		}
		add("verb", word)
		add("verbrel", t.Tokens[verb].Rel)
		for _, k := range t.Children(verb, "aux", "aux:pass", "advmod", "mark") {
			add("verbdep", t.Lower[k])
		}
		if s := t.Subject(verb); s >= 0 {
			add("subj", t.Lemma(s))
			add("subjtag", t.Tokens[s].Tag)
		}
		if h := t.Head(verb); h >= 0 {
			add("above", t.Lemma(h))
		}
	}
	return append(f, r.roleFeatures(t, at, obj, c)...)
}

// frameAbove is the frame of the verb that carries a noun of giving, "" for
// none: "announced a grant" is firmer than "discussed a grant".
func (r *Reader) frameAbove(t *syntax.Tree, at int) string {
	v := t.Carrier(at)
	if v < 0 || v == at {
		return ""
	}
	if f, ok := r.Lex.Aid[t.Lemma(v)+"/v"]; ok {
		return f.Act
	}
	if _, ok := r.Lex.Stance[t.Lemma(v)]; ok {
		return "speech"
	}
	return "other"
}

// context are the features of what stands around a candidate. The words near
// an event or saying tell whether it is one, but its stance they tell no better
// than the words of opinion do. In a text about no crisis few counts are of harm.
func (r *Reader) context(t *syntax.Tree, at int, c claim.Claim) []string {
	if c.Type == claim.Event || c.Type == claim.Statement {
		return wordsNear(t, at, c)
	}
	if c.Type != claim.Aid && c.Type != claim.Sanction && c.Type != claim.Impact {
		return nil
	}
	own := strconv.FormatBool(!c.Spans["actors"].IsZero()) + strconv.FormatBool(!c.Spans["recipients"].IsZero())
	what := strconv.FormatBool(c.Money != nil) + strconv.FormatBool(len(c.Items) > 0)
	f := []string{"crisis=" + r.Crisis, "crisis+rule=" + r.Crisis + c.Rule, "crisis+own=" + r.Crisis + own, "crisis+what=" + r.Crisis + what}
	return f
}

func wordsNear(t *syntax.Tree, at int, c claim.Claim) []string {
	var f []string
	for k := max(0, at-4); k < min(len(t.Tokens), at+7); k++ {
		f = append(f, "near="+t.Lemma(k))
	}
	for k, tok := range t.Tokens {
		if c.Type == claim.Statement && c.Evidence.Span().Contains(tok.Span) {
			f = append(f, "word="+t.Lemma(k))
		}
	}
	return f
}

// victimFeatures tell whom a word of harm is said of: one known person ("his
// death", "shot him") is seldom a figure.
func (r *Reader) victimFeatures(t *syntax.Tree, at, obj int) []string {
	word := at
	if obj >= 0 {
		word = obj
	}
	f := []string{"whom=" + t.Tokens[word].XTag, "whom+rule=" + t.Tokens[word].XTag + "|" + t.Rel(word)}
	for _, k := range []int{at, word} {
		if p := t.Child(k, "nmod:poss"); p >= 0 {
			f = append(f, "owned="+t.Tokens[p].Tag)
		}
		if d := t.Child(k, "det"); d >= 0 {
			f = append(f, "whomdet="+t.Lower[d])
		}
	}
	if t.NameAt(word) != nil {
		f = append(f, "whomnamed")
	}
	return f
}

// roleFeatures describe what the candidate's fields hold.
func (r *Reader) roleFeatures(t *syntax.Tree, at, obj int, c claim.Claim) []string {
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
	flag("inquote", r.QuoteAt(t.Tokens[at].Span) != nil)
	flag("author", r.Author.Code != "")
	own := strconv.FormatBool(!c.Spans["actors"].IsZero()) + strconv.FormatBool(!c.Spans["recipients"].IsZero())
	what := strconv.FormatBool(c.Money != nil) + strconv.FormatBool(len(c.Items) > 0)
	f = append(f, "rule+own="+c.Rule+own, "rule+what="+c.Rule+what, "rule+own+what="+c.Rule+own+what, "rule+rel="+c.Rule+t.Rel(at),
		"rule+frameabove="+c.Rule+r.frameAbove(t, at), "rule+value="+c.Rule+strconv.FormatBool(c.Value.Known()))
	f = append(f, "action="+c.Action, "category="+c.Category, "measure="+c.Measure, "kind="+c.Kind, "stance="+c.Stance, "quoted="+c.Quoted,
		"polarity="+string(c.Polarity), "modality="+string(c.Modality), "unit="+c.Unit, "topic="+r.Topic,
		"measure+unit="+c.Measure+"|"+c.Unit, "money+category="+strconv.FormatBool(c.Money != nil)+"|"+c.Category)
	if c.Type == claim.Impact {
		f = append(f, r.victimFeatures(t, at, obj)...)
		f = append(f, "harm="+r.Harm, "harm+rule="+r.Harm+c.Rule, "harm+value="+r.Harm+strconv.FormatBool(c.Value.Known()))
	}
	if c.Value.Known() {
		f = append(f, "digits="+strconv.Itoa(len(c.Value.String())))
	}
	if c.Type == claim.Statement {
		f = append(f, r.stanceFeatures(t, c)...)
	}
	for _, p := range c.Recipients {
		f = append(f, "recipientkind="+string(p.Kind))
	}
	for _, p := range c.Actors {
		f = append(f, "actorkind="+string(p.Kind))
	}
	return f
}
