package harm

import (
	"slices"

	"kiroku/claim"
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
	"kiroku/text"
	"kiroku/value"
)

// From a figure to its claim: scope, victims, cause, and what the document tells.

func (r *reader) impactClaim(t *syntax.Tree, fig figure) {
	v := t.Carrier(fig.at)
	if fig.rule == "impact.under" {
		v = -1 // whatever is said of them, they are there
	}
	sc := syntax.Scope{Polarity: claim.Affirmed, Modality: claim.Fact}
	if v >= 0 {
		sc = t.Scope(v)
	}
	if fig.measure == "refugees" && fig.rule == "impact.self" && sc.Modality != claim.Fact && sc.Modality != claim.Possibility {
		return // "will welcome 15,000 refugees" tells of places for them
	}
	if fig.rule == "impact.without" {
		sc.Polarity = claim.Affirmed // "have no water": the lack is there
	}
	c := claim.Claim{Type: claim.Impact, Rule: fig.rule, Measure: fig.measure, Unit: fig.unit, Polarity: sc.Polarity, Modality: sc.Modality,
		Spans: map[string]text.Span{}}
	sp := t.Tokens[fig.at].Span
	if fig.counted >= 0 {
		sp = sp.Cover(t.Core(fig.counted))
		if l := t.Lower[fig.counted]; hasNo(t, fig.counted) || l == "nobody" || l == "none" || l == "no-one" {
			c.Polarity = claim.Negated
		}
	}
	if fig.number != nil {
		q := fig.number.Quantity
		if fig.number.Kind == mention.Money {
			q = value.Quantity{Value: fig.number.Money.Amount, ValueTo: fig.number.Money.AmountTo, Bound: fig.number.Money.Bound, Unit: fig.number.Money.Currency}
			c.Unit = q.Unit
		}
		c.Value, c.ValueTo, c.Bound = q.Value, q.ValueTo, q.Bound
		switch {
		case fig.number.Kind == mention.Percent:
			c.Unit = "percent"
		case isShare(t, fig.number):
			c.Value, c.ValueTo = partCounted(t.Words(fig.number.Span)), value.Number{}
		case fig.number.Kind != mention.Money && !q.Value.IsWhole() && c.Unit == "people":
			return // a rate: "18.9 deaths in every hundred thousand"
		}
		if c.Bound == "" && c.Value.Known() {
			c.Bound = value.Exact
		} else if c.Bound == value.Exact && !c.Value.Known() {
			c.Bound = ""
		}
		c.Spans["value"] = fig.number.Span
		sp = sp.Cover(fig.number.Span)
	}
	at := fig.at
	if v >= 0 {
		at = v
	}
	if victims, ok := r.victims(t, fig); ok {
		c.Recipients, c.Spans["recipients"] = []claim.Party{victims.Party}, victims.Span
	}
	c.Sources, c.Spans["sources"] = reading.Sources(r.counters(t, fig, at))
	c.Where, c.Spans["where"] = r.area(t, fig, at)
	c.AsOf, c.Spans["as_of"] = r.asOf(t, fig, at)
	c.When = c.AsOf
	c.Cause, c.Spans["cause"] = r.cause(t, fig, v)
	c.Confidence = 0.6
	if fig.number != nil {
		c.Confidence = 0.8
	}
	r.Add(t, fig.at, fig.counted, sp, c)
}

// victims are the people counted, where a country stands with them.
func (r *reader) victims(t *syntax.Tree, fig figure) (reading.NamedParty, bool) {
	if fig.counted < 0 || fig.unit != "people" || !fig.place.IsZero() {
		return reading.NamedParty{}, false
	}
	p, ok := r.Party(t, fig.counted)
	return p, ok && p.Code != ""
}

// cause is what did the harm: the subject of a verb of killing, "in" or
// "after" or "by" something that happened.
func (r *reader) cause(t *syntax.Tree, fig figure, v int) (string, text.Span) {
	if v < 0 {
		return "", text.Span{}
	}
	if f := r.Lex.Impact[t.Lemma(v)+"/v"]; f.Object == "object" {
		if s := t.Subject(v); s >= 0 && r.happening(t, s) {
			sp := untilAside(t, t.Phrase(s))
			return t.Words(sp), sp
		}
	}
	for _, from := range []int{v, fig.at} {
		for _, k := range t.ByCase(from, "in", "by", "after", "during", "from", "because", "due") {
			if r.happening(t, k) {
				sp := untilAside(t, t.Phrase(k))
				return t.Words(sp), sp
			}
		}
	}
	return "", text.Span{}
}

// untilAside cuts a phrase before an aside that the tree hung on it: "strikes on Monday,
// including seven children".
func untilAside(t *syntax.Tree, sp text.Span) text.Span {
	for k := t.IndexAt(sp.Start) + 1; k > 0 && k+1 < len(t.Tokens) && t.Tokens[k].Span.End < sp.End; k++ {
		if t.Lower[k] == "," && t.Lex.Asides[t.Lower[k+1]] {
			sp.End = t.Tokens[k-1].Span.End
			break
		}
	}
	return sp
}

// isCause reports whether a noun of harm only says through what another harm was done:
// "died in the collapse of a roof".
func (r *reader) isCause(t *syntax.Tree, i int) bool {
	v := t.Head(i)
	if v < 0 || !t.IsVerb(v) || r.Lex.Impact[t.Lemma(v)+"/v"].Act == "" {
		return false
	}
	switch t.Marker(i) {
	case "by", "in", "from", "after", "under", "during", "through":
		return true
	}
	return t.Is(i, "nsubj") // "the collapse of a mine killed"
}

// harmOf tells how much of a document is about harm, by the share of its
// sentences that name a disaster or an attack: a count in a text about no
// crisis is seldom one of harm.
func (r *reader) harmOf(trees []*syntax.Tree) string {
	n := 0
	for _, t := range trees {
		for i := range t.Tokens {
			if t.IsNoun(i) && r.happening(t, i) || t.IsVerb(i) && ofHarm[r.Lex.Impact[t.Lemma(i)+"/v"].Act] {
				n++
				break
			}
		}
	}
	return extent(n, len(trees))
}

// crisisOf tells how much of a document uses words of crises.
func (r *reader) crisisOf(trees []*syntax.Tree) string {
	n := 0
	for _, t := range trees {
		if slices.ContainsFunc(t.Lemmas, func(lemma string) bool { return r.Lex.Crisis[lemma] }) {
			n++
		}
	}
	return extent(n, len(trees))
}

// extent puts a share of the sentences into words.
func extent(n, of int) string {
	switch share := float64(n) / float64(max(1, of)); {
	case share == 0:
		return "none"
	case share < 0.06:
		return "little"
	case share < 0.25:
		return "some"
	}
	return "much"
}

// ofHarm are the measures whose verbs tell of harm by themselves.
var ofHarm = map[string]bool{"killed": true, "injured": true, "destroyed": true, "damaged": true, "displaced": true}

func (r *reader) happening(t *syntax.Tree, i int) bool {
	for _, d := range r.Lex.Event.By[t.Lemma(i)+"/n"] {
		if len(d.Rest) == 0 {
			return d.Act == "disaster" || d.Act == "attack" || d.Act == "protest"
		}
	}
	return false
}
