package mention

import (
	"strings"

	"kiroku/text"
	"kiroku/value"
)

// sized reads a number at i with its currency, before or behind, or its unit.
func (s *scan) sized(i int) (a sized, ok bool) {
	if cur, k := s.currency(i, false); cur != nil {
		if s.is(k, ".") && s.at(k).gap == glued {
			k++
		}
		if s.hyphen(k) {
			k++
		}
		_, _, k = s.bounds(k)
		if a.amount, ok = s.number(k, true); ok && s.at(k).gap != broken {
			a.from, a.to, a.money, a.codes = i, a.next, cur, cur.codes
			s.refine(&a)
			return a, true
		}
	}
	if cur, factor := s.millionCode(i); cur != nil && s.at(i+1).kind == digits {
		if a.amount, ok = s.number(i+1, true); ok {
			a.val = a.val.Mul(factor)
			a.from, a.to, a.money, a.codes = i, a.next, cur, cur.codes
			return a, true
		}
	}
	if a.amount, ok = s.number(i, false); !ok {
		return a, false
	}
	a.from, a.to = i, a.next
	if wide, isWide := s.number(i, true); isWide && wide.next > a.next {
		b := sized{amount: wide, from: i, to: wide.next}
		if s.behind(&b) {
			return b, true
		}
	}
	if !s.behind(&a) {
		s.measured(&a)
	}
	return a, true
}

// behind reads the currency behind a number: "yen", "of dollars", "-euro", "USD million".
func (s *scan) behind(a *sized) bool {
	j := a.next
	if s.is(j, "of") || s.hyphen(j) {
		j++
	}
	if s.is(j, "in") && a.scaled {
		j++
	}
	if s.at(j).gap == broken {
		return false
	}
	cur, k := s.currency(j, true)
	if cur == nil {
		var factor value.Number
		if cur, factor = s.millionCode(j); cur == nil {
			return false
		}
		a.val, k = a.val.Mul(factor), j+1
	}
	if s.at(j).kind == sign && s.at(j).gap == spaced && s.at(k).kind == digits && s.at(k).gap == glued && !cur.code {
		return false // "1 $10": the sign belongs to what follows
	}
	if s.is(j-1, "in") && s.at(j).kind == sign {
		return false
	}
	if w := s.word(k); w.class == scale && !a.scaled { // 75 USD million
		a.val, a.scaled, k = a.val.Mul(value.Int(w.n)), true, k+1
	}
	if cur.cent {
		a.val = a.val.Div(value.Int(100))
	}
	a.to, a.money, a.codes = k, cur, cur.codes
	s.cents(a)
	return true
}

// cents goes on with "3 dollars 50 cents", "thirteen dollars and forty-five cents".
func (s *scan) cents(a *sized) {
	j := a.to
	if s.is(j, "and") {
		j++
	}
	if s.at(j).gap != spaced || a.money.cent || a.scaled {
		return
	}
	n, ok := s.number(j, false)
	if !ok || n.scaled || n.val.Cmp(value.Int(100)) >= 0 {
		return
	}
	if cur, k := s.currency(n.next, true); cur != nil && cur.cent {
		a.val, a.to = a.val.Add(n.val.Div(value.Int(100))), k
	}
}

// refine lets words behind "$5 million" say which dollars: "USD", "Canadian dollars".
func (s *scan) refine(a *sized) {
	j := a.to
	if s.is(j, "(") && s.is(j+2, ")") {
		if cur, _ := s.currency(j+1, true); cur != nil && shared(a.codes, cur.codes) && len(cur.codes) < len(a.codes) {
			a.codes, a.to = cur.codes, j+3
		}
		return
	}
	if s.at(j).gap == broken {
		return
	}
	cur, k := s.currency(j, true)
	if cur == nil || cur.cent || s.at(j).kind == sign && s.at(k).kind == digits || !shared(a.codes, cur.codes) {
		return
	}
	if len(cur.codes) < len(a.codes) {
		a.codes = cur.codes
	}
	a.to = k
}

// millionCode reads "MUSD" and "MEUR", millions of a currency.
func (s *scan) millionCode(i int) (*entry, value.Number) {
	p := s.at(i)
	if p.kind != letters || p.end-p.start != 4 || !p.upper || s.t[p.start] != 'M' {
		return nil, value.Number{}
	}
	w := s.lex.words[strings.ToLower(s.t[p.start+1:p.end])]
	if w == nil {
		w = s.lex.words[s.t[p.start+1:p.end]]
	}
	if w == nil {
		return nil, value.Number{}
	}
	for k := range w.phrases {
		if c := &w.phrases[k]; c.code && !c.after {
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
func (s *scan) equivalent(m *Mention, i int) int {
	j := i
	open := s.is(j, "(") || s.is(j, "[")
	if open || s.is(j, ",") {
		j++
	}
	said := false
	for range 6 {
		switch low := s.text(j); {
		case s.at(j).gap == broken:
			return i
		case strings.EqualFold(low, "or"), strings.EqualFold(low, "equivalent"), strings.EqualFold(low, "equal"),
			strings.EqualFold(low, "i.e."), s.is(j, "="):
			said = true
		case (said || open) && (s.is(j, "the") || s.is(j, "of") || s.is(j, "to") || s.is(j, "worth") || s.is(j, ",") || s.is(j, "an") || s.is(j, "amount")):
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
	if open && !s.is(end, ")") && !s.is(end, "]") && !s.is(end, ",") && !s.is(end, "at") {
		return i
	}
	e := s.build(a, high, a, ranged, bound, basis).Money
	m.Money.Equivalent = &e
	m.Full = m.Full.Cover(text.Span{Start: m.Full.Start, End: s.ps[end-1].end})
	if open && (s.is(end, ")") || s.is(end, "]")) {
		m.Full.End = s.ps[end].end
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
