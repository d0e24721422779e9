package mention

import (
	"strings"

	"kiroku/value"
)

func (s *scan) half(i int) (amount, bool) {
	w := s.word(i)
	a := amount{val: value.Int(1).Div(value.Int(w.d)), next: i + 1}
	j := i + 1
	if s.is(j, "of") {
		j++
	}
	if s.hyphen(j) || s.dash(j) && s.hyphen(j+2) {
		j++
	}
	if s.is(j, "a") || s.is(j, "one") {
		j++
		if s.hyphen(j) {
			j++
		}
	}
	if c := s.word(j).class; (c == scale || c == dozen) && s.at(j).gap != broken {
		a.val, a.next, a.scaled = value.Int(s.word(j).n).Div(value.Int(w.d)), j+1, true
		return a, true
	}
	period := s.word(j).period != "" || s.is(j, "hour") || s.is(j, "hours") || s.hyphen(i+1) && j == i+2
	return a, w.d == 2 && !period && s.word(i-1).class != ordinal && !s.is(i-1, "last") && !s.is(i-1, "latter")
}

func (s *scan) part(k int) (value.Number, int) {
	count := int64(1)
	w := s.word(k)
	switch {
	case s.is(k, "a") || s.is(k, "one"):
	case w.class == unit && w.n > 0:
		count = w.n
	default:
		return value.Number{}, 0
	}
	k++
	if s.hyphen(k) {
		k++
	}
	w = s.word(k)
	switch {
	case w.class == fraction && (w.d == 2 || count > 1 || s.word(k+1).class == scale || s.is(k-1, "a")):
		return value.Int(count).Div(value.Int(w.d)), k + 1
	case w.class == ordinal && w.n > 2 && (count > 1) == strings.HasSuffix(s.text(k), "s"):
		return value.Int(count).Div(value.Int(w.n)), k + 1
	}
	return value.Number{}, 0
}

func (s *scan) stepPoint(n *sum, j int) int {
	decimals, k := "", j+1
	for ; k < j+12 && s.word(k).class == unit; k++ {
		decimals += string(rune('0' + s.word(k).n))
	}
	if c := s.word(k).class; decimals == "" && (c == teen || c == ten) { // "point seventy-one"
		if a, ok := s.number(k, false); ok && a.val.Cmp(value.Int(100)) < 0 {
			decimals, k = a.val.String(), a.next
		}
	}
	if decimals == "" {
		return -1
	}
	v, err := value.ParseNumber("0." + decimals)
	if err != nil {
		return -1
	}
	n.cur, n.slot = n.cur.Add(v), 0
	return k
}

func (s *scan) finish(a amount) (amount, bool) {
	j := a.next
	if s.hyphen(j) {
		j++
	}
	w, p := s.word(j), s.at(j)
	ends := strings.HasSuffix(s.text(j), "s")
	switch {
	case p.gap == broken || a.digits && !a.val.IsWhole():
	case w.class == glyph && a.digits && p.gap != broken:
		a.val, a.next = a.val.Add(value.Int(w.n).Div(value.Int(w.d))), j+1
	case w.class == ordinal && !a.digits && w.n > 2 && (ends && a.val.Cmp(value.Int(1)) > 0 || !ends && a.val.Equal(value.Int(1))),
		w.class == fraction && !a.digits && (w.d == 2 || j > a.next || s.is(j+1, "of") || s.word(j+1).class == scale):
		den := w.d
		if w.class == ordinal {
			den = w.n
		}
		if strings.EqualFold(s.text(j), "halves") || w.class == ordinal || w.d == 4 {
			a.val, a.next = a.val.Div(value.Int(den)), j+1
			a = s.partOfScale(a)
		}
	case s.is(a.next, "/") && s.hyphenLike(a.next) && a.digits && s.at(a.next+1).kind == digits:
		den, err := value.ParseNumber(s.text(a.next + 1))
		if err == nil && den.Sign() > 0 && den.Cmp(value.Int(100)) <= 0 && a.val.Cmp(den) < 0 && s.text(a.next + 1)[0] != '0' {
			a.val, a.next = a.val.Div(den), a.next+2
		}
	case a.digits && p.kind == digits && p.gap == spaced && s.is(j+1, "/") && s.hyphenLike(j+1) && s.at(j+2).kind == digits && len(s.text(j)) == 1 && len(s.text(j+2)) == 1:
		num, den := int64(s.text(j)[0]-'0'), int64(s.text(j + 2)[0]-'0')
		if num > 0 && num < den {
			a.val, a.next = a.val.Add(value.Int(num).Div(value.Int(den))), j+3
		}
	}
	return a, true
}

func (s *scan) partOfScale(a amount) amount {
	j := a.next
	if s.is(j, "of") && (s.is(j+1, "a") || s.is(j+1, "one")) {
		j += 2
	}
	if w := s.word(j); w.class == scale && s.at(j).gap != broken {
		a.val, a.next, a.scaled = a.val.Mul(value.Int(w.n)), j+1, true
	}
	return a
}
