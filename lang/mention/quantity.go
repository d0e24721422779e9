package mention

import (
	"strings"
	"sync"

	"kiroku/text"
	"kiroku/value"
)

// block is the most bytes that are cut into pieces at once: it bounds memory.
const block = 1 << 15

var atomBuffers = sync.Pool{New: func() any { b := make([]atom, 0, 256); return &b }}

// Quantities finds the numbers, sums of money, percentages, counted or measured
// things and dates in t[sp], in order and disjoint, with spans into t. Dates
// without a year and relative ones are resolved against published; where they
// cannot be, the mention has an unknown Date. docs/values.md has the conventions.
func Quantities(t string, sp text.Span, published value.Date) []Mention {
	if !sp.In(len(t)) {
		return nil
	}
	buf := atomBuffers.Get().(*[]atom)
	defer atomBuffers.Put(buf)
	s := scan{t: t, lex: valueWords(), ref: anchorOf(published)}
	for from := sp.Start; from < sp.End; {
		to := blockEnd(t, from, sp.End)
		s.ps = s.lex.pieces((*buf)[:0], t, from, to)
		*buf = s.ps[:0]
		s.read()
		from = to
	}
	return s.out
}

// blockEnd cuts after a line or a word, so that no number is torn apart.
func blockEnd(t string, from, end int) int {
	if end-from <= block {
		return end
	}
	cut := t[from : from+block]
	for _, sep := range []string{"\n\n", "\n", ". ", " "} {
		if at := strings.LastIndex(cut, sep); at > 0 {
			return from + at + len(sep)
		}
	}
	return from + block
}

// read collects the mentions of the pieces at hand.
func (s *scan) read() {
	firm := -1 // the first piece from i on that can carry a mention
	for i := 0; i < len(s.ps); {
		p := &s.ps[i]
		if p.kind != digits && (p.w == nil || !p.w.starts) && !(p.upper && p.end-p.start == 4 && s.t[p.start] == 'M') {
			i++
			continue
		}
		for firm < i || firm < len(s.ps) && s.ps[firm].kind != digits && (s.ps[firm].w == nil || !s.ps[firm].w.firm) {
			firm++
		}
		if firm > i+reach { // words that only introduce mentions
			i++
			continue
		}
		if m, next, ok := s.date(i); ok {
			s.out = append(s.out, m)
			i = next
			continue
		}
		m, next, ok := s.quantity(i)
		if ok {
			s.out = append(s.out, m)
		}
		i = max(next, i+1)
	}
}

// reach is how far before its number or month a mention can begin.
const reach = 12

// sized is an amount with what it counts.
type sized struct {
	amount
	from, to int      // pieces covered
	money    *entry   // its currency
	codes    []string // currencies, likeliest first
	unit     string   // a percentage or physical unit
	noun     [2]int   // pieces of the counted noun phrase
}

// quantity reads a number with its bounds, its range and what it counts. Where
// the number is a name or a time it gives the index behind that and no mention.
func (s *scan) quantity(i int) (m Mention, next int, ok bool) {
	if end := s.nameEnd(i); end > i {
		return m, end, false
	}
	bound, basis, j := s.bounds(i)
	if j > i {
		if d, k, ok := s.bounded(j, bound, s.cue(i)); ok {
			return s.dated(i, k, d), k, true
		}
		if m, k, ok := s.date(j); ok { // "around the third week of 2018"
			return m, k, true
		}
	}
	between := s.word(j).open == "between"
	if between {
		j++
	}
	first, minus := j, s.negative(j)
	if minus {
		j++
	}
	a, ok := s.sized(j)
	if !ok {
		return m, i + 1, false
	}
	if a.digits && s.nameEnd(j) > j {
		return m, s.nameEnd(j), false
	}
	if minus {
		a.val = value.Int(0).Sub(a.val)
	}
	s.ratio(&a)
	high, ranged := s.rangeEnd(&a, between)
	end := a.to
	if ranged {
		end = high.to
	}
	if after, k := s.phrase(end, afterSense); after != nil && !(after.words[0] == "plus" && s.at(k).kind == digits) {
		bound, end = after.bound, k
	}
	last := a
	if ranged {
		last = high
	}
	if a.low && bound == "" {
		bound = value.AtLeast
	}
	if a.about && bound == "" {
		bound = value.Approximately
	}
	if last.money == nil && last.unit == "" {
		s.counted(&last, end)
	}
	if last.money == nil && a.val.Equal(value.Int(1)) && !a.digits && s.pronoun(j, a, last) {
		return m, a.next, false
	}
	if s.tallyScore(a, high, ranged, last) {
		return m, end, false
	}
	m = s.build(a, high, last, ranged, bound, basis)
	m.Span = text.Span{Start: s.ps[first].start, End: s.ps[max(last.to, a.to)-1].end}
	m.Full = text.Span{Start: s.ps[i].start, End: max(s.ps[end-1].end, m.Span.End)}
	next = max(end, last.to)
	if m.Kind == Money {
		next = s.equivalent(&m, next)
	}
	return m, next, true
}

// bounds reads the words before a number that bound it: "at least some".
func (s *scan) bounds(i int) (b value.Bound, basis value.Basis, j int) {
	j = i
	for range 4 {
		p, k := s.phrase(j, boundSense)
		if p == nil || s.at(k).gap == broken {
			if j > i && s.is(j, "the") {
				j++
				continue
			}
			break
		}
		if p.words[0] == "over" && s.word(j-1).roles&carries != 0 { // "handed over 20 tanks"
			break
		}
		if p.words[0] == "another" && s.word(k).class == noClass && s.at(k).kind != digits && s.at(k).kind != sign {
			break
		}
		if p.bound != "" && (b == "" || b == value.Approximately) {
			b = p.bound
		}
		if p.basis != "" {
			basis = p.basis
		}
		j = k
	}
	return b, basis, j
}

// build puts the value together.
func (s *scan) build(a, high, last sized, ranged bool, b value.Bound, basis value.Basis) Mention {
	low, to := a.val, value.Number{}
	if ranged {
		to = high.val
		if b == "" || b == value.Approximately {
			b = value.Range
		}
	}
	if last.money != nil {
		m := Mention{Kind: Money, Money: value.Money{Amount: low, AmountTo: to, Bound: b, Basis: basis, Currency: last.codes[0]}}
		if len(last.codes) > 1 {
			m.Money.Candidates = last.codes
		}
		return m
	}
	if b == value.UpTo {
		b = value.AtMost
	}
	q := value.Quantity{Value: low, ValueTo: to, Bound: b, Unit: last.unit}
	m := Mention{Kind: Number}
	if n := last.noun; n[1] > n[0] {
		m.Noun = text.Span{Start: s.ps[n[0]].start, End: s.ps[n[1]-1].end}
		if q.Unit == "" {
			q.Unit = strings.Join(strings.Fields(m.Noun.Of(s.t)), " ")
			if a.wide && !a.scaled && !ranged {
				q.Value = q.Value.Mul(value.Int(1000)) // 2.500 tents
			}
		}
	}
	switch q.Unit {
	case "%", "percentage points", "basis points":
		m.Kind = Percent
	case "":
	default:
		m.Kind = Measure
	}
	m.Quantity = q
	return m
}

// rangeEnd reads the upper end behind a: "10 to 20", "5-7 million", "$5m to
// $7m", "between 26 and 30 million dollars". It gives a the scale and unit that
// only the upper end states.
func (s *scan) rangeEnd(a *sized, between bool) (high sized, ok bool) {
	j := a.to
	switch {
	case s.at(j).gap == broken:
		return high, false
	case s.dash(j):
		if s.at(j).gap != s.at(j+1).gap {
			return high, false
		}
	case s.is(j, "to"):
		if s.word(a.from-1).open == "from" && !strings.HasPrefix(strings.ToLower(s.text(a.from-2)), "rang") && s.changes(a.from) {
			return high, false
		}
		if s.hyphenLike(j) {
			return high, false
		}
	case between && s.is(j, "and"):
	case s.is(j, "or") && !a.digits && a.money == nil:
	default:
		return high, false
	}
	j++
	if s.at(j).kind == letters && s.word(j).roles&article != 0 {
		return high, false
	}
	high, ok = s.sized(j)
	if !ok || s.at(high.to).gap == glued && s.dash(high.to) && s.at(high.to+1).kind == digits {
		return high, false
	}
	if high.scaled && !a.scaled && high.next > j {
		if scale := s.scaleOf(j, high); a.val.Mul(scale).Cmp(high.val) < 0 {
			a.val = a.val.Mul(scale)
		}
	}
	if a.val.Cmp(high.val) >= 0 {
		return high, false
	}
	if a.money != nil && high.money == nil && high.unit == "" {
		high.money, high.codes = a.money, a.codes
	}
	if a.money != nil && high.money != nil && a.codes[0] != high.codes[0] && !shared(a.codes, high.codes) {
		return high, false
	}
	if a.money != nil && len(a.codes) < len(high.codes) {
		high.codes = a.codes
	}
	return high, (a.money == nil || high.money != nil) && (a.unit == "" || a.unit == high.unit)
}

// changes reports a verb of change shortly before i: "rose from 10 to 20" is no range.
func (s *scan) changes(i int) bool {
	for k := i - 1; k > i-8 && k >= 0; k-- {
		if s.word(k).roles&change != 0 {
			return true
		}
	}
	return false
}

// scaleOf is the factor that the words behind the digits of a amount add.
func (s *scan) scaleOf(j int, a sized) value.Number {
	for ; j < a.next; j++ {
		if w := s.word(j); w.class == scale || w.class == suffix || w.class == hundred {
			return value.Int(w.n)
		}
	}
	return value.Int(1)
}

// negative reports a minus before a number: "minus one", "-9.2".
func (s *scan) negative(i int) bool {
	next := s.at(i + 1)
	if s.is(i, "minus") || s.is(i, "negative") {
		return next.gap == spaced
	}
	return (s.is(i, "-") || s.is(i, "−")) && s.at(i).gap != glued && next.gap == glued && next.kind == digits
}

// ratio goes on with "in five", "out of three", "over 20" behind a number that
// is the smaller part: "one in five children".
func (s *scan) ratio(a *sized) {
	j := a.next
	if a.money != nil || a.unit != "" || a.scaled || !a.val.IsWhole() {
		return
	}
	in := false
	switch {
	case s.is(j, "in") && a.val.Equal(value.Int(1)):
		in = true
	case s.is(j, "out") && s.is(j+1, "of"):
		j++
	case s.is(j, "over"):
	default:
		return
	}
	b, ok := s.number(j+1, false)
	if !ok || s.at(j+1).gap != spaced || b.low || !b.val.IsWhole() || b.val.Sign() <= 0 || s.is(j+1, "a") ||
		!s.is(j, "over") && a.val.Cmp(b.val) >= 0 || in && (b.val.Cmp(value.Int(1000)) > 0 || s.word(b.next).period != "" || s.word(b.next).month > 0) {
		return
	}
	a.val, a.next, a.to = a.val.Div(b.val), b.next, b.next
}

// pronoun reports a "one" that counts nothing: "the one you mentioned", "no one".
func (s *scan) pronoun(j int, a, last sized) bool {
	if a.next != j+1 || !s.is(j, "one") {
		return false
	}
	before := s.word(j - 1)
	return last.noun[1] == 0 && last.unit == "" || before.roles&article != 0 || s.is(j-1, "no") || s.is(j-1, "every") ||
		s.is(j-1, "this") || s.is(j-1, "that") || s.is(j-1, "each") || s.is(j-1, "any") || s.is(j-1, "another") || s.is(j-1, "which")
}

// tallyScore reports the score of a match or a vote: "3-1", "by 5-4".
func (s *scan) tallyScore(a, high sized, ranged bool, last sized) bool {
	if !a.digits || a.money != nil || last.money != nil || a.scaled || last.unit != "" {
		return false
	}
	if ranged {
		return s.is(a.to, "-") && s.hyphen(a.to) && s.word(high.to).roles&tally != 0
	}
	return s.hyphen(a.to) && s.at(a.to+1).kind == digits
}
