package aid

import (
	"slices"

	"kiroku/extract/aid/act"
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
)

// Sums in a row have each their own party behind them: "gave $4 million to Chad and
// $2 million to Mali", "received $3 million from Norway and $1 million from Japan".
// Trees hang some of them on the verb, where all the sums would have them.

// apart is the party behind the sum of an act with one of the prepositions, where a
// sum in a row with it has another; nil for none.
func (r *reader) apart(t *syntax.Tree, a act.Act, prepositions ...string) []reading.NamedParty {
	sums := act.Sums(t)
	at := slices.IndexFunc(sums, func(m *mention.Mention) bool {
		return slices.ContainsFunc(a.Things, func(th act.Thing) bool { return th.Money == m })
	})
	if at < 0 || len(sums) < 2 {
		return nil
	}
	own, end := r.partyBehind(t, sums, at, prepositions)
	if own < 0 {
		return nil
	}
	inRow := false
	if at+1 < len(sums) && joined(t, end, act.Before(t, sums[at+1])) {
		other, _ := r.partyBehind(t, sums, at+1, prepositions)
		inRow = other >= 0
	}
	if at > 0 {
		other, last := r.partyBehind(t, sums, at-1, prepositions)
		inRow = inRow || other >= 0 && joined(t, last, act.Before(t, sums[at]))
	}
	if !inRow {
		return nil
	}
	return r.Parties(t, own)
}

// partyBehind is the head of the first name behind a sum, before the next, that stands
// with one of the prepositions and is somebody, with the last token of the name; -1 for
// none.
func (r *reader) partyBehind(t *syntax.Tree, sums []*mention.Mention, at int, prepositions []string) (head, last int) {
	end := len(t.Tokens)
	if at+1 < len(sums) {
		end = act.Before(t, sums[at+1]) + 1
	}
	for k := act.After(t, sums[at]); k < end && !t.IsVerb(k); k++ {
		m := t.NameAt(k)
		if m == nil || t.HeadOf(m.Span) != k {
			continue
		}
		if !slices.Contains(prepositions, t.Marker(k)) || r.PartyCode(t, k) == "" {
			return -1, -1
		}
		for last = k; last+1 < end && t.NameAt(last+1) == m; last++ {
		}
		return k, last
	}
	return -1, -1
}

// joined reports whether nothing but a comma or "and" stands between two tokens.
func joined(t *syntax.Tree, from, to int) bool {
	for k := from + 1; k <= to; k++ {
		if t.Tokens[k].Tag != "CCONJ" && t.Lower[k] != "," {
			return false
		}
	}
	return from >= 0 && to > from
}
