package number

import (
	"strings"

	"kiroku/lang/quantity/scan"
	"kiroku/value"
)

// Amount is a number as read, before what it counts is known.
type Amount struct {
	Val    value.Number
	Next   int  // index of the piece behind it
	Low    bool // a plural that states a lower bound: "dozens"
	About  bool // vague: "a couple of hundred"
	Scaled bool // has a scale word or suffix of its own: "5 million"
	Digits bool // begins with digits
	Wide   bool // digits with a decimal point and three places: perhaps thousands
}

const maxNumberPieces = 24 // a longer number in words is not one

// number reads the number that begins at i: digits, words or both.
func (s *reader) number(i int, money bool) (Amount, bool) {
	w := s.Word(i)
	switch {
	case s.At(i).Kind == scan.Digits:
		return s.cardinal(i, money)
	case w.Roles&scan.Article != 0 && !s.Is(i, "the"):
		return s.articled(i, money)
	case w.Class == scan.Fraction:
		return s.half(i)
	case w.Class == scan.Glyph:
		return s.finish(Amount{Val: value.Int(w.Num).Div(value.Int(w.Den)), Next: i + 1})
	case w.Class == scan.Vague:
		return s.vagueNumber(i)
	case w.Class >= scan.Unit && w.Class <= scan.Ten:
		return s.cardinal(i, money)
	case s.Is(i, "several"), s.Is(i, "few"), s.Is(i, "many"):
		return s.several(i)
	case s.Is(i, "."):
		if p := s.At(i + 1); p.Kind == scan.Digits && p.Gap == scan.Glued && s.At(i).Gap != scan.Glued {
			a, ok := s.cardinal(i+1, money)
			a.Val, _ = value.ParseNumber("0." + s.Text(i+1))
			return a, ok && a.Next == i+2 && a.Val.Known()
		}
	}
	return Amount{}, false
}

// articled reads "a million", "a dozen", "a half", "a few hundred", "a couple of hundred".
func (s *reader) articled(i int, money bool) (Amount, bool) {
	j := i + 1
	if s.At(j).Gap == scan.Broken {
		return Amount{}, false
	}
	if s.Hyphen(j) {
		j++
	}
	switch w := s.Word(j); {
	case w.Class == scan.Hundred || w.Class == scan.Scale || w.Class == scan.Dozen:
		return s.cardinal(i, money)
	case w.Class == scan.Fraction:
		if w.Den == 4 && !s.Is(j+1, "of") && s.Word(j+1).Class != scan.Scale {
			return Amount{}, false // a period of three months
		}
		return s.half(j)
	case w.Class == scan.Ordinal && w.Num > 2 && (s.Is(j+1, "of") || s.At(j+1).Kind != scan.Letters && !s.Hyphen(j+1)):
		return Amount{Val: value.Int(1).Div(value.Int(w.Num)), Next: j + 1}, true
	case s.Is(j, "few"), s.Is(j, "good"):
		return s.several(j)
	case s.Is(j, "couple"):
		k := j + 1
		if s.Is(k, "of") {
			k++
		}
		a := Amount{Val: value.Int(2), Next: k, About: true}
		if c := s.Word(k).Class; c == scan.Hundred || c == scan.Scale || c == scan.Dozen {
			a.Val, a.Next, a.Scaled = a.Val.Mul(value.Int(s.Word(k).Num)), k+1, true
		}
		return a, true
	}
	return Amount{}, false
}

// several reads "several hundred" and "many thousands" as at least two of them.
func (s *reader) several(i int) (Amount, bool) {
	w := s.Word(i + 1)
	if s.At(i+1).Gap != scan.Spaced {
		return Amount{}, false
	}
	switch w.Class {
	case scan.Hundred, scan.Scale:
		a := Amount{Val: value.Int(2).Mul(value.Int(w.Num)), Next: i + 2, Low: true, Scaled: true}
		if next := s.Word(a.Next); next.Class == scan.Scale && next.Num > w.Num {
			a.Val, a.Next = a.Val.Mul(value.Int(next.Num)), a.Next+1
		}
		return a, true
	case scan.Dozen:
		return Amount{Val: value.Int(24), Next: i + 2, Low: true}, true
	case scan.Vague:
		return s.vagueNumber(i + 1)
	}
	return Amount{}, false
}

// vagueNumber reads "dozens", "hundreds of thousands".
func (s *reader) vagueNumber(i int) (Amount, bool) {
	w := s.Word(i)
	a := Amount{Val: value.Int(w.Num), Next: i + 1, Low: true}
	if s.Is(i+1, "of") {
		if big := s.Word(i + 2); big.Class == scan.Vague && big.Num >= 2000 && big.Num > w.Num {
			a.Val, a.Next = a.Val.Mul(value.Int(big.Num/2)), i+3
		}
	}
	return a, a.Next > i+1 || w.Num > 20
}

// half reads "half a million", "half-million", "a quarter of a million", "half".
// sum is the state of reading a cardinal: total of the finished scales, cur
// below the next scale, and slot, under which a further word may add.
type sum struct {
	total, cur value.Number
	slot       int64
	last       int64 // the scale read last
}

const anySlot = int64(1) << 62

// cardinal reads "two hundred and five thousand", "4 thousand 3 hundred and
// 21", "5.3bn", "1 000 000", "three-quarters of a million".
func (s *reader) cardinal(i int, money bool) (Amount, bool) {
	a := Amount{Next: i, Digits: s.At(i).Kind == scan.Digits}
	n := sum{slot: anySlot, last: anySlot}
	j := i
	if s.Word(j).Roles&scan.Article != 0 {
		n.cur, n.slot = value.Int(1), 0
		j++
	}
	for ; j < i+maxNumberPieces; j++ {
		if j > i && s.At(j).Gap == scan.Broken {
			break
		}
		k := s.step(&n, &a, i, j, money)
		if k < 0 {
			break
		}
		j = k - 1
		a.Next = k
	}
	if !n.cur.Known() && !n.total.Known() {
		return a, false
	}
	a.Val = plus(n.total, n.cur)
	return s.finish(a)
}

// plus adds numbers of which either may be unset.
func plus(a, b value.Number) value.Number {
	if !a.Known() {
		return b
	}
	if !b.Known() {
		return a
	}
	return a.Add(b)
}

// step takes in the piece j of a cardinal that began at i and gives the index
// behind it, or -1 where the number ends.
func (s *reader) step(n *sum, a *Amount, i, j int, money bool) int {
	w, p := s.Word(j), s.At(j)
	switch {
	case p.Kind == scan.Digits:
		return s.stepDigits(n, a, i, j)
	case s.Hyphen(j) && j > i:
		if c := s.Word(j + 1).Class; (c == scan.Unit && n.slot == 10) || c == scan.Hundred || c == scan.Scale {
			return s.step(n, a, i, j+1, money)
		}
		return -1
	case j == i+1 && s.power(j) > 0:
		exp, err := value.ParseNumber("1e" + s.Source[s.At(j).End:s.At(s.power(j)-1).End])
		if err != nil {
			return -1
		}
		n.cur, n.slot = n.cur.Mul(exp), 0
		return s.power(j)
	case j > i && p.Gap == scan.Glued && p.Kind == scan.Letters && s.At(j-1).Kind == scan.Digits:
		return s.stepSuffix(n, a, j, money)
	case w.Class == scan.Ten && s.compoundOrdinal(j) > 0:
		den := value.Int(w.Num + s.Word(s.compoundOrdinal(j)-1).Num)
		if !n.cur.Known() || n.total.Known() || a.Digits { // "the twenty-fifth" is no number
			return -1
		}
		n.cur, n.slot = n.cur.Div(den), 0
		return s.compoundOrdinal(j)
	case w.Class == scan.Unit || w.Class == scan.Teen || w.Class == scan.Ten:
		if n.cur.Known() && (w.Num >= n.slot || w.Num == 0) || !n.cur.Known() && w.Num >= n.slot {
			return -1
		}
		n.cur = plus(n.cur, value.Int(w.Num))
		n.slot = 0
		if w.Class == scan.Ten {
			n.slot = 10
		}
		return j + 1
	case w.Class == scan.Hundred && n.cur.Known():
		n.cur, n.slot, a.Scaled = n.cur.Mul(value.Int(100)), 100, true
		return j + 1
	case n.cur.Known() && w.Num < n.last && (w.Class == scan.Scale || w.Class == scan.Suffix && p.Gap == scan.Spaced && s.abbreviates(j)):
		n.total = plus(n.total, n.cur.Mul(value.Int(w.Num)))
		n.cur, n.slot, n.last, a.Scaled = value.Number{}, w.Num, w.Num, true
		return j + 1
	case w.Class == scan.Vague && n.cur.Known() && w.Num != 20 && w.Num != 40:
		n.cur, n.slot, a.Scaled = n.cur.Mul(value.Int(w.Num/2)), 0, true
		return j + 1
	case w.Class == scan.Dozen && n.cur.Known():
		n.cur, n.slot = n.cur.Mul(value.Int(12)), 0
		return j + 1
	case w.Class == scan.Suffix && money && p.Gap == scan.Spaced && s.At(j-1).Kind == scan.Digits && (w.Num == 1e6 || w.Num == 1e9) && len(s.Text(j)) <= 3 && s.At(j+1).Kind != scan.Digits:
		return s.stepSuffix(n, a, j, money)
	case s.Is(j, "and") && j > i:
		return s.stepAnd(n, a, i, j, money)
	case s.Is(j, "point") && n.cur.Known():
		return s.stepPoint(n, j)
	}
	return -1
}

// compoundOrdinal is the index behind "twenty-fifth", or 0.
func (s *reader) compoundOrdinal(j int) int {
	k := j + 1
	if s.Hyphen(k) {
		k++
	}
	if w := s.Word(k); w.Class == scan.Ordinal && w.Num < 10 && s.At(k).Gap != scan.Broken {
		return k + 1
	}
	return 0
}

// power is the index behind "e6" or "e-1" close behind digits, or 0.
func (s *reader) power(j int) int {
	k := j + 1
	if s.Is(k, "-") && s.At(k).Gap == scan.Glued {
		k++
	}
	if p := s.At(k); s.Is(j, "e") && s.At(j).Gap == scan.Glued && s.At(j-1).Kind == scan.Digits && p.Kind == scan.Digits && p.Gap == scan.Glued && p.End-p.Start <= 2 && scan.DigitRun(s.Text(k)) == p.End-p.Start {
		return k + 1
	}
	return 0
}

func (s *reader) stepDigits(n *sum, a *Amount, i, j int) int {
	text := s.Text(j)
	plain, ok := scan.PlainDigits(text)
	if !ok {
		return -1
	}
	v, err := value.ParseNumber(plain)
	if err != nil {
		return -1
	}
	if j == i {
		n.cur, n.slot = v, 0
		dot := strings.IndexByte(text, '.')
		a.Wide = dot > 0 && dot <= 3 && len(text)-dot == 4 && plain == text
		return s.spacedGroups(n, j)
	}
	if s.At(j).Gap != scan.Spaced || n.cur.Known() || v.Cmp(value.Int(n.slot)) >= 0 || !v.IsWhole() {
		return -1
	}
	if c := s.Word(j + 1).Class; c != scan.Hundred && c != scan.Scale && !s.Is(j-1, "and") {
		return -1
	}
	n.cur, n.slot = v, 0
	return j + 1
}

// spacedGroups goes on with "1 000 000": a first group of one to three digits,
// then groups of three, one plain space between.
func (s *reader) spacedGroups(n *sum, j int) int {
	first := s.Text(j)
	if len(first) > 3 || first[0] == '0' {
		return j + 1
	}
	plain, k := first, j+1
	for ; k < j+6; k++ {
		p, before := s.At(k), s.At(k-1)
		if p.Kind != scan.Digits || p.Gap != scan.Spaced || p.Start-before.End != 1 || p.End-p.Start < 3 {
			break
		}
		g := s.Text(k)
		if len(g) > 3 && (g[3] != '.' && g[3] != ',' || len(g) == 7) || scan.DigitRun(g) != 3 {
			break
		}
		plain += strings.ReplaceAll(g, ",", ".")
		if len(g) > 3 {
			k++
			break
		}
	}
	if k == j+1 || s.At(k).Kind == scan.Letters && s.At(k).Gap == scan.Glued && s.Word(k).Class != scan.Suffix {
		return j + 1
	}
	v, err := value.ParseNumber(plain)
	if err != nil {
		return j + 1
	}
	n.cur = v
	return k
}

// stepSuffix takes in "m", "bn", "k" behind digits. A glued m without a sum of
// money is a million unless the words behind it speak of length.
func (s *reader) stepSuffix(n *sum, a *Amount, j int, money bool) int {
	w := s.Word(j)
	if w.Class != scan.Suffix || !n.cur.Known() {
		return -1
	}
	if !money {
		switch text := s.Text(j); {
		case strings.EqualFold(text, "mm"), strings.EqualFold(text, "t") || strings.EqualFold(text, "mil"):
			return -1
		case text == "m":
			if s.Word(j+1).Is(scan.Extent) || s.Is(j+1, "²") || s.Is(j+1, "(") || s.At(j+1).Kind == scan.Digits && s.At(j+1).Gap == scan.Glued {
				return -1
			}
		}
	}
	n.cur, n.slot, a.Scaled = n.cur.Mul(value.Int(w.Num)), 0, true
	return j + 1
}

// stepAnd takes in "and fifty", "and a half", "and three quarters".
func (s *reader) stepAnd(n *sum, a *Amount, i, j int, money bool) int {
	k := j + 1
	if s.At(k).Gap == scan.Broken {
		return -1
	}
	if frac, end := s.part(k); end > 0 && s.Word(j-1).Class != scan.Vague {
		switch {
		case n.cur.Known():
			n.cur = n.cur.Add(frac)
		default: // "a million and a half", "five billion and three quarters"
			if s.Word(end).Class == scan.Scale { // "one billion and three quarters million"
				frac, end = frac.Mul(value.Int(s.Word(end).Num)), end+1
				n.cur = frac
				return end
			}
			n.cur = frac.Mul(value.Int(n.last))
		}
		n.slot = 0
		return end
	}
	after := n.cur.Known() && n.slot == 100 || !n.cur.Known() && n.total.Known()
	w := s.Word(k)
	if !after || n.slot < 100 {
		return -1
	}
	isNumber := w.Class == scan.Unit || w.Class == scan.Teen || w.Class == scan.Ten || s.At(k).Kind == scan.Digits && len(s.Text(k)) <= 2
	if !isNumber {
		return -1
	}
	if s.At(k).Kind == scan.Digits {
		v, err := value.ParseNumber(s.Text(k))
		if c := s.Word(k + 1).Class; err != nil || c == scan.Hundred || c == scan.Scale || v.Sign() == 0 || s.At(k+1).Kind == scan.Letters && s.At(k+1).Gap == scan.Glued {
			return -1
		}
		n.cur, n.slot = plus(n.cur, v), 0
		return k + 1
	}
	return s.step(n, a, i, k, money)
}

// abbreviates reports whether letters stand for a scale even apart from the
// digits: "80 mln doses", where "m" and "k" would be units.
func (s *reader) abbreviates(j int) bool {
	w := s.Text(j)
	return len(w) > 1 && w[len(w)-1] == 'n'
}
