package number

import (
	"strings"

	"kiroku/lang/quantity/scan"
	"kiroku/value"
)

func (s *reader) half(i int) (Amount, bool) {
	w := s.Word(i)
	a := Amount{Val: value.Int(1).Div(value.Int(w.Den)), Next: i + 1}
	j := i + 1
	if s.Is(j, "of") {
		j++
	}
	if s.Hyphen(j) || s.Dash(j) && s.Hyphen(j+2) {
		j++
	}
	if s.Is(j, "a") || s.Is(j, "one") {
		j++
		if s.Hyphen(j) {
			j++
		}
	}
	if c := s.Word(j).Class; (c == scan.Scale || c == scan.Dozen) && s.At(j).Gap != scan.Broken {
		a.Val, a.Next, a.Scaled = value.Int(s.Word(j).Num).Div(value.Int(w.Den)), j+1, true
		return a, true
	}
	period := s.Word(j).Period != "" || s.Is(j, "hour") || s.Is(j, "hours") || s.Hyphen(i+1) && j == i+2
	return a, w.Den == 2 && !period && s.Word(i-1).Class != scan.Ordinal && !s.Is(i-1, "last") && !s.Is(i-1, "latter")
}

// part reads the fraction behind "and": "a half", "three quarters".
func (s *reader) part(k int) (value.Number, int) {
	count := int64(1)
	w := s.Word(k)
	switch {
	case s.Is(k, "a") || s.Is(k, "one"):
	case w.Class == scan.Unit && w.Num > 0:
		count = w.Num
	default:
		return value.Number{}, 0
	}
	k++
	if s.Hyphen(k) {
		k++
	}
	w = s.Word(k)
	switch {
	case w.Class == scan.Fraction && (w.Den == 2 || count > 1 || s.Word(k+1).Class == scan.Scale || s.Is(k-1, "a")):
		return value.Int(count).Div(value.Int(w.Den)), k + 1
	case w.Class == scan.Ordinal && w.Num > 2 && (count > 1) == strings.HasSuffix(s.Text(k), "s"):
		return value.Int(count).Div(value.Int(w.Num)), k + 1
	}
	return value.Number{}, 0
}

// stepPoint takes in "point zero three".
func (s *reader) stepPoint(n *sum, j int) int {
	decimals, k := "", j+1
	for ; k < j+12 && s.Word(k).Class == scan.Unit; k++ {
		decimals += string(rune('0' + s.Word(k).Num))
	}
	if c := s.Word(k).Class; decimals == "" && (c == scan.Teen || c == scan.Ten) { // "point seventy-one"
		if a, ok := s.number(k, false); ok && a.Val.Cmp(value.Int(100)) < 0 {
			decimals, k = a.Val.String(), a.Next
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

// finish turns "three" before "fifths" or "1/4" behind digits into a fraction.
func (s *reader) finish(a Amount) (Amount, bool) {
	j := a.Next
	if s.Hyphen(j) {
		j++
	}
	w, p := s.Word(j), s.At(j)
	ends := strings.HasSuffix(s.Text(j), "s")
	switch {
	case p.Gap == scan.Broken || a.Digits && !a.Val.IsWhole():
	case w.Class == scan.Glyph && a.Digits && p.Gap != scan.Broken:
		a.Val, a.Next = a.Val.Add(value.Int(w.Num).Div(value.Int(w.Den))), j+1
	case w.Class == scan.Ordinal && !a.Digits && w.Num > 2 && (ends && a.Val.Cmp(value.Int(1)) > 0 || !ends && a.Val.Equal(value.Int(1))),
		w.Class == scan.Fraction && !a.Digits && (w.Den == 2 || j > a.Next || s.Is(j+1, "of") || s.Word(j+1).Class == scan.Scale):
		den := w.Den
		if w.Class == scan.Ordinal {
			den = w.Num
		}
		if strings.EqualFold(s.Text(j), "halves") || w.Class == scan.Ordinal || w.Den == 4 {
			a.Val, a.Next = a.Val.Div(value.Int(den)), j+1
			a = s.partOfScale(a)
		}
	case s.Is(a.Next, "/") && s.HyphenLike(a.Next) && a.Digits && s.At(a.Next+1).Kind == scan.Digits:
		den, err := value.ParseNumber(s.Text(a.Next + 1))
		if err == nil && den.Sign() > 0 && den.Cmp(value.Int(100)) <= 0 && a.Val.Cmp(den) < 0 && s.Text(a.Next + 1)[0] != '0' {
			a.Val, a.Next = a.Val.Div(den), a.Next+2
		}
	case a.Digits && p.Kind == scan.Digits && p.Gap == scan.Spaced && s.Is(j+1, "/") && s.HyphenLike(j+1) && s.At(j+2).Kind == scan.Digits && len(s.Text(j)) == 1 && len(s.Text(j+2)) == 1:
		num, den := int64(s.Text(j)[0]-'0'), int64(s.Text(j + 2)[0]-'0')
		if num > 0 && num < den {
			a.Val, a.Next = a.Val.Add(value.Int(num).Div(value.Int(den))), j+3
		}
	}
	return a, true
}

// partOfScale goes on with "of a million" behind a fraction.
func (s *reader) partOfScale(a Amount) Amount {
	j := a.Next
	if s.Is(j, "of") && (s.Is(j+1, "a") || s.Is(j+1, "one")) {
		j += 2
	}
	if w := s.Word(j); w.Class == scan.Scale && s.At(j).Gap != scan.Broken {
		a.Val, a.Next, a.Scaled = a.Val.Mul(value.Int(w.Num)), j+1, true
	}
	return a
}
