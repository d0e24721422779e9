package reading

import (
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/extract/syntax"
	"kiroku/text"
)

// Said is one link of the chain above a clause: who says it, with which verb.
type Said struct {
	NamedParty
	Verb string
	Role string
}

// Attributions are those who say what the clause at v says, nearest first:
// the speaker of the verb that governs it, then who reports the speaker.
func (r *Reader) Attributions(t *syntax.Tree, v int) []Said {
	var chain []Said
	for at, n := v, 0; at >= 0 && n < 12; at, n = t.Head(at), n+1 {
		if len(chain) < 3 {
			if s, ok := r.AccordingTo(t, at); ok {
				chain = append(chain, s)
			}
		}
		if at == v || !t.IsVerb(at) {
			continue
		}
		if s, ok := r.Speech(t, at, v); ok {
			chain = append(chain, s)
		}
		chain = append(chain, r.Relayed(t, at)...)
	}
	// "..., Reuters reported": a verb of saying that hangs below the clause.
	for _, k := range t.Children(v, "parataxis", "ccomp") {
		if s, ok := r.Speech(t, k, v); ok && t.Is(k, "parataxis") {
			chain = append(chain, s)
		}
	}
	if len(chain) == 0 {
		if s, ok := r.accorded(t, v); ok {
			chain = append(chain, s)
		} else if q := r.QuoteAt(t.Tokens[v].Span); q != nil && q.Speaker.Name != "" {
			chain = append(chain, Said{NamedParty: q.Speaker})
			chain = append(chain, q.Via...)
		}
	}
	return DedupeChain(chain)
}

// Speech reads a verb of saying and its subject.
func (r *Reader) Speech(t *syntax.Tree, verb, of int) (Said, bool) {
	if _, ok := r.Lex.Stance[t.Lemma(verb)]; !ok || verb == of {
		return Said{}, false
	}
	s := r.SpeakerAt(t, verb)
	if s < 0 || t.Within(of, s) {
		return Said{}, false
	}
	p, ok := r.namedSpeaker(t, verb, s)
	if !ok {
		p, ok = r.Party(t, s)
	}
	if !ok {
		return Said{}, false
	}
	return Said{NamedParty: p, Verb: t.Lower[verb], Role: r.RoleOf(t, s)}, true
}

// AccordingTo reads "according to X" and "in a report by X" below a word.
func (r *Reader) AccordingTo(t *syntax.Tree, at int) (Said, bool) {
	for _, k := range t.Children(at, "obl", "nmod", "advmod") {
		if s, ok := r.inView(t, k); ok {
			return s, true
		}
		m := t.Child(k, "case")
		if m < 0 {
			continue
		}
		by := r.writer(t, k)
		switch word := t.Lower[m]; {
		case word == "according", word == "per" && (t.NameAt(k) != nil || t.Child(k, "det") >= 0): // not "two litres per person"
		case word == "in" && r.Lex.Papers[t.Lemma(k)] && by >= 0: // not "said in a statement"
		default:
			continue
		}
		if p, ok := r.accordedTo(t, at, k, by); ok {
			return Said{NamedParty: p, Verb: t.Lower[m], Role: r.RoleOf(t, k)}, true
		}
	}
	return Said{}, false
}

// accordedTo is the party according to which something is told: somebody, who wrote
// the paper (by), or the paper itself.
func (r *Reader) accordedTo(t *syntax.Tree, at, k, by int) (NamedParty, bool) {
	if by >= 0 {
		k = by
	} else if !r.IsSomebody(t, k) && r.Lex.Papers[t.Lemma(k)] {
		return NamedParty{Party: claim.Party{Name: t.Words(t.Phrase(k)), Kind: claim.Group}, Span: t.Phrase(k)}, true
	}
	ps := r.Speakers(t, at, k)
	if len(ps) == 0 {
		return NamedParty{}, false
	}
	return ps[0], true
}

// writer is who wrote the paper or message at k: "a report by the Red Cross", "the
// council's figures"; -1 where k is somebody, or nobody is named.
func (r *Reader) writer(t *syntax.Tree, k int) int {
	if r.IsSomebody(t, k) {
		return -1
	}
	near := append(t.ByCase(k, "by", "from", "of"), t.Children(k, "nmod:poss", "compound")...)
	if h := t.Head(k); h >= 0 { // trees hang "a bulletin from the ministry" apart
		for _, w := range t.ByCase(h, "by", "from", "of") {
			if w > k && w-k < maxApart && !slices.Contains(t.Lower[k:w], ",") {
				near = append(near, w)
			}
		}
	}
	for _, w := range near {
		if t.Tokens[w].Tag != "PRON" && r.IsSomebody(t, w) {
			return w
		}
	}
	return -1
}

// maxApart is how many words may stand between a paper and who wrote it.
const maxApart = 8

// accorded is the one party according to whom a sentence tells what it tells, where the
// phrase hangs elsewhere than on its clause.
func (r *Reader) accorded(t *syntax.Tree, v int) (Said, bool) {
	at := slices.Index(t.Lower, "according")
	if at < 0 || at+1 >= len(t.Lower) || t.Lower[at+1] != "to" || slices.Contains(t.Lower[at+1:], "according") || r.QuoteAt(t.Tokens[v].Span) != nil {
		return Said{}, false
	}
	k := t.Head(at)
	if k < 0 || t.Head(k) < 0 || !t.Is(at, "case") || t.Within(v, k) {
		return Said{}, false
	}
	return r.AccordingTo(t, t.Head(k))
}

// Announced is who announces at verb v what the clause itself is about: a person who
// speaks for the party that acts.
func (r *Reader) Announced(t *syntax.Tree, v int) []Said {
	if v < 0 || !t.IsVerb(v) {
		return nil
	}
	if s, ok := r.Speech(t, v, -1); ok && s.Kind == claim.Person {
		return []Said{s}
	}
	return nil
}

// inView reads "in the minister's view" and "in the view of the minister".
func (r *Reader) inView(t *syntax.Tree, k int) (Said, bool) {
	if !r.Lex.Views[t.Lemma(k)] || t.Marker(k) != "in" {
		return Said{}, false
	}
	for _, m := range append(t.Children(k, "nmod:poss"), t.ByCase(k, "of")...) {
		if p, ok := r.Party(t, m); ok {
			return Said{NamedParty: p, Verb: t.Lower[k], Role: r.RoleOf(t, m)}, true
		}
	}
	return Said{}, false
}

// RoleOf is the office or description that stands with a name.
func (r *Reader) RoleOf(t *syntax.Tree, i int) string {
	if m := t.NameAt(i); m != nil {
		return m.Role
	}
	if t.Tokens[i].Tag == "NOUN" {
		return t.Words(t.Phrase(i))
	}
	return ""
}

// DedupeChain keeps the first of those who are named twice in a chain of attribution.
func DedupeChain(chain []Said) []Said {
	var out []Said
	seen := map[string]bool{}
	for _, s := range chain {
		key := strings.ToLower(s.Name)
		if key == "" || seen[key] {
			continue
		}
		seen[key] = true
		out = append(out, s)
	}
	return out
}

// Sources turns a chain into the claim's field and the span of its words.
func Sources(chain []Said) ([]claim.Attribution, text.Span) {
	var out []claim.Attribution
	var sp text.Span
	for _, s := range chain {
		out = append(out, claim.Attribution{Name: s.Name, Code: s.Code, Role: s.Role, Verb: s.Verb})
		if sp.IsZero() {
			sp = s.Span
		}
	}
	return out, sp
}
