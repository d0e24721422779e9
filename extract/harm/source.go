package harm

import (
	"kiroku/claim"
	"kiroku/extract/reading"
	"kiroku/extract/setting"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
	"kiroku/text"
)

// counters are those who count the harm: who says the clause, who reports the
// figure itself ("the team reported 5,667 cases"), or whom the sentence names
// as its source.
func (r *reader) counters(t *syntax.Tree, fig figure, at int) []reading.Said {
	if fig.rule == "impact.other-count" {
		if said := r.otherCounter(t, fig.at); said != nil {
			return said
		}
	}
	if chain := r.Attributions(t, at); len(chain) > 0 {
		return chain
	}
	if t.IsVerb(at) && at != fig.at && r.Lex.Counts[t.Lemma(at)] {
		if s := t.Subject(at); s >= 0 && !t.Within(fig.at, s) {
			if p, ok := r.Party(t, s); ok {
				return []reading.Said{{NamedParty: p, Verb: t.Lower[at], Role: r.RoleOf(t, s)}}
			}
		}
	}
	for k := range t.Tokens { // trees hang "according to" on any word before it
		if h := t.Head(k); t.Lower[k] == "according" && t.Is(k, "case", "mark", "fixed") && h >= 0 && !t.Within(fig.at, h) {
			if p, ok := r.Party(t, h); ok {
				return []reading.Said{{NamedParty: p, Verb: "according", Role: r.RoleOf(t, h)}}
			}
		}
	}
	return r.closingSpeaker(t, fig)
}

// closingSpeaker is who says the sentence at its end: "..., the ministry said".
func (r *reader) closingSpeaker(t *syntax.Tree, fig figure) []reading.Said {
	for v := len(t.Tokens) - 1; v > fig.at; v-- {
		if _, says := r.Lex.Stance[t.Lemma(v)]; !says || !t.IsVerb(v) {
			continue
		}
		s := t.Nominative(v)
		if s <= fig.at || s >= v || !commaBetween(t, fig.at, s) {
			return nil
		}
		if p, ok := r.Party(t, s); ok {
			return []reading.Said{{NamedParty: p, Verb: t.Lower[v], Role: r.RoleOf(t, s)}}
		}
		return nil
	}
	return nil
}

func commaBetween(t *syntax.Tree, from, to int) bool {
	for k := from + 1; k < to; k++ {
		if t.Lower[k] == "," {
			return true
		}
	}
	return false
}

// asOf is when the figure stood: the date of its clause, the only one of its
// sentence, or that of the happening that the sentences before dated.
func (r *reader) asOf(t *syntax.Tree, fig figure, at int) (claim.When, text.Span) {
	for _, from := range []int{at, fig.at} {
		if w, sp := r.When(t, from); !w.IsZero() {
			return w, sp
		}
	}
	if w, sp := setting.OnlyDate(t); !w.IsZero() {
		return w, sp
	}
	if w, sp := r.saidOn(t); !w.IsZero() {
		return w, sp
	}
	return r.LastDate.When, r.LastDate.Span
}

// saidOn is the day on which somebody says what the sentence tells: "said on
// Monday", where other dates are those of what happened.
func (r *reader) saidOn(t *syntax.Tree) (claim.When, text.Span) {
	for k := range t.Sentence.Mentions {
		m := &t.Sentence.Mentions[k]
		if m.Kind != mention.Date || m.Date.IsZero() {
			continue
		}
		h := t.HeadOf(m.Span)
		if h < 0 || t.Head(h) < 0 || !t.IsVerb(t.Head(h)) {
			continue
		}
		if _, speech := r.Lex.Stance[t.Lemma(t.Head(h))]; speech {
			return claim.When{Text: t.Words(m.Span), Date: m.Date}, m.Span
		}
	}
	return claim.When{}, text.Span{}
}
