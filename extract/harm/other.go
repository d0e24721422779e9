package harm

import (
	"kiroku/claim"
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
	"kiroku/text"
)

// A second count of what was just counted says only "the number" or "the figure":
// "... killed 23 people, while an official put the number at 31", "the government's
// figure is 8,400", "the toll was later revised down to 12".

// otherReach is how many bytes before it a figure may end that a second count is of.
const otherReach = 300

// otherCounts reads the second counts of a sentence. What they count is what the figure
// before them did.
func (r *reader) otherCounts(t *syntax.Tree, seen map[text.Span]string) {
	for i := range t.Tokens {
		if !r.isOtherCount(t, i) {
			continue
		}
		_, m := numbered(t, i)
		if m == nil || m.Kind != mention.Number || seen[m.Span] != "" {
			continue
		}
		last, ok := r.Last(claim.Impact)
		if !ok || last.Unit != "people" || !last.Value.Known() || last.Polarity == claim.Negated || last.Evidence.Start > m.Span.Start || m.Span.Start-last.Evidence.End > otherReach {
			continue
		}
		measure := last.Measure
		if t.Lemma(i) == "toll" {
			measure = "killed"
		}
		seen[m.Span] = measure
		r.impactClaim(t, figure{at: i, counted: t.HeadOf(m.Span), number: m, measure: measure, unit: last.Unit, rule: "impact.other-count"})
	}
}

// isOtherCount reports whether a noun of counting says of nothing what it counts, and
// is known: "the number", "its toll", and not "a number of" or "the phone number".
func (r *reader) isOtherCount(t *syntax.Tree, i int) bool {
	if !r.Lex.Tallies[t.Lemma(i)] && t.Lemma(i) != "toll" || !t.IsNoun(i) || len(t.ByCase(i, "of")) > 0 || t.Child(i, "compound") >= 0 {
		return false
	}
	d := t.Child(i, "det")
	return t.Child(i, "nmod:poss") >= 0 || d >= 0 && (t.Lower[d] == "the" || t.Lower[d] == "that" || t.Lower[d] == "this")
}

// otherCounter is whose second count it is: "the government's figure", "an official put
// the number at".
func (r *reader) otherCounter(t *syntax.Tree, i int) []reading.Said {
	who, verb := t.Child(i, "nmod:poss"), ""
	if v := t.Head(i); v >= 0 && t.IsVerb(v) && t.Is(i, "obj") && r.Lex.Counts[t.Lemma(v)] {
		who, verb = t.Subject(v), t.Lower[v]
	}
	if who < 0 {
		return nil
	}
	p, ok := r.Party(t, who)
	if !ok {
		return nil
	}
	return []reading.Said{{NamedParty: p, Verb: verb, Role: r.RoleOf(t, who)}}
}
