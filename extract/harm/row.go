package harm

import (
	"slices"

	"kiroku/extract/syntax"
	"kiroku/lang/mention"
)

// Figures in a row: "destroyed three houses, two barns and 40 hectares of crops".
// Trees join such lists to whatever noun stands near ("five children in a bus and
// two drivers"), so the row is followed by its words: what stands between one
// counted noun and the next must end in a comma or "and" and hold no verb.

// rowReach is how many words may stand between two figures of a row.
const rowReach = 12

// row adds to the figures of a verb's object those that follow in its row.
func (r *reader) row(t *syntax.Tree, figs []figure) []figure {
	last := len(figs) - 1
	if last < 0 || figs[last].number == nil || figs[last].counted < figs[last].at || !t.IsVerb(figs[last].at) {
		return figs
	}
	base := figs[last]
	at := base.counted
	for {
		m := nextInRow(t, at)
		if m == nil {
			return figs
		}
		at = lastOf(t, m.Span.Cover(m.Full))
		if governs(t, at) || r.harmful(t, at) || slices.ContainsFunc(figs, func(fig figure) bool { return fig.number.Span.Overlaps(m.Span) }) {
			return figs
		}
		next := figure{at: base.at, counted: -1, measure: r.Lex.Impact[t.Key(base.at)].Act, rule: "impact.row"}
		for _, fig := range r.counted(t, next, []int{at}) {
			if fig.number != nil && fig.number.Span == m.Span {
				figs = append(figs, fig)
			}
		}
	}
}

// rowBefore adds to the figure that stands right before a participle those before
// it in its row: "150 soldiers, 95 civilians and dozens of rebels killed". What
// another verb acts on is no part of it.
func (r *reader) rowBefore(t *syntax.Tree, figs []figure, v int) []figure {
	if len(figs) != 1 || figs[0].number == nil || figs[0].number.Kind != mention.Measure || !t.IsVerb(v) || t.Tokens[v].XTag == "VBG" {
		return figs
	}
	chain := rowTo(t, v)
	if len(chain) < 2 || !slices.ContainsFunc(chain, func(m *mention.Mention) bool { return m.Span == figs[0].number.Span }) {
		return figs
	}
	first := chain[len(chain)-1]
	if k := t.IndexAt(first.Full.Start) - 1; k >= 0 && (t.Tokens[k].Tag == "ADP" || t.IsVerb(k) && !r.Lex.Counts[t.Lemma(k)]) {
		return figs
	}
	out := figs
	for _, m := range chain {
		if m.Span != figs[0].number.Span {
			out = append(out, r.counted(t, figure{at: v, counted: -1, measure: figs[0].measure, rule: "impact.row"}, []int{lastOf(t, m.Span.Cover(m.Noun))})...)
		}
	}
	return out
}

// rowTo are the counted things of the row that ends right before the token, last
// first.
func rowTo(t *syntax.Tree, v int) []*mention.Mention {
	var out []*mention.Mention
	end := v - 1
	for end >= 0 {
		m := endingAt(t, end)
		if m == nil {
			break
		}
		out = append(out, m)
		first := t.IndexAt(m.Full.Start) - 1
		for end = first; end >= 0 && joins(t, end); end-- {
		}
		if end == first {
			break
		}
	}
	return out
}

// endingAt is the counted thing whose noun ends with the token, nil for none.
func endingAt(t *syntax.Tree, i int) *mention.Mention {
	for k := range t.Sentence.Mentions {
		if m := &t.Sentence.Mentions[k]; m.Kind == mention.Measure && m.Span.Cover(m.Noun).End == t.Tokens[i].Span.End {
			return m
		}
	}
	return nil
}

// tallyRises reads "the number of injured rose to 1,035", whatever the tree makes
// of the word of harm.
func (r *reader) tallyRises(t *syntax.Tree, base figure, i int) (figure, bool) {
	k := i - 1
	for k > 0 && i-k < 4 && t.Lower[k] != "of" {
		k--
	}
	if k < 1 || t.Lower[k] != "of" || !r.Lex.Tallies[t.Lemma(k-1)] {
		return figure{}, false
	}
	for v := i + 1; v < len(t.Tokens) && v < i+6; v++ {
		if t.Tokens[v].Tag == "PUNCT" {
			break
		}
		if !r.Lex.Rising[t.Lemma(v)] {
			continue
		}
		n, m := numberAhead(t, v-1)
		if m == nil {
			break
		}
		base.counted, base.number, base.unit, base.rule = n, m, "people", "impact.rise"
		base.measure = measureFor(base.measure, base.unit)
		return base, base.measure != ""
	}
	return figure{}, false
}

// nextInRow is the next counted thing of the row that the noun at i is part of.
func nextInRow(t *syntax.Tree, i int) *mention.Mention {
	for k := range t.Sentence.Mentions {
		m := &t.Sentence.Mentions[k]
		if m.Kind != mention.Measure || m.Noun.IsZero() || m.Full.Start < t.Tokens[i].Span.End {
			continue
		}
		first := t.IndexAt(m.Full.Start)
		if first-i > rowReach || first <= i+1 && t.Lower[i] != "," || !joins(t, first-1) || !rowBetween(t, i+1, first-1) {
			return nil
		}
		return m
	}
	return nil
}

// joins reports whether the word joins the parts of a list.
func joins(t *syntax.Tree, i int) bool {
	return t.Lower[i] == "," || t.Lower[i] == "and" || t.Lower[i] == "or" || t.Lower[i] == "&"
}

// rowBetween reports whether the words from one place up to another can stand in
// a list of things: no verb, no new clause.
func rowBetween(t *syntax.Tree, from, to int) bool {
	for k := from; k < to; k++ {
		switch t.Tokens[k].Tag {
		case "VERB", "AUX", "SCONJ", "PRON":
			return false
		case "PUNCT":
			if t.Lower[k] != "," && t.Lower[k] != "-" && t.Lower[k] != "\"" {
				return false
			}
		}
	}
	return true
}

// harmful reports whether a counted noun is of another harm: "infected 750, and 45
// deaths", "and 200 people injured".
func (r *reader) harmful(t *syntax.Tree, i int) bool {
	_, own := r.Lex.Impact[t.Key(i)]
	return own || i+1 < len(t.Tokens) && r.Lex.Impact[t.Key(i+1)].Act != ""
}

// governs reports whether a verb that follows the noun has it as its subject:
// "killed 12 and 40 were injured".
func governs(t *syntax.Tree, i int) bool {
	for k := i + 1; k < len(t.Tokens) && k < i+4; k++ {
		switch t.Tokens[k].Tag {
		case "AUX":
			return true
		case "VERB":
			return t.Tokens[k].XTag != "VBG"
		case "PUNCT", "CCONJ", "ADP", "SCONJ":
			return false
		}
	}
	return false
}

// deadly reports whether a verb of hurting tells of a death: "shot him dead",
// "stabbed to death", "shot and killed".
func deadly(t *syntax.Tree, v int) bool {
	for k := v + 1; k < len(t.Tokens) && k < v+6; k++ {
		if t.Lower[k] == "dead" || t.Lower[k] == "death" && t.Lower[k-1] == "to" {
			return true
		}
		if t.Tokens[k].Tag == "PUNCT" || t.Tokens[k].Tag == "VERB" {
			return false
		}
	}
	return false
}

// together are all parts of the list that the noun is part of, if each but it has
// a count: in "150 soldiers, 95 civilians and hundreds of rebels killed" the
// participle is said of all.
func together(t *syntax.Tree, i int) []int {
	first := i
	for t.Is(first, "conj") && t.Head(first) >= 0 && t.IsNoun(t.Head(first)) {
		first = t.Head(first)
	}
	all := t.Coordinated(first)
	if slices.ContainsFunc(all, func(k int) bool { return t.CountOf(k) == nil }) {
		return []int{i}
	}
	return all
}

// spread adds the bare numbers by place that follow a counted figure: "45
// people died in Nyanza, 12 in North Eastern Province".
func (r *reader) spread(t *syntax.Tree, figs []figure) []figure {
	if len(figs) == 0 || figs[0].number == nil || figs[0].counted < 0 {
		return figs
	}
	out := figs
	for i := figs[0].counted + 1; i < len(t.Tokens); i++ {
		if f, ok := r.wordOfHarm(t, i); ok && i != figs[0].at && f.Act != figs[0].measure {
			break // and another harm
		}
		m := t.ValueAt(i)
		if m != nil && m.Kind == mention.Measure && m.Span != figs[0].number.Span {
			break // another thing is counted from here
		}
		if m == nil || m.Kind != mention.Number || t.HeadOf(m.Span) != i {
			continue
		}
		next := t.IndexAt(m.Span.End)
		if next < 0 || next+1 >= len(t.Tokens) || t.Lower[next] != "since" && (t.Lower[next] != "in" || t.NameAt(next+1) == nil) {
			continue
		}
		fig := figs[0]
		fig.counted, fig.number, fig.rule = i, m, "impact.by-place"
		out = append(out, fig)
	}
	return out
}
