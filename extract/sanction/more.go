package sanction

import (
	"slices"

	"kiroku/claim"
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
	"kiroku/text"
)

// moreReach is how many bytes before a sentence the measure may end whose targets
// it goes on naming.
const moreReach = 300

// moreTargets reads a sentence that goes on naming whom the measure before it hits:
// "These include the shipyard Orla and its director".
func (r *reader) moreTargets(t *syntax.Tree) {
	switch t.Lower[0] {
	case "this", "these", "they", "those":
	default:
		return
	}
	v := slices.IndexFunc(t.Lemmas, func(lemma string) bool { return lemma == "include" })
	if v < 1 || v > 4 || !t.IsVerb(v) || t.Clause(0) >= 0 && t.Clause(0) != v {
		return
	}
	before, ok := r.Last(claim.Sanction)
	if !ok || t.Sentence.Span.Start-before.Evidence.End > moreReach {
		return
	}
	var targets []reading.NamedParty
	for _, o := range t.Objects(v) {
		targets = append(targets, namesOf(t, t.Below(o, func(k int) bool { return t.Is(k, "acl") }))...)
	}
	if targets = reading.Distinct(targets); len(targets) == 0 {
		return
	}
	on := reading.SpanOf(targets)
	c := claim.Claim{Type: claim.Sanction, Rule: "sanction.more", Action: before.Action, Measure: before.Measure, Polarity: before.Polarity,
		Modality: before.Modality, Actors: before.Actors, Recipients: reading.Plain(targets), Confidence: 0.5, Spans: map[string]text.Span{"recipients": on}}
	r.Add(t, v, t.Objects(v)[0], t.Tokens[v].Span.Cover(on), c)
}

// namesOf are the people and bodies that some of the sentence's words name.
func namesOf(t *syntax.Tree, words []int) []reading.NamedParty {
	var out []reading.NamedParty
	for _, k := range words {
		if m := t.NameAt(k); m != nil && !m.Adj && k == t.HeadOf(m.Span) && (m.Kind == mention.Person || m.Kind == mention.Organization) {
			out = append(out, reading.Named(t, k, m))
		}
	}
	return out
}

// following are the names that stand behind the colon of "the following persons".
func (r *reader) following(t *syntax.Tree, v int) []reading.NamedParty {
	at, colon := slices.Index(t.Lower, "following"), slices.Index(t.Lower, ":")
	if at < 0 || colon < at || t.Tokens[at].Tag == "ADP" || !slices.ContainsFunc(t.Objects(v), func(o int) bool { return r.isPerson(t, o) || t.Lemma(o) == "following" }) {
		return nil
	}
	var rest []int
	for k := colon + 1; k < len(t.Tokens); k++ {
		rest = append(rest, k)
	}
	return reading.Distinct(namesOf(t, rest))
}
