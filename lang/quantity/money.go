package quantity

import (
	"strings"

	"kiroku/lang/mention"
	"kiroku/lang/quantity/number"
	"kiroku/lang/quantity/scan"
	"kiroku/text"
	"kiroku/value"
)

// sized reads a number at i with its currency, before or behind, or its unit.
func (s *reader) sized(i int) (a sized, ok bool) {
	if cur, k := s.Currency(i, false); cur != nil {
		if s.Is(k, ".") && s.At(k).Gap == scan.Glued {
			k++
		}
		if s.Hyphen(k) {
			k++
		}
		_, _, k = s.bounds(k)
		if a.Amount, ok = number.Read(s.Scanner, k, true); ok && s.At(k).Gap != scan.Broken && (!cur.Letter || s.letter(i, a)) {
			a.from, a.to, a.money, a.codes = i, a.Next, cur, cur.Codes
			s.refine(&a)
			return a, true
		}
	}
	if cur, factor := s.millionCode(i); cur != nil && s.At(i+1).Kind == scan.Digits {
		if a.Amount, ok = number.Read(s.Scanner, i+1, true); ok {
			a.Val = a.Val.Mul(factor)
			a.from, a.to, a.money, a.codes = i, a.Next, cur, cur.Codes
			return a, true
		}
	}
	if a.Amount, ok = number.Read(s.Scanner, i, false); !ok {
		return a, false
	}
	a.from, a.to = i, a.Next
	if wide, isWide := number.Read(s.Scanner, i, true); isWide && wide.Next > a.Next {
		b := sized{Amount: wide, from: i, to: wide.Next}
		if s.behind(&b) {
			return b, true
		}
	}
	if !s.behind(&a) {
		s.measured(&a)
	}
	return a, true
}

// letter reports whether the letters at i stand for a currency: "N300 million",
// "Ksh 2bn", and not "K9", an "N95" mask or a row "USH4".
func (s *reader) letter(i int, a sized) bool {
	return a.Scaled && (len(s.Text(i)) > 1 || s.At(i).Upper && s.At(i+1).Gap == scan.Glued)
}

// behind reads the currency behind a number: "yen", "of dollars", "-euro", "USD million".
func (s *reader) behind(a *sized) bool {
	j := a.Next
	if s.Is(j, "of") || s.Hyphen(j) {
		j++
	}
	if s.Is(j, "in") && a.Scaled {
		j++
	}
	if s.At(j).Gap == scan.Broken {
		return false
	}
	cur, k := s.Currency(j, true)
	if cur == nil {
		var factor value.Number
		if cur, factor = s.millionCode(j); cur == nil {
			return false
		}
		a.Val, k = a.Val.Mul(factor), j+1
	}
	if s.At(j).Kind == scan.Sign && s.At(j).Gap == scan.Spaced && s.At(k).Kind == scan.Digits && s.At(k).Gap == scan.Glued && !cur.Code {
		return false // "1 $10": the sign belongs to what follows
	}
	if s.Is(j-1, "in") && s.At(j).Kind == scan.Sign {
		return false
	}
	if cur.Mass && s.weighs(k) {
		return false
	}
	if w := s.Word(k); w.Class == scan.Scale && !a.Scaled { // 75 USD million
		a.Val, a.Scaled, k = a.Val.Mul(value.Int(w.Num)), true, k+1
	}
	if cur.Cent {
		a.Val = a.Val.Div(value.Int(100))
	}
	a.to, a.money, a.codes = k, cur, cur.Codes
	s.cents(a)
	return true
}

// weighs reports whether what a name of money and weight stands before is a thing:
// "500 pounds of flour", and not "500 pounds of new funding".
func (s *reader) weighs(k int) bool {
	if !s.Is(k, "of") || s.At(k).Gap != scan.Spaced {
		return false
	}
	for j := k + 1; j <= k+4; j++ {
		switch p := s.At(j); {
		case p.Gap != scan.Spaced || p.Kind != scan.Letters || s.Word(j).Roles&(scan.Stop|scan.Verb) != 0:
			return j > k+1
		case s.Word(j).Roles&(scan.Paid|scan.Article) != 0:
			return false
		}
	}
	return true
}

// cents goes on with "3 dollars 50 cents", "thirteen dollars and forty-five cents".
func (s *reader) cents(a *sized) {
	j := a.to
	if s.Is(j, "and") {
		j++
	}
	if s.At(j).Gap != scan.Spaced || a.money.Cent || a.Scaled {
		return
	}
	n, ok := number.Read(s.Scanner, j, false)
	if !ok || n.Scaled || n.Val.Cmp(value.Int(100)) >= 0 {
		return
	}
	if cur, k := s.Currency(n.Next, true); cur != nil && cur.Cent {
		a.Val, a.to = a.Val.Add(n.Val.Div(value.Int(100))), k
	}
}

// refine lets words behind "$5 million" say which dollars: "USD", "Canadian dollars".
func (s *reader) refine(a *sized) {
	j := a.to
	if s.Is(j, "(") && s.Is(j+2, ")") {
		if cur, _ := s.Currency(j+1, true); cur != nil && shared(a.codes, cur.Codes) && len(cur.Codes) < len(a.codes) {
			a.codes, a.to = cur.Codes, j+3
		}
		return
	}
	if s.At(j).Gap == scan.Broken {
		return
	}
	cur, k := s.Currency(j, true)
	if cur == nil || cur.Cent || s.At(j).Kind == scan.Sign && s.At(k).Kind == scan.Digits || !shared(a.codes, cur.Codes) {
		return
	}
	if len(cur.Codes) < len(a.codes) {
		a.codes = cur.Codes
	}
	a.to = k
}

// millionCode reads "MUSD" and "MEUR", millions of a currency.
func (s *reader) millionCode(i int) (*scan.Entry, value.Number) {
	p := s.At(i)
	if p.Kind != scan.Letters || p.End-p.Start != 4 || !p.Upper || s.Source[p.Start] != 'M' {
		return nil, value.Number{}
	}
	w := s.Lexicon.Words[strings.ToLower(s.Source[p.Start+1:p.End])]
	if w == nil {
		w = s.Lexicon.Words[s.Source[p.Start+1:p.End]]
	}
	if w == nil {
		return nil, value.Number{}
	}
	for k := range w.Phrases {
		if c := &w.Phrases[k]; c.Code && !c.After {
			return c, value.Int(1_000_000)
		}
	}
	return nil, value.Number{}
}

func shared(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}

// equivalent reads the same sum in another currency behind m: "(3.24 billion
// yen)", ", or about $5 million,", "(the equivalent of $4m)". It extends Full.
func (s *reader) equivalent(m *mention.Mention, i int) int {
	j := i
	open := s.Is(j, "(") || s.Is(j, "[")
	if open || s.Is(j, ",") {
		j++
	}
	said := false
	for range 6 {
		switch low := s.Text(j); {
		case s.At(j).Gap == scan.Broken:
			return i
		case strings.EqualFold(low, "or"), strings.EqualFold(low, "equivalent"), strings.EqualFold(low, "equal"),
			strings.EqualFold(low, "i.e."), s.Is(j, "="):
			said = true
		case (said || open) && (s.Is(j, "the") || s.Is(j, "of") || s.Is(j, "to") || s.Is(j, "worth") || s.Is(j, ",") || s.Is(j, "an") || s.Is(j, "amount")):
		default:
			goto sum
		}
		j++
	}
sum:
	if !open && !said {
		return i
	}
	bound, basis, k := s.bounds(j)
	a, ok := s.sized(k)
	if !ok || a.money == nil || shared(a.codes, currencies(m.Money)) {
		return i
	}
	high, ranged := s.rangeEnd(&a, false)
	end := a.to
	if ranged {
		end = high.to
	}
	if open && !s.Is(end, ")") && !s.Is(end, "]") && !s.Is(end, ",") && !s.Is(end, "at") {
		return i
	}
	e := s.build(a, high, a, ranged, bound, basis).Money
	m.Money.Equivalent = &e
	m.Full = m.Full.Cover(text.Span{Start: m.Full.Start, End: s.Pieces[end-1].End})
	if open && (s.Is(end, ")") || s.Is(end, "]")) {
		m.Full.End = s.Pieces[end].End
		end++
	}
	return end
}

func currencies(m value.Money) []string {
	if len(m.Candidates) > 0 {
		return m.Candidates
	}
	return []string{m.Currency}
}
