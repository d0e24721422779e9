// Package quantity finds the values that a text tells: numbers, sums of money,
// percentages, what is counted or measured, dates. In comes any stretch of text;
// out come mentions in order of start, none overlapping. Any bytes give an answer:
// the package returns fewer mentions, never an error or a panic.
package quantity

import (
	"strings"
	"sync"

	"kiroku/lang/mention"
	"kiroku/lang/quantity/date"
	"kiroku/lang/quantity/number"
	"kiroku/lang/quantity/scan"
	"kiroku/text"
	"kiroku/value"
)

// block is the most bytes that are cut into pieces at once: it bounds memory.
const block = 1 << 15

var pieceBuffers = sync.Pool{New: func() any { b := make([]scan.Piece, 0, 256); return &b }}

// Find finds the numbers, sums of money, percentages, counted or measured
// things and dates in t[sp], in order and disjoint, with spans into t. Dates
// without a year and relative ones are resolved against published; where they
// cannot be, the mention has an unknown Date. docs/values.md has the conventions.
func Find(t string, sp text.Span, published value.Date) []mention.Mention {
	if !sp.In(len(t)) {
		return nil
	}
	buf := pieceBuffers.Get().(*[]scan.Piece)
	defer pieceBuffers.Put(buf)
	s := reader{&scan.Scanner{Source: t, Lexicon: scan.Words(), Anchor: scan.AnchorOf(published)}}
	for from := sp.Start; from < sp.End; {
		to := blockEnd(t, from, sp.End)
		s.Pieces = s.Lexicon.Pieces((*buf)[:0], t, from, to)
		*buf = s.Pieces[:0]
		s.read()
		from = to
	}
	return s.Out
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
func (s *reader) read() {
	firm := -1 // the first piece from i on that can carry a mention
	for i := 0; i < len(s.Pieces); {
		p := &s.Pieces[i]
		if p.Kind != scan.Digits && (p.Word == nil || !p.Word.Starts) && !(p.Upper && p.End-p.Start == 4 && s.Source[p.Start] == 'M') {
			i++
			continue
		}
		for firm < i || firm < len(s.Pieces) && s.Pieces[firm].Kind != scan.Digits && (s.Pieces[firm].Word == nil || !s.Pieces[firm].Word.Firm) {
			firm++
		}
		if firm > i+reach { // words that only introduce mentions
			i++
			continue
		}
		if m, next, ok := date.Read(s.Scanner, i); ok {
			s.Out = append(s.Out, m)
			i = next
			continue
		}
		m, next, ok := s.quantity(i)
		if ok {
			s.Out = append(s.Out, m)
		}
		i = max(next, i+1)
	}
}

// reach is how far before its number or month a mention can begin.
const reach = 12

// sized is an amount with what it counts.
type sized struct {
	number.Amount
	from, to int         // pieces covered
	money    *scan.Entry // its currency
	codes    []string    // currencies, likeliest first
	unit     string      // a percentage or physical unit
	noun     [2]int      // pieces of the counted noun phrase
}

// quantity reads a number with its bounds, its range and what it counts. Where
// the number is a name or a time it gives the index behind that and no mention.
func (s *reader) quantity(i int) (m mention.Mention, next int, ok bool) {
	if end := s.nameEnd(i); end > i {
		return m, end, false
	}
	bound, basis, j := s.bounds(i)
	if j > i {
		if d, k, ok := date.Bounded(s.Scanner, j, bound, date.Cue(s.Scanner, i)); ok {
			return date.Dated(s.Scanner, i, k, d), k, true
		}
		if m, k, ok := date.Read(s.Scanner, j); ok { // "around the third week of 2018"
			return m, k, true
		}
	}
	between := s.Word(j).Open == "between"
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
	if a.Digits && s.nameEnd(j) > j {
		return m, s.nameEnd(j), false
	}
	if minus {
		a.Val = value.Int(0).Sub(a.Val)
	}
	s.ratio(&a)
	high, ranged := s.rangeEnd(&a, between)
	end := a.to
	if ranged {
		end = high.to
	}
	if after, k := s.Phrase(end, scan.AfterSense); after != nil && !(after.Words[0] == "plus" && s.At(k).Kind == scan.Digits) {
		bound, end = after.Bound, k
	}
	last := a
	if ranged {
		last = high
	}
	if a.Low && bound == "" {
		bound = value.AtLeast
	}
	if a.About && bound == "" {
		bound = value.Approximately
	}
	if last.money == nil && last.unit == "" {
		s.counted(&last, end)
	}
	if last.money == nil && a.Val.Equal(value.Int(1)) && !a.Digits && s.pronoun(j, a, last) {
		return m, a.Next, false
	}
	if s.tallyScore(a, high, ranged, last) {
		return m, end, false
	}
	m = s.build(a, high, last, ranged, bound, basis)
	m.Span = text.Span{Start: s.Pieces[first].Start, End: s.Pieces[max(last.to, a.to)-1].End}
	m.Full = text.Span{Start: s.Pieces[i].Start, End: max(s.Pieces[end-1].End, m.Span.End)}
	next = max(end, last.to)
	if m.Kind == mention.Money {
		next = s.equivalent(&m, next)
	}
	return m, next, true
}

// bounds reads the words before a number that bound it: "at least some".
func (s *reader) bounds(i int) (b value.Bound, basis value.Basis, j int) {
	j = i
	for range 4 {
		p, k := s.Phrase(j, scan.BoundSense)
		if p == nil || s.At(k).Gap == scan.Broken {
			if j > i && s.Is(j, "the") {
				j++
				continue
			}
			break
		}
		if p.Words[0] == "over" && s.Word(j-1).Roles&scan.Carries != 0 { // "handed over 20 tanks"
			break
		}
		if p.Words[0] == "another" && s.Word(k).Class == scan.NoClass && s.At(k).Kind != scan.Digits && s.At(k).Kind != scan.Sign {
			break
		}
		if p.Bound != "" && (b == "" || b == value.Approximately) {
			b = p.Bound
		}
		if p.Basis != "" {
			basis = p.Basis
		}
		j = k
	}
	return b, basis, j
}

// build puts the value together.
func (s *reader) build(a, high, last sized, ranged bool, b value.Bound, basis value.Basis) mention.Mention {
	low, to := a.Val, value.Number{}
	if ranged {
		to = high.Val
		if b == "" || b == value.Approximately {
			b = value.Range
		}
	}
	if last.money != nil {
		m := mention.Mention{Kind: mention.Money, Money: value.Money{Amount: low, AmountTo: to, Bound: b, Basis: basis, Currency: last.codes[0]}}
		if len(last.codes) > 1 {
			m.Money.Candidates = last.codes
		}
		return m
	}
	if b == value.UpTo {
		b = value.AtMost
	}
	q := value.Quantity{Value: low, ValueTo: to, Bound: b, Unit: last.unit}
	m := mention.Mention{Kind: mention.Number}
	if n := last.noun; n[1] > n[0] {
		m.Noun = text.Span{Start: s.Pieces[n[0]].Start, End: s.Pieces[n[1]-1].End}
		if q.Unit == "" {
			q.Unit = strings.Join(strings.Fields(m.Noun.Of(s.Source)), " ")
			if a.Wide && !a.Scaled && !ranged {
				q.Value = q.Value.Mul(value.Int(1000)) // 2.500 tents
			}
		}
	}
	switch q.Unit {
	case "%", "percentage points", "basis points":
		m.Kind = mention.Percent
	case "":
	default:
		m.Kind = mention.Measure
	}
	m.Quantity = q
	return m
}

// rangeEnd reads the upper end behind a: "10 to 20", "5-7 million", "$5m to
// $7m", "between 26 and 30 million dollars". It gives a the scale and unit that
// only the upper end states.
func (s *reader) rangeEnd(a *sized, between bool) (high sized, ok bool) {
	j := a.to
	switch {
	case s.At(j).Gap == scan.Broken:
		return high, false
	case s.Dash(j):
		if s.At(j).Gap != s.At(j+1).Gap {
			return high, false
		}
	case s.Is(j, "to"):
		if s.Word(a.from-1).Open == "from" && !strings.HasPrefix(strings.ToLower(s.Text(a.from-2)), "rang") && s.changes(a.from) {
			return high, false
		}
		if s.HyphenLike(j) {
			return high, false
		}
	case between && s.Is(j, "and"):
	case s.Is(j, "or") && !a.Digits && a.money == nil:
	default:
		return high, false
	}
	j++
	if s.At(j).Kind == scan.Letters && s.Word(j).Roles&scan.Article != 0 {
		return high, false
	}
	high, ok = s.sized(j)
	if !ok || s.At(high.to).Gap == scan.Glued && s.Dash(high.to) && s.At(high.to+1).Kind == scan.Digits {
		return high, false
	}
	if high.Scaled && !a.Scaled && high.Next > j {
		if scale := s.scaleOf(j, high); a.Val.Mul(scale).Cmp(high.Val) < 0 {
			a.Val = a.Val.Mul(scale)
		}
	}
	if a.Val.Cmp(high.Val) >= 0 {
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
func (s *reader) changes(i int) bool {
	for k := i - 1; k > i-8 && k >= 0; k-- {
		if s.Word(k).Roles&scan.Change != 0 {
			return true
		}
	}
	return false
}

// scaleOf is the factor that the words behind the digits of a amount add.
func (s *reader) scaleOf(j int, a sized) value.Number {
	for ; j < a.Next; j++ {
		if w := s.Word(j); w.Class == scan.Scale || w.Class == scan.Suffix || w.Class == scan.Hundred {
			return value.Int(w.Num)
		}
	}
	return value.Int(1)
}

// negative reports a minus before a number: "minus one", "-9.2".
func (s *reader) negative(i int) bool {
	next := s.At(i + 1)
	if s.Is(i, "minus") || s.Is(i, "negative") {
		return next.Gap == scan.Spaced
	}
	return (s.Is(i, "-") || s.Is(i, "−")) && s.At(i).Gap != scan.Glued && next.Gap == scan.Glued && next.Kind == scan.Digits
}

// ratio goes on with "in five", "out of three", "over 20" behind a number that
// is the smaller part: "one in five children".
func (s *reader) ratio(a *sized) {
	j := a.Next
	if a.money != nil || a.unit != "" || a.Scaled || !a.Val.IsWhole() {
		return
	}
	in := false
	switch {
	case s.Is(j, "in") && a.Val.Equal(value.Int(1)):
		in = true
	case s.Is(j, "out") && s.Is(j+1, "of"):
		j++
	case s.Is(j, "over"):
	default:
		return
	}
	b, ok := number.Read(s.Scanner, j+1, false)
	if !ok || s.At(j+1).Gap != scan.Spaced || b.Low || !b.Val.IsWhole() || b.Val.Sign() <= 0 || s.Is(j+1, "a") ||
		!s.Is(j, "over") && a.Val.Cmp(b.Val) >= 0 || in && (b.Val.Cmp(value.Int(1000)) > 0 || s.Word(b.Next).Period != "" || s.Word(b.Next).Month > 0) {
		return
	}
	a.Val, a.Next, a.to = a.Val.Div(b.Val), b.Next, b.Next
}

// pronoun reports a "one" that counts nothing: "the one you mentioned", "no one".
func (s *reader) pronoun(j int, a, last sized) bool {
	if a.Next != j+1 || !s.Is(j, "one") {
		return false
	}
	before := s.Word(j - 1)
	return last.noun[1] == 0 && last.unit == "" || before.Roles&scan.Article != 0 || s.Is(j-1, "no") || s.Is(j-1, "every") ||
		s.Is(j-1, "this") || s.Is(j-1, "that") || s.Is(j-1, "each") || s.Is(j-1, "any") || s.Is(j-1, "another") || s.Is(j-1, "which")
}

// tallyScore reports the score of a match or a vote: "3-1", "by 5-4".
func (s *reader) tallyScore(a, high sized, ranged bool, last sized) bool {
	if !a.Digits || a.money != nil || last.money != nil || a.Scaled || last.unit != "" {
		return false
	}
	if ranged {
		return s.Is(a.to, "-") && s.Hyphen(a.to) && s.Word(high.to).Roles&scan.Tally != 0
	}
	return s.Hyphen(a.to) && s.At(a.to+1).Kind == scan.Digits
}
