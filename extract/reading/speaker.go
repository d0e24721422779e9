package reading

import (
	"cmp"

	"kiroku/claim"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
)

// Who speaks. The speaker of a verb of saying is its subject, before or behind
// it ("said the mayor"); where the subject is an office with a name, "the mayor
// of Kyiv, Ana Kubiak,", the person speaks and the office says for whom.

// SpeakerAt is the head of the phrase that says what the verb says, -1 when
// the sentence does not name it.
func (r *Reader) SpeakerAt(t *syntax.Tree, v int) int {
	if s := ApposedSpeaker(t, v); s >= 0 {
		return s
	}
	if s := r.invertedSpeaker(t, v); s >= 0 {
		return s
	}
	if h := t.Head(v); t.Is(v, "acl") && t.Tokens[v].XTag == "VBG" && h >= 0 && !r.IsSomebody(t, h) {
		if above := t.Clause(h); above >= 0 && above != v { // "expressed a like view, saying": who expressed it
			return t.Subject(above)
		}
	}
	return t.Subject(v)
}

// ApposedSpeaker is the name that a verb of saying hangs on as if it told what
// was said of it: trees take "Kubiak, announced on Monday that ..." for a
// participle.
func ApposedSpeaker(t *syntax.Tree, v int) int {
	h := t.Head(v)
	if !t.Is(v, "acl") || t.Is(v, "acl:relcl") || h < 0 || v == 0 || t.Tokens[v-1].Tag != "PUNCT" || t.Lex.Stance[t.Lemma(v)] != "comment" {
		return -1
	}
	m := t.NameAt(h)
	if m == nil || m.Kind != mention.Person || t.Child(v, "ccomp", "advcl", "obj") < 0 || t.Agent(v) >= 0 {
		return -1
	}
	return h
}

// invertedSpeaker is somebody right behind a verb of saying that has no
// subject before it: "..., stated Minister Kubiak".
func (r *Reader) invertedSpeaker(t *syntax.Tree, v int) int {
	if v == 0 || t.Tokens[v-1].Tag != "PUNCT" || t.Lemma(v) == "tell" || t.Lex.Stance[t.Lemma(v)] != "comment" || t.Child(v, "nsubj", "nsubj:pass", "aux:pass") >= 0 {
		return -1
	}
	for _, k := range t.Children(v, "obj", "obl:agent") {
		if k > v && t.Marker(k) == "" && t.Phrase(k).Start == t.Tokens[min(v+1, len(t.Tokens)-1)].Span.Start && r.IsSomebody(t, k) {
			return k
		}
	}
	return -1
}

// Speakers are the parties of a speaker's phrase.
func (r *Reader) Speakers(t *syntax.Tree, v, s int) []NamedParty {
	if s < 0 {
		return nil
	}
	if p, ok := r.namedSpeaker(t, v, s); ok {
		return []NamedParty{p}
	}
	if ps := r.actorsOf(t, s); len(ps) > 0 || !t.IsNoun(s) || t.ValueAt(s) != nil {
		return ps
	}
	return []NamedParty{{Party: claim.Party{Name: t.Words(t.Phrase(s)), Kind: claim.Group}, Span: t.Phrase(s), phrase: called(t, s)}} // whatever speaks
}

// namedSpeaker reads the name that closes a speaker's phrase, before its verb:
// "the head of police, Ana Kubiak, on Sunday said".
func (r *Reader) namedSpeaker(t *syntax.Tree, v, s int) (NamedParty, bool) {
	if t.Tokens[s].Tag == "PRON" || len(t.Coordinated(s)) > 1 {
		return NamedParty{}, false
	}
	if h := t.Head(s); t.Is(s, "nsubj") && h > s {
		v = min(v, h) // of "said it, and asked", the first verb stands next to the name
	}
	k := CalledBy(t, s)
	if k < 0 && s < v {
		k = nameClosing(t, v, s)
	}
	if k < 0 || k == s {
		return NamedParty{}, false
	}
	m := t.NameAt(k)
	p := Named(t, t.HeadOf(m.Span), m)
	p.Code = cmp.Or(p.Code, r.officeCode(t, s))
	if p.phrase == "" || len(p.phrase) < len(called(t, s)) {
		p.phrase = called(t, s)
	}
	return p, true
}

// nameClosing is the last name between a subject and its verb that is set off
// by commas or stands behind a title; -1 for none. Names behind a preposition
// belong to something else.
func nameClosing(t *syntax.Tree, v, s int) int {
	k := v - 1
	for k > s && (t.NameAt(k) == nil || t.NameAt(k).Kind == mention.Date) && (t.Tokens[k].Tag == "PUNCT" || t.Tokens[k].Tag == "AUX" || t.Tokens[k].Tag == "ADV" || t.Dated(k) || t.Is(k, "case") && t.Dated(t.Head(k))) {
		k--
	}
	m := t.NameAt(k)
	if k <= s || m == nil || m.Adj || sameName(t, k, s) {
		return -1
	}
	first := t.IndexAt(m.Span.Start)
	if first <= s || t.Tokens[first-1].Tag == "ADP" || t.Tokens[first-1].Tag == "CCONJ" {
		return -1
	}
	set := t.Lower[first-1] == "," && t.Lower[k+1] == ","
	if m.Kind != mention.Person && !(set && t.NameAt(s) == nil && m.Kind == mention.Organization) {
		return -1
	}
	if h := t.HeadOf(m.Span); t.Cased(h, "of") || t.Cased(h, "for") || t.Is(h, "conj") {
		return -1
	}
	return k
}

// sameName reports whether two tokens belong to one name.
func sameName(t *syntax.Tree, a, b int) bool { return t.NameAt(a) != nil && t.NameAt(a) == t.NameAt(b) }

// SaidOf is the clause that tells what a verb of saying says when it does not
// hang below the verb ("the bridge fell, officials said", "as officials said"),
// or when the tree took it for something else than a clause.
func SaidOf(t *syntax.Tree, v int) int {
	h := t.Head(v)
	if h >= 0 && (t.Is(v, "parataxis") && (h < v || interrupts(t, v, h)) || t.Is(v, "advcl") && t.Marker(v) == "as" && t.Lex.Stance[t.Lemma(h)] == "") {
		return h
	}
	if h >= 0 && h < v && t.Is(v, "ccomp", "conj") && t.Lex.Stance[t.Lemma(v)] == "comment" && t.Lex.Stance[t.Lemma(h)] == "" && t.Marker(v) == "" && closesClause(t, v) {
		return h
	}
	for _, k := range t.Kids[v] {
		own := t.Child(k, "nsubj", "nsubj:pass", "expl", "cop") >= 0
		switch {
		case t.Is(k, "advcl") && k < v && t.Marker(k) == "" && t.IsVerb(k) && t.Tokens[k].XTag != "VBG",
			t.Is(k, "advcl", "conj") && k > v && own && t.Marker(k) == "" && t.Child(k, "cc") < 0,
			t.Is(k, "obj", "iobj", "obl") && k > v && own:
			return k
		}
	}
	return -1
}

// interrupts reports whether the saying v stands in the middle of the clause of
// h: "the convoy, she said, is safe".
func interrupts(t *syntax.Tree, v, h int) bool {
	s := t.Child(h, "nsubj", "nsubj:pass", "obl", "advmod")
	return s >= 0 && s < v && v < h
}

// closesClause reports whether a verb of saying with a subject of its own stands
// behind a comma: "the road is cut, officials said", whatever the tree makes of it.
func closesClause(t *syntax.Tree, v int) bool {
	s := t.Child(v, "nsubj")
	if s < 0 || s > v || t.Child(v, "cc", "ccomp") >= 0 {
		return false
	}
	first := t.IndexAt(t.Phrase(s).Start)
	return first > 0 && t.Lower[first-1] == ","
}
