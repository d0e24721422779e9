package act

import (
	"slices"
	"strconv"
	"strings"

	"kiroku/claim"
	"kiroku/extract/lexicon"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
	"kiroku/value"
)

// A sentence often holds several sums that are not each new money: a package
// and what it includes, an instalment and the promise it is paid from, a sum
// before it was doubled and after. Standing is how a claim's sum stands to
// another, and Beside is that other sum: the whole of a part, what more is added
// to, what a raise started from.

// The reach of words that relate a sum, in words.
const (
	reachBetween = 14 // between two sums
	reachPhrase  = 3  // words of a listed phrase
	reachLeft    = 3  // "an additional estimated $5 million"
	reachBehind  = 8  // "the $48 million package that Norland announced"
)

// Stand sets how the claim's sum stands to others.
func (r *Reader) Stand(t *syntax.Tree, a Act, c *claim.Claim) {
	if c.Money == nil || c.Money.Basis == value.Cumulative || c.Money.Basis == value.Remaining {
		return
	}
	sums := Sums(t)
	at := slices.IndexFunc(sums, func(m *mention.Mention) bool { return m.Span == c.Spans["money"] })
	if at < 0 {
		return
	}
	how, other := r.standingOf(t, a, sums, at)
	switch how {
	case "":
		return
	case "promised": // the verb tells what has become of it
		c.Money.Basis = value.Restated
		return
	case "restated":
		c.Money.Basis = value.Restated
		if c.Money.Bound == value.LessThan { // "under the $1.5 billion programme"
			c.Money.Bound = ""
		}
		if slices.Contains([]string{"send", "deliver", "approve"}, c.Action) {
			c.Action = "pledge"
		}
		return
	}
	c.Standing = how
	if how == "raise" {
		if c.Action == "send" || c.Action == "deliver" {
			c.Action = "pledge" // what is raised is a promise, though it be told as done
		}
		if other == nil {
			c.Money.Basis = value.Cumulative // it holds a sum that nobody here tells
		}
	}
	if other != nil {
		c.Beside = &value.Money{Amount: other.Amount, AmountTo: other.AmountTo, Currency: other.Currency, Candidates: other.Candidates}
	}
}

func (r *Reader) standingOf(t *syntax.Tree, a Act, sums []*mention.Mention, at int) (how string, other *value.Money) {
	m := sums[at]
	if how, from := r.raised(t, a, sums, at); how != "" {
		return how, from
	}
	if at > 0 {
		if s := r.between(t, sums[at-1], m).Behind; s != "" {
			return s, &sums[at-1].Money
		}
	}
	if whole := r.listedPart(t, sums, at); whole != nil {
		return "part", whole
	}
	if at+1 < len(sums) {
		if s := r.between(t, m, sums[at+1]).Before; s != "" {
			return s, &sums[at+1].Money
		}
	}
	if promised(t, m) || r.toldBefore(t, a) {
		return "promised", nil
	}
	if s := r.opening(t, sums[0]); s != "" && r.LastSum != nil && r.LastSum.Amount.Cmp(added(sums[:at+1], r.LastSum.Currency)) >= 0 {
		return s, r.LastSum // "of this, $5 million are for food and $3 million for shelter"
	}
	return beside(t, m), nil
}

// listedPart is the whole of a sum that is listed behind another part of it, as
// far as they fit into it: "a fund of $50 million, of which $33 million are
// loans and $17 million grants".
func (r *Reader) listedPart(t *syntax.Tree, sums []*mention.Mention, at int) *value.Money {
	for j := at - 1; j > 0 && r.between(t, sums[j], sums[j+1]) == (lexicon.Standing{}) && Before(t, sums[j+1])-After(t, sums[j]) < reachBetween; j-- {
		if r.between(t, sums[j-1], sums[j]).Behind != "part" {
			continue
		}
		whole := sums[j-1].Money
		if fits := added(sums[j:at+1], whole.Currency); whole.Currency == sums[at].Money.Currency && whole.Amount.Known() && fits.Cmp(whole.Amount) <= 0 {
			return &whole
		}
		return nil
	}
	return nil
}

// added is the sum of the amounts in a currency.
func added(sums []*mention.Mention, currency string) value.Number {
	all := value.Int(0)
	for _, m := range sums {
		if m.Money.Amount.Known() && m.Money.Currency == currency {
			all = all.Add(m.Money.Amount)
		}
	}
	return all
}

// sumReach is for how many sentences a sum stays the one that "of this" means.
const sumReach = 4

// KeepSum remembers the sentence's first sum, unless it is a part of the one
// remembered: "Of this, 3 million are for food. Of the total, 2 million ..."
func (r *Reader) KeepSum(t *syntax.Tree) {
	sums := Sums(t)
	r.SumAge++
	switch {
	case len(sums) > 0 && (r.LastSum == nil || r.opening(t, sums[0]) == ""):
		r.LastSum, r.SumAge = &sums[0].Money, 0
	case r.SumAge > sumReach:
		r.LastSum = nil
	}
}

// Sums are the sentence's mentions of money, in order.
func Sums(t *syntax.Tree) []*mention.Mention {
	var list []*mention.Mention
	for i := range t.Tokens {
		if m := t.ValueMoney(i); m != nil && (len(list) == 0 || list[len(list)-1] != m) {
			list = append(list, m)
		}
	}
	return list
}

// between reads the words between two sums: the longest listed phrase, of
// equally long ones that nearest to the second sum.
func (r *Reader) between(t *syntax.Tree, a, b *mention.Mention) lexicon.Standing {
	from, to := After(t, a), Before(t, b)
	if to-from > reachBetween {
		return lexicon.Standing{}
	}
	for n := reachPhrase; n > 0; n-- {
		for i := to + 1 - n; i >= from; i-- {
			if s, ok := r.Lex.Standings["between "+strings.Join(t.Lower[i:i+n], " ")]; ok {
				return s
			}
		}
	}
	return lexicon.Standing{}
}

// opening reads the words that open a sentence before its first sum.
func (r *Reader) opening(t *syntax.Tree, m *mention.Mention) string {
	for n := min(reachPhrase, Before(t, m)+1); n > 0; n-- {
		if s, ok := r.Lex.Standings["opening "+strings.Join(t.Lower[:n], " ")]; ok {
			return s.Behind
		}
	}
	return ""
}

// beside reads the words next to a sum.
func beside(t *syntax.Tree, m *mention.Mention) string {
	for i := Before(t, m); i >= 0 && i > Before(t, m)-reachLeft; i-- {
		if s, ok := t.Lex.Standings["left "+t.Lower[i]]; ok {
			return s.Behind
		}
	}
	if i := After(t, m); i < len(t.Lower) {
		return t.Lex.Standings["right "+t.Lower[i]].Behind
	}
	return ""
}

// toldBefore reports whether a verb of saying above the act says that this was
// told before: "said earlier that it will give".
func (r *Reader) toldBefore(t *syntax.Tree, a Act) bool {
	for v, n := a.Verb, 0; v >= 0 && n < syntax.MaxDepth; v, n = t.Head(v), n+1 {
		if v == a.Verb || !t.IsVerb(v) || r.Lex.Stance[t.Lemma(v)] == "" {
			continue
		}
		for _, k := range t.Children(v, "advmod") {
			if r.Lex.Earlier[t.Lower[k]] {
				return true
			}
		}
	}
	return false
}

// promised reports whether a clause behind the sum says that it was promised
// before, and the sum is a known one: "the $48 million that it announced".
func promised(t *syntax.Tree, m *mention.Mention) bool {
	first := Before(t, m)
	if first < 0 || t.Lower[first] != "the" && t.Lower[first] != "its" {
		return false
	}
	relative := false
	for i := After(t, m); i < len(t.Lower) && i < After(t, m)+reachBehind; i++ {
		switch {
		case t.Lower[i] == "that" || t.Lower[i] == "which" || t.Lower[i] == "it" || t.Lower[i] == "had":
			relative = true
		case t.Lex.Promised[t.Lower[i]]:
			return relative || i == After(t, m)
		case t.Tokens[i].Tag == "PUNCT":
			return false
		}
	}
	return false
}

// raised reads sums that a verb of raising brings from and to: "doubled its
// aid to $600 million", "raised it from 1 to 2 billion euros". What it is
// raised by is new money.
func (r *Reader) raised(t *syntax.Tree, a Act, sums []*mention.Mention, at int) (how string, from *value.Money) {
	verb, factor := -1, 0
	for _, v := range []int{a.Verb, a.At, t.Clause(t.HeadOf(sums[at].Span))} {
		if v < 0 {
			continue
		}
		if f, ok := r.Lex.Raising[t.Lemma(v)]; ok && t.IsVerb(v) {
			verb = v
			factor, _ = strconv.Atoi(f)
			break
		}
	}
	m := sums[at]
	if verb < 0 || verb > Before(t, m) {
		return "", nil
	}
	switch preposition(t, m) {
	case "from":
		if at+1 < len(sums) && preposition(t, sums[at+1]) == "to" {
			return "restated", nil
		}
	case "by":
		return "more", nil
	case "to":
		if at > 0 && preposition(t, sums[at-1]) == "from" {
			return "raise", &sums[at-1].Money
		}
		if factor > 0 && m.Money.Amount.Known() {
			part := m.Money
			part.Amount, part.AmountTo = part.Amount.Div(value.Int(int64(factor))), value.Number{}
			return "raise", &part
		}
		return "raise", nil
	}
	return "", nil
}

// preposition is the word that leads a sum, past the words that bound it: "to
// more than $5 million".
func preposition(t *syntax.Tree, m *mention.Mention) string {
	for i := Before(t, m); i >= 0 && i > Before(t, m)-reachLeft-1; i-- {
		switch t.Lower[i] {
		case "from", "to", "by":
			return t.Lower[i]
		}
		if t.IsVerb(i) || t.IsNoun(i) {
			return ""
		}
	}
	return ""
}

// Before and After are the tokens next to a mention: -1 and the number of
// tokens where there is none.
func Before(t *syntax.Tree, m *mention.Mention) int {
	i := t.IndexAt(m.Span.Start)
	for i >= 0 && m.Span.Overlaps(t.Tokens[i].Span) {
		i--
	}
	return i
}

func After(t *syntax.Tree, m *mention.Mention) int {
	i := t.IndexAt(m.Span.Start)
	for i >= 0 && i < len(t.Tokens) && m.Span.Overlaps(t.Tokens[i].Span) {
		i++
	}
	return max(i, 0)
}

// partOf reports whether the words make the sum the whole of which a part is
// told: "as part of the package of $5 million", "part of a package worth $5
// million".
func partOf(t *syntax.Tree, sum int) bool {
	for at, n := sum, 0; n < 6; n++ {
		h := t.Head(at)
		if h < 0 {
			return false
		}
		if t.IsVerb(h) && t.Is(h, "acl") && t.Lex.Aid[t.Lemma(h)+"/v"].Act == "contain" {
			at = h
			continue
		}
		if !t.Is(at, "nmod", "obl", "compound", "nummod", "acl") {
			return false
		}
		if t.Lex.PartNouns[t.Lemma(h)] && t.Marker(at) == "of" && (at != sum || t.Child(sum, "det") >= 0) {
			return true
		}
		at = h
	}
	return false
}

// basis tells new money from totals, by the words of the sum's phrase and of
// its clause.
func (r *Reader) basis(t *syntax.Tree, a Act, th Thing) value.Basis {
	if th.Money.Money.Basis != "" {
		return th.Money.Money.Basis
	}
	if partOf(t, th.Head) {
		return value.Restated
	}
	for _, k := range t.Below(th.Head, nil) {
		if b := r.Lex.Basis[t.Lower[k]]; b != "" {
			return value.Basis(b)
		}
	}
	if a.Verb >= 0 && t.Tense(a.Verb) == syntax.Perfect && !promised(t, th.Money) {
		for _, k := range t.Children(a.Verb, "advmod") {
			if t.Lower[k] == "now" { // "has now given 11 billion"
				return value.Cumulative
			}
		}
		if untilNow(t, a.Verb) && len(Sums(t)) == 1 {
			return value.Cumulative
		}
	}
	if t.Lemma(a.At) == "stand" && t.Marker(th.Head) == "at" { // "its aid now stands at 5 billion"
		return value.Cumulative
	}
	for _, k := range t.Below(a.At, func(k int) bool { return t.Is(k, "ccomp", "acl:relcl", "parataxis", "conj") }) {
		if (t.Lower[k] == "since" && t.Is(k, "case", "mark") && !t.Within(th.Head, t.Head(k)) || t.Lower[k] == "total" && t.Marker(k) == "in" || t.Lower[k] == "bringing") && nextSum(t, k) == th.Money {
			return value.Cumulative
		}
	}
	return ""
}

// untilNow reports whether the clause of a verb tells of all until the day of the
// report: "so far", "to date", "all told".
func untilNow(t *syntax.Tree, v int) bool {
	for k := 1; k < len(t.Tokens); k++ {
		before := t.Lower[k-1]
		switch t.Lower[k] {
		case "far":
			if before != "so" && before != "thus" {
				continue
			}
		case "date":
			if before != "to" {
				continue
			}
		case "now":
			if before != "until" && before != "till" {
				continue
			}
		case "told":
			if before != "all" {
				continue
			}
		default:
			continue
		}
		if k < 2 || t.ValueMoney(k-2) != nil || k < v+3 && k > v-3 { // but "the largest gift of any country so far"
			return true
		}
	}
	return false
}

// nextSum is the sum that a word about sums belongs to: of those in its clause, or
// else in the sentence, the next, or the last where there is none, as in "$2
// billion since 2021".
func nextSum(t *syntax.Tree, k int) *mention.Mention {
	sums := Sums(t)
	own := slices.DeleteFunc(slices.Clone(sums), func(m *mention.Mention) bool { return t.Clause(t.HeadOf(m.Span)) != t.Clause(k) })
	if len(own) > 0 {
		sums = own
	}
	for _, m := range sums {
		if m.Span.Start >= t.Tokens[k].Span.Start {
			return m
		}
	}
	if len(sums) == 0 {
		return nil
	}
	return sums[len(sums)-1]
}
