package extract

import (
	"strings"

	"kiroku/claim"
	"kiroku/text"
)

// said is one link of the chain above a clause: who says it, with which verb.
type said struct {
	party
	verb string
	role string
}

// attributions are those who say what the clause at v says, nearest first:
// the speaker of the verb that governs it, then who reports the speaker.
func (r *reader) attributions(t *tree, v int) []said {
	var chain []said
	for at, n := v, 0; at >= 0 && n < 12; at, n = t.head(at), n+1 {
		if len(chain) < 3 {
			if s, ok := r.accordingTo(t, at); ok {
				chain = append(chain, s)
			}
		}
		if at == v || !t.isVerb(at) {
			continue
		}
		if s, ok := r.speech(t, at, v); ok {
			chain = append(chain, s)
		}
		chain = append(chain, r.relayed(t, at)...)
	}
	// "..., Reuters reported": a verb of saying that hangs below the clause.
	for _, k := range t.children(v, "parataxis", "ccomp") {
		if s, ok := r.speech(t, k, v); ok && t.is(k, "parataxis") {
			chain = append(chain, s)
		}
	}
	if len(chain) == 0 {
		if q := r.quoteAt(t.toks[v].Span); q != nil && q.speaker.Name != "" {
			chain = append(chain, said{party: q.speaker})
			chain = append(chain, q.via...)
		}
	}
	return dedupeChain(chain)
}

// speech reads a verb of saying and its subject.
func (r *reader) speech(t *tree, verb, of int) (said, bool) {
	if _, ok := r.lex.stance[t.lemma(verb)]; !ok || verb == of {
		return said{}, false
	}
	s := t.subject(verb)
	if s < 0 || t.within(of, s) {
		return said{}, false
	}
	p, ok := r.party(t, s)
	if !ok {
		return said{}, false
	}
	return said{party: p, verb: t.low[verb], role: r.roleOf(t, s)}, true
}

// relayed are the outlets that pass a speaker's words on: "was quoted saying
// by Kyodo News", "told Reuters", "in an interview with the BBC".
func (r *reader) relayed(t *tree, verb int) []said {
	var out []said
	for _, k := range t.kids[verb] {
		outlet := t.is(k, "obj", "iobj") && t.lemma(verb) == "tell" ||
			t.is(k, "obl") && t.marker(k) == "by" && (t.lemma(verb) == "quote" || t.lemma(verb) == "cite" || t.lemma(verb) == "report" || t.lemma(verb) == "say")
		if !outlet {
			continue
		}
		for _, p := range r.parties(t, k) {
			if p.Kind == claim.Organization {
				out = append(out, said{party: p, verb: t.low[verb]})
			}
		}
	}
	return out
}

// accordingTo reads "according to X" and "as reported by X" below a word.
func (r *reader) accordingTo(t *tree, at int) (said, bool) {
	for _, k := range t.children(at, "obl", "nmod", "advmod") {
		if s, ok := r.inView(t, k); ok {
			return s, true
		}
		m := t.child(k, "case")
		if m < 0 || t.low[m] != "according" && t.low[m] != "per" {
			continue
		}
		if p, ok := r.party(t, k); ok {
			return said{party: p, verb: t.low[m], role: r.roleOf(t, k)}, true
		}
	}
	return said{}, false
}

// inView reads "in the minister's view" and "in the view of the minister".
func (r *reader) inView(t *tree, k int) (said, bool) {
	if !r.lex.views[t.lemma(k)] || t.marker(k) != "in" {
		return said{}, false
	}
	for _, m := range append(t.children(k, "nmod:poss"), t.byCase(k, "of")...) {
		if p, ok := r.party(t, m); ok {
			return said{party: p, verb: t.low[k], role: r.roleOf(t, m)}, true
		}
	}
	return said{}, false
}

// roleOf is the office or description that stands with a name.
func (r *reader) roleOf(t *tree, i int) string {
	if m := t.nameAt(i); m != nil {
		return m.Role
	}
	if t.toks[i].Tag == "NOUN" {
		return t.words(t.phrase(i))
	}
	return ""
}

func dedupeChain(chain []said) []said {
	var out []said
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

// sources turns a chain into the claim's field and the span of its words.
func sources(chain []said) ([]claim.Attribution, text.Span) {
	var out []claim.Attribution
	var sp text.Span
	for _, s := range chain {
		out = append(out, claim.Attribution{Name: s.Name, Code: s.Code, Role: s.role, Verb: s.verb})
		if sp.IsZero() {
			sp = s.span
		}
	}
	return out, sp
}
