package extract

import (
	"kiroku/claim"
	"kiroku/lang/mention"
	"kiroku/text"
)

// counters are those who count the harm: who says the clause, who reports the
// figure itself ("the team reported 5,667 cases"), or whom the sentence names
// as its source.
func (r *reader) counters(t *tree, fig figure, at int) []said {
	if chain := r.attributions(t, at); len(chain) > 0 {
		return chain
	}
	if t.isVerb(at) && at != fig.at && r.lex.counts[t.lemma(at)] {
		if s := t.subject(at); s >= 0 && !t.within(fig.at, s) {
			if p, ok := r.party(t, s); ok {
				return []said{{party: p, verb: t.low[at], role: r.roleOf(t, s)}}
			}
		}
	}
	for k := range t.toks { // trees hang "according to" on any word before it
		if h := t.head(k); t.low[k] == "according" && t.is(k, "case", "mark", "fixed") && h >= 0 && !t.within(fig.at, h) {
			if p, ok := r.party(t, h); ok {
				return []said{{party: p, verb: "according", role: r.roleOf(t, h)}}
			}
		}
	}
	return r.closingSpeaker(t, fig)
}

// closingSpeaker is who says the sentence at its end: "..., the ministry said".
func (r *reader) closingSpeaker(t *tree, fig figure) []said {
	for v := len(t.toks) - 1; v > fig.at; v-- {
		if _, says := r.lex.stance[t.lemma(v)]; !says || !t.isVerb(v) {
			continue
		}
		s := t.nominative(v)
		if s <= fig.at || s >= v || !t.commaBetween(fig.at, s) {
			return nil
		}
		if p, ok := r.party(t, s); ok {
			return []said{{party: p, verb: t.low[v], role: r.roleOf(t, s)}}
		}
		return nil
	}
	return nil
}

func (t *tree) commaBetween(from, to int) bool {
	for k := from + 1; k < to; k++ {
		if t.low[k] == "," {
			return true
		}
	}
	return false
}

// asOf is when the figure stood: the date of its clause, the only one of its
// sentence, or that of the happening that the sentences before dated.
func (r *reader) asOf(t *tree, fig figure, at int) (claim.When, text.Span) {
	for _, from := range []int{at, fig.at} {
		if w, sp := r.when(t, from); !w.IsZero() {
			return w, sp
		}
	}
	if w, sp := t.onlyDate(); !w.IsZero() {
		return w, sp
	}
	if w, sp := r.saidOn(t); !w.IsZero() {
		return w, sp
	}
	return r.lastDate.when, r.lastDate.span
}

// saidOn is the day on which somebody says what the sentence tells: "said on
// Monday", where other dates are those of what happened.
func (r *reader) saidOn(t *tree) (claim.When, text.Span) {
	for k := range t.sent.Mentions {
		m := &t.sent.Mentions[k]
		if m.Kind != mention.Date || m.Date.IsZero() {
			continue
		}
		h := t.headOf(m.Span)
		if h < 0 || t.head(h) < 0 || !t.isVerb(t.head(h)) {
			continue
		}
		if _, speech := r.lex.stance[t.lemma(t.head(h))]; speech {
			return claim.When{Text: t.words(m.Span), Date: m.Date}, m.Span
		}
	}
	return claim.When{}, text.Span{}
}

// keepDate keeps the last single day that the report's past is dated to.
func (r *reader) keepDate(t *tree) {
	for k := range t.sent.Mentions {
		m := &t.sent.Mentions[k]
		if m.Kind != mention.Date || m.Date.IsZero() || m.Date.From != m.Date.To || r.doc.Published.To.Cmp(m.Date.To) < 0 {
			continue
		}
		r.lastDate = dated{claim.When{Text: t.words(m.Span), Date: m.Date}, m.Span}
	}
}
