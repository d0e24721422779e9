package mention

import (
	"strings"

	"kiroku/value"
)

// amount is a number as read, before what it counts is known.
type amount struct {
	val    value.Number
	next   int  // index of the piece behind it
	low    bool // a plural that states a lower bound: "dozens"
	about  bool // vague: "a couple of hundred"
	scaled bool // has a scale word or suffix of its own: "5 million"
	digits bool // begins with digits
	wide   bool // digits with a decimal point and three places: perhaps thousands
}

const maxNumberPieces = 24 // a longer number in words is not one

// number reads the number that begins at i: digits, words or both.
func (s *scan) number(i int, money bool) (amount, bool) {
	w := s.word(i)
	switch {
	case s.at(i).kind == digits:
		return s.cardinal(i, money)
	case w.roles&article != 0 && !s.is(i, "the"):
		return s.articled(i, money)
	case w.class == fraction:
		return s.half(i)
	case w.class == glyph:
		return s.finish(amount{val: value.Int(w.n).Div(value.Int(w.d)), next: i + 1})
	case w.class == vague:
		return s.vagueNumber(i)
	case w.class >= unit && w.class <= ten:
		return s.cardinal(i, money)
	case s.is(i, "several"), s.is(i, "few"), s.is(i, "many"):
		return s.several(i)
	case s.is(i, "."):
		if p := s.at(i + 1); p.kind == digits && p.gap == glued && s.at(i).gap != glued {
			a, ok := s.cardinal(i+1, money)
			a.val, _ = value.ParseNumber("0." + s.text(i+1))
			return a, ok && a.next == i+2 && a.val.Known()
		}
	}
	return amount{}, false
}

// articled reads "a million", "a dozen", "a half", "a few hundred", "a couple of hundred".
func (s *scan) articled(i int, money bool) (amount, bool) {
	j := i + 1
	if s.at(j).gap == broken {
		return amount{}, false
	}
	if s.hyphen(j) {
		j++
	}
	switch w := s.word(j); {
	case w.class == hundred || w.class == scale || w.class == dozen:
		return s.cardinal(i, money)
	case w.class == fraction:
		if w.d == 4 && !s.is(j+1, "of") && s.word(j+1).class != scale {
			return amount{}, false // a period of three months
		}
		return s.half(j)
	case w.class == ordinal && w.n > 2 && (s.is(j+1, "of") || s.at(j+1).kind != letters && !s.hyphen(j+1)):
		return amount{val: value.Int(1).Div(value.Int(w.n)), next: j + 1}, true
	case s.is(j, "few"), s.is(j, "good"):
		return s.several(j)
	case s.is(j, "couple"):
		k := j + 1
		if s.is(k, "of") {
			k++
		}
		a := amount{val: value.Int(2), next: k, about: true}
		if c := s.word(k).class; c == hundred || c == scale || c == dozen {
			a.val, a.next, a.scaled = a.val.Mul(value.Int(s.word(k).n)), k+1, true
		}
		return a, true
	}
	return amount{}, false
}

// several reads "several hundred" and "many thousands" as at least two of them.
func (s *scan) several(i int) (amount, bool) {
	w := s.word(i + 1)
	if s.at(i+1).gap != spaced {
		return amount{}, false
	}
	switch w.class {
	case hundred, scale:
		a := amount{val: value.Int(2).Mul(value.Int(w.n)), next: i + 2, low: true, scaled: true}
		if next := s.word(a.next); next.class == scale && next.n > w.n {
			a.val, a.next = a.val.Mul(value.Int(next.n)), a.next+1
		}
		return a, true
	case dozen:
		return amount{val: value.Int(24), next: i + 2, low: true}, true
	case vague:
		return s.vagueNumber(i + 1)
	}
	return amount{}, false
}

// vagueNumber reads "dozens", "hundreds of thousands".
func (s *scan) vagueNumber(i int) (amount, bool) {
	w := s.word(i)
	a := amount{val: value.Int(w.n), next: i + 1, low: true}
	if s.is(i+1, "of") {
		if big := s.word(i + 2); big.class == vague && big.n >= 2000 && big.n > w.n {
			a.val, a.next = a.val.Mul(value.Int(big.n/2)), i+3
		}
	}
	return a, a.next > i+1 || w.n > 20
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
func (s *scan) cardinal(i int, money bool) (amount, bool) {
	a := amount{next: i, digits: s.at(i).kind == digits}
	n := sum{slot: anySlot, last: anySlot}
	j := i
	if s.word(j).roles&article != 0 {
		n.cur, n.slot = value.Int(1), 0
		j++
	}
	for ; j < i+maxNumberPieces; j++ {
		if j > i && s.at(j).gap == broken {
			break
		}
		k := s.step(&n, &a, i, j, money)
		if k < 0 {
			break
		}
		j = k - 1
		a.next = k
	}
	if !n.cur.Known() && !n.total.Known() {
		return a, false
	}
	a.val = plus(n.total, n.cur)
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
func (s *scan) step(n *sum, a *amount, i, j int, money bool) int {
	w, p := s.word(j), s.at(j)
	switch {
	case p.kind == digits:
		return s.stepDigits(n, a, i, j)
	case s.hyphen(j) && j > i:
		if c := s.word(j + 1).class; (c == unit && n.slot == 10) || c == hundred || c == scale {
			return s.step(n, a, i, j+1, money)
		}
		return -1
	case j == i+1 && s.power(j) > 0:
		exp, err := value.ParseNumber("1e" + s.t[s.at(j).end:s.at(s.power(j)-1).end])
		if err != nil {
			return -1
		}
		n.cur, n.slot = n.cur.Mul(exp), 0
		return s.power(j)
	case j > i && p.gap == glued && p.kind == letters && s.at(j-1).kind == digits:
		return s.stepSuffix(n, a, j, money)
	case w.class == ten && s.compoundOrdinal(j) > 0:
		den := value.Int(w.n + s.word(s.compoundOrdinal(j)-1).n)
		if !n.cur.Known() || n.total.Known() || a.digits { // "the twenty-fifth" is no number
			return -1
		}
		n.cur, n.slot = n.cur.Div(den), 0
		return s.compoundOrdinal(j)
	case w.class == unit || w.class == teen || w.class == ten:
		if n.cur.Known() && (w.n >= n.slot || w.n == 0) || !n.cur.Known() && w.n >= n.slot {
			return -1
		}
		n.cur = plus(n.cur, value.Int(w.n))
		n.slot = 0
		if w.class == ten {
			n.slot = 10
		}
		return j + 1
	case w.class == hundred && n.cur.Known():
		n.cur, n.slot, a.scaled = n.cur.Mul(value.Int(100)), 100, true
		return j + 1
	case w.class == scale && n.cur.Known() && w.n < n.last:
		n.total = plus(n.total, n.cur.Mul(value.Int(w.n)))
		n.cur, n.slot, n.last, a.scaled = value.Number{}, w.n, w.n, true
		return j + 1
	case w.class == vague && n.cur.Known() && w.n != 20 && w.n != 40:
		n.cur, n.slot, a.scaled = n.cur.Mul(value.Int(w.n/2)), 0, true
		return j + 1
	case w.class == dozen && n.cur.Known():
		n.cur, n.slot = n.cur.Mul(value.Int(12)), 0
		return j + 1
	case w.class == suffix && money && p.gap == spaced && s.at(j-1).kind == digits && (w.n == 1e6 || w.n == 1e9) && len(s.text(j)) <= 3 && s.at(j+1).kind != digits:
		return s.stepSuffix(n, a, j, money)
	case s.is(j, "and") && j > i:
		return s.stepAnd(n, a, i, j, money)
	case s.is(j, "point") && n.cur.Known():
		return s.stepPoint(n, j)
	}
	return -1
}

// compoundOrdinal is the index behind "twenty-fifth", or 0.
func (s *scan) compoundOrdinal(j int) int {
	k := j + 1
	if s.hyphen(k) {
		k++
	}
	if w := s.word(k); w.class == ordinal && w.n < 10 && s.at(k).gap != broken {
		return k + 1
	}
	return 0
}

// power is the index behind "e6" or "e-1" close behind digits, or 0.
func (s *scan) power(j int) int {
	k := j + 1
	if s.is(k, "-") && s.at(k).gap == glued {
		k++
	}
	if p := s.at(k); s.is(j, "e") && s.at(j).gap == glued && s.at(j-1).kind == digits && p.kind == digits && p.gap == glued && p.end-p.start <= 2 && digitRun(s.text(k)) == p.end-p.start {
		return k + 1
	}
	return 0
}

func (s *scan) stepDigits(n *sum, a *amount, i, j int) int {
	text := s.text(j)
	plain, ok := plainDigits(text)
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
		a.wide = dot > 0 && dot <= 3 && len(text)-dot == 4 && plain == text
		return s.spacedGroups(n, j)
	}
	if s.at(j).gap != spaced || n.cur.Known() || v.Cmp(value.Int(n.slot)) >= 0 || !v.IsWhole() {
		return -1
	}
	if c := s.word(j + 1).class; c != hundred && c != scale && !s.is(j-1, "and") {
		return -1
	}
	n.cur, n.slot = v, 0
	return j + 1
}

// spacedGroups goes on with "1 000 000": a first group of one to three digits,
// then groups of three, one plain space between.
func (s *scan) spacedGroups(n *sum, j int) int {
	first := s.text(j)
	if len(first) > 3 || first[0] == '0' {
		return j + 1
	}
	plain, k := first, j+1
	for ; k < j+6; k++ {
		p, before := s.at(k), s.at(k-1)
		if p.kind != digits || p.gap != spaced || p.start-before.end != 1 || p.end-p.start < 3 {
			break
		}
		g := s.text(k)
		if len(g) > 3 && (g[3] != '.' && g[3] != ',' || len(g) == 7) || digitRun(g) != 3 {
			break
		}
		plain += strings.ReplaceAll(g, ",", ".")
		if len(g) > 3 {
			k++
			break
		}
	}
	if k == j+1 || s.at(k).kind == letters && s.at(k).gap == glued && s.word(k).class != suffix {
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
func (s *scan) stepSuffix(n *sum, a *amount, j int, money bool) int {
	w := s.word(j)
	if w.class != suffix || !n.cur.Known() {
		return -1
	}
	if !money {
		switch text := s.text(j); {
		case strings.EqualFold(text, "mm"), strings.EqualFold(text, "t") || strings.EqualFold(text, "mil"):
			return -1
		case text == "m":
			if s.word(j+1).is(extent) || s.is(j+1, "²") || s.is(j+1, "(") || s.at(j+1).kind == digits && s.at(j+1).gap == glued {
				return -1
			}
		}
	}
	n.cur, n.slot, a.scaled = n.cur.Mul(value.Int(w.n)), 0, true
	return j + 1
}

// stepAnd takes in "and fifty", "and a half", "and three quarters".
func (s *scan) stepAnd(n *sum, a *amount, i, j int, money bool) int {
	k := j + 1
	if s.at(k).gap == broken {
		return -1
	}
	if frac, end := s.part(k); end > 0 && s.word(j-1).class != vague {
		switch {
		case n.cur.Known():
			n.cur = n.cur.Add(frac)
		default: // "a million and a half", "five billion and three quarters"
			if s.word(end).class == scale { // "one billion and three quarters million"
				frac, end = frac.Mul(value.Int(s.word(end).n)), end+1
				n.cur = frac
				return end
			}
			n.cur = frac.Mul(value.Int(n.last))
		}
		n.slot = 0
		return end
	}
	after := n.cur.Known() && n.slot == 100 || !n.cur.Known() && n.total.Known()
	w := s.word(k)
	if !after || n.slot < 100 {
		return -1
	}
	isNumber := w.class == unit || w.class == teen || w.class == ten || s.at(k).kind == digits && len(s.text(k)) <= 2
	if !isNumber {
		return -1
	}
	if s.at(k).kind == digits {
		v, err := value.ParseNumber(s.text(k))
		if c := s.word(k + 1).class; err != nil || c == hundred || c == scale || v.Sign() == 0 || s.at(k+1).kind == letters && s.at(k+1).gap == glued {
			return -1
		}
		n.cur, n.slot = plus(n.cur, v), 0
		return k + 1
	}
	return s.step(n, a, i, k, money)
}

// part reads the fraction behind "and": "a half", "three quarters".
// stepPoint takes in "point zero three".
// finish turns "three" before "fifths" or "1/4" behind digits into a fraction.
// hyphenLike reports a sign without white space on either side.
// partOfScale goes on with "of a million" behind a fraction.
