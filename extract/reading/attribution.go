package reading

import (
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
		if q := r.QuoteAt(t.Tokens[v].Span); q != nil && q.Speaker.Name != "" {
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

// AccordingTo reads "according to X" and "as reported by X" below a word.
func (r *Reader) AccordingTo(t *syntax.Tree, at int) (Said, bool) {
	for _, k := range t.Children(at, "obl", "nmod", "advmod") {
		if s, ok := r.inView(t, k); ok {
			return s, true
		}
		m := t.Child(k, "case")
		if m < 0 || t.Lower[m] != "according" && t.Lower[m] != "per" {
			continue
		}
		if ps := r.Speakers(t, at, k); len(ps) > 0 {
			return Said{NamedParty: ps[0], Verb: t.Lower[m], Role: r.RoleOf(t, k)}, true
		}
	}
	return Said{}, false
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
