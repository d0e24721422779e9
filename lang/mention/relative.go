package mention

import (
	"strings"
	"time"

	"kiroku/value"
)

// periodPoint is the period around the anchor, n periods away.
func (s *scan) periodPoint(period string, n, next int) (point, bool) {
	p := point{next: next}
	if !s.ref.known() {
		return p, period != ""
	}
	ref := s.ref.day
	switch period {
	case "day":
		if s.ref.exact {
			p.date = value.OnDay(ref.Add(0, 0, n))
		}
	case "week", "fortnight", "weekend":
		if s.ref.exact {
			monday := ref.Add(0, 0, 7*n-(int(ref.Weekday())+6)%7)
			p.date = value.Date{From: monday, To: monday.Add(0, 0, 6)}
			if period == "weekend" {
				p.date.From = monday.Add(0, 0, 5)
			}
		}
	case "month":
		p.date = value.InMonth(value.NewDay(ref.Year, ref.Month+time.Month(n), 1).Year, value.NewDay(ref.Year, ref.Month+time.Month(n), 1).Month)
	case "quarter":
		p.date = months(ref.Year, (ref.Month-1)/3*3+1+time.Month(3*n), 3)
	case "year":
		p.date = value.InYear(ref.Year + n)
	case "decade":
		from := ref.Year/10*10 + 10*n
		p.date = value.Date{From: value.InYear(from).From, To: value.InYear(from + 9).To}
	case "century":
		from := ref.Year/100*100 + 100*n
		p.date = value.Date{From: value.InYear(from).From, To: value.InYear(from + 99).To}
	default:
		return p, false
	}
	return p, true
}

// months is an interval of n whole months; month may overflow.
func months(year int, month time.Month, n int) value.Date {
	from := value.NewDay(year, month, 1)
	return value.Date{From: from, To: from.Add(0, n, -1)}
}

// nearPoint reads "last month", "this week", "next March", "the past two weeks".
func (s *scan) nearPoint(i, cue int) (p point, ok bool) {
	j := s.skipThe(i)
	w := s.word(j)
	if !w.isNear || s.at(j+1).gap != spaced {
		return p, false
	}
	k := j + 1
	if s.is(k, "calendar") {
		k++
	}
	if month, end := s.monthAt(k); month > 0 && s.at(end).kind != digits {
		p.next, p.month = end, month
		if s.is(end-1, ".") {
			p.next = end - 1
		}
		if s.ref.known() {
			year := s.ref.day.Year
			switch {
			case w.near < 0 && month >= s.ref.day.Month:
				year--
			case w.near > 0 && month <= s.ref.day.Month:
				year++
			}
			p.date = value.InMonth(year, month)
		}
		return p, true
	}
	if season := s.word(k).season; season > 0 {
		p.next = k + 1
		if s.ref.known() {
			p.date = s.nearSeason(season, w.near)
		}
		return p, true
	}
	if s.word(k).period == "week" && s.word(k+1).weekday > 0 && s.ref.exact && !s.is(j, "following") { // "next week Wednesday"
		q, ok := s.periodPoint("week", w.near, k+2)
		q.date = value.OnDay(addDays(q.date.From, (s.word(k+1).weekday+5)%7))
		return q, ok
	}
	if period := s.word(k).period; period != "" && !strings.HasSuffix(s.text(k), "s") {
		if s.is(j, "following") || s.is(j, "preceding") || s.is(j, "previous") && period == "day" {
			return point{next: k + 1}, true // counted from another date than publication
		}
		if period == "quarter" && s.is(k+1, "of") {
			return p, false
		}
		if s.is(k+1, "'") || s.is(k+1, "’") {
			return s.periodPoint(period, w.near, k+1)
		}
		p, ok = s.periodPoint(period, w.near, k+1)
		if s.is(j, "past") && p.next > 0 && s.is(i, "the") && s.ref.exact { // the past year
			p.date = s.window(period, 1, -1)
		}
		return p, ok
	}
	n, end := s.count(k)
	if n == 0 || w.near == 0 {
		return p, false
	}
	period := s.word(end).period
	if period == "" || s.at(end).gap != spaced {
		return p, false
	}
	p.next = end + 1
	if s.ref.exact {
		p.date = s.window(period, n, w.near)
	}
	return p, true
}

// window is the n periods before or after the anchor.
func (s *scan) window(period string, n, near int) value.Date {
	y, m, d := 0, 0, 0
	switch period {
	case "day":
		d = n
	case "week", "weekend":
		d = 7 * n
	case "fortnight":
		d = 14 * n
	case "month":
		m = n
	case "quarter":
		return s.quarters(n, near)
	case "year":
		y = n
	case "decade":
		y = 10 * n
	default:
		y = 100 * n
	}
	ref := s.ref.day
	if near < 0 {
		return value.Date{From: ref.Add(-y, -m, -d), To: ref}
	}
	return value.Date{From: ref.Add(0, 0, 1), To: ref.Add(y, m, d)}
}

// quarters is the n whole quarters before or after the anchor's own.
func (s *scan) quarters(n, near int) value.Date {
	first := (s.ref.day.Month-1)/3*3 + 1
	if near < 0 {
		return months(s.ref.day.Year, first-time.Month(3*n), 3*n)
	}
	return months(s.ref.day.Year, first+3, 3*n)
}

// count reads a small whole number, at most 9999; 0 is none.
func (s *scan) count(i int) (int, int) {
	if s.is(i, "a") || s.is(i, "an") {
		if s.is(i+1, "couple") {
			if s.is(i+2, "of") {
				return 2, i + 3
			}
			return 2, i + 2
		}
		return 1, i + 1
	}
	if p := s.at(i); p.kind != digits && s.word(i).class == noClass {
		return 0, i
	}
	a, ok := s.number(i, false)
	if !ok || a.low || !a.val.IsWhole() || a.val.Sign() <= 0 || a.val.Cmp(value.Int(9999)) > 0 {
		return 0, i
	}
	return int(a.val.Int64()), a.next
}

// agoPoint reads "three days ago", "in two weeks", "two days from now". A count
// of weeks names a week, of months a month, of years a year.
func (s *scan) agoPoint(i, cue int) (p point, ok bool) {
	j, in := i, false
	if s.is(j, "in") || s.is(j, "within") {
		in, j = true, j+1
	}
	n, k := s.count(j)
	if n == 0 || n > 2000 || s.at(k).gap != spaced || s.word(k).period == "" || s.word(k).period == "quarter" {
		return p, false
	}
	period, sign := s.word(k).period, 1
	p.next = k + 1
	switch {
	case s.is(k+1, "ago"):
		sign = -1
		p.next++
	case s.is(k+1, "from") && (s.is(k+2, "now") || s.word(k+2).isDay):
		if d := s.word(k + 2); d.isDay && period == "day" {
			n += d.dayword
		}
		p.next += 2
	case s.is(k+1, "after") && s.word(k+2).isDay && period == "day":
		n += s.word(k + 2).dayword
		p.next += 2
	case in && (cue > 0 && s.at(k+1).kind != digits || (s.is(k+1, "'") || s.is(k+1, "’")) && (s.is(k+2, "time") || s.is(k+3, "time"))):
	default:
		return p, false
	}
	if in && s.is(i, "within") {
		if s.ref.exact {
			p.date = s.window(period, n, sign)
		}
		return p, true
	}
	if period == "fortnight" {
		period, n = "week", 2*n
	}
	q, ok := s.periodPoint(period, sign*n, p.next)
	return q, ok
}

// wordPoint reads "today", "yesterday", "the day before yesterday", feasts.
func (s *scan) wordPoint(i, cue int) (p point, ok bool) {
	if p, ok = s.feastPoint(i, cue); ok {
		return p, true
	}
	j, off := i, 0
	if k := s.skipThe(i); s.is(k, "day") && s.word(k+2).isDay {
		switch {
		case s.is(k+1, "before"):
			j, off = k+2, -1
		case s.is(k+1, "after"):
			j, off = k+2, 1
		}
	}
	if w := s.word(j); w.isDay {
		p.next = j + 1
		if s.ref.exact {
			p.date = value.OnDay(s.ref.day.Add(0, 0, w.dayword+off))
		}
		return p, true
	}
	return p, false
}

// quarterPoint reads "Q1 2022", "2022-Q1", "the first quarter of 2022", "the
// second half of the year", "H2 2022".
func (s *scan) quarterPoint(i, cue int) (p point, ok bool) {
	n, length, j := 0, 3, i
	year := 0
	if y := s.yearAt(i); y > 0 && (s.dash(i+1) || s.is(i+2, "q") || s.is(i+1, "q") || s.is(i+1, "h")) {
		j, year = i+1, y
		if s.dash(j) {
			j++
		}
	}
	switch {
	case (s.is(j, "q") || s.is(j, "h")) && (s.at(j).upper || year > 0 || s.yearAt(j+2) > 0) && s.at(j+1).kind == digits && s.at(j+1).gap == glued && len(s.text(j+1)) == 1:
		n = int(s.text(j + 1)[0] - '0')
		if s.is(j, "h") {
			length = 6
		}
		j += 2
	case year == 0:
		k := s.skipThe(i)
		var word int
		if word, j = s.dayNumber(k); word == 0 || s.at(k).kind == digits && j == k+1 {
			if !s.is(k, "last") || s.word(k+1).period != "quarter" || !s.is(k+2, "of") {
				return p, false
			}
			word, j = 4, k+1
		}
		n = word
		if s.dash(j) {
			j++
		}
		switch {
		case s.is(j, "quarter"):
		case s.is(j, "half") && s.is(j+1, "of"):
			length = 6
		default:
			return p, false
		}
		j++
	default:
		return p, false
	}
	if n < 1 || n > 12/length {
		return p, false
	}
	p.next = j
	known := year > 0
	if !known {
		k := j
		if s.is(k, "of") || s.is(k, "in") || s.is(k, ",") {
			k++
		}
		k = s.skipThe(k)
		switch {
		case s.yearAt(k) > 0:
			year, p.next, known = s.yearAt(k), k+1, true
		case s.word(k).isNear && s.word(k+1).period == "year" && s.ref.known():
			year, p.next, known = s.ref.day.Year+s.word(k).near, k+2, true
		case s.is(k, "year") && s.is(k-1, "the"):
			p.next = k + 1
		case length == 6 && !s.at(i).upper:
			return p, false
		}
	}
	if !known {
		if !s.ref.known() {
			return p, true
		}
		year = s.nearYear(time.Month((n-1)*length+1), 1, cue)
	}
	p.year = year
	p.date = months(year, time.Month((n-1)*length+1), length)
	return p, true
}

// seasonPoint reads "spring 2022", "the summer of 2021": northern seasons. The
// winter of a year could be either end of it and is read as the year.
func (s *scan) seasonPoint(i, _ int) (p point, ok bool) {
	j := s.skipThe(i)
	season := s.word(j).season
	if season == 0 {
		return p, false
	}
	year, end := s.yearBehind(j + 1)
	if year == 0 {
		return p, false
	}
	p.next, p.year = end, year
	p.date = months(year, time.Month(season), 3)
	if season == 12 {
		p.date = value.InYear(year)
	}
	return p, true
}

// nearSeason is last, this or next season by the anchor.
func (s *scan) nearSeason(season, near int) value.Date {
	ref := s.ref.day
	best := value.Date{}
	for y := ref.Year - 2; y <= ref.Year+2; y++ {
		d := months(y, time.Month(season), 3)
		switch {
		case near < 0 && d.To.Cmp(ref) < 0:
			best = d
		case near == 0 && (d.From.Year == ref.Year || d.Overlaps(value.OnDay(ref))) && best.IsZero():
			best = d
		case near > 0 && d.From.Cmp(ref) > 0 && best.IsZero():
			best = d
		}
	}
	return best
}

// decadePoint reads "the 1990s" and "the 21st century".
func (s *scan) decadePoint(i, _ int) (p point, ok bool) {
	j := s.skipThe(i)
	if s.at(j).kind != digits {
		return p, false
	}
	if t := s.text(j); len(t) == 4 && t[3] == '0' && s.at(j+1).gap == glued && s.is(j+1, "s") && digitRun(t) == 4 {
		year := int(t[0]-'0')*1000 + int(t[1]-'0')*100 + int(t[2]-'0')*10
		if year < 1000 || year > 2100 {
			return p, false
		}
		n := 9
		if year%100 == 0 {
			n = 99
		}
		return point{next: j + 2, date: value.Date{From: value.InYear(year).From, To: value.InYear(year + n).To}}, true
	}
	if n, k := s.dayNumber(j); n > 0 && k == j+2 && s.is(k, "century") {
		from := (n - 1) * 100
		if from < 1 {
			return p, false
		}
		return point{next: k + 1, date: value.Date{From: value.InYear(from).From, To: value.InYear(from + 99).To}}, true
	}
	return p, false
}

// yearPoint reads a year alone. Before a plural in small letters four digits
// are a count, unless a word before them asks for a year.
func (s *scan) yearPoint(i, _ int) (p point, ok bool) {
	j := i
	if k := s.skipThe(j); s.is(k, "calendar") && s.is(k+1, "year") && s.yearAt(k+2) > 0 {
		j = k + 2
	} else if s.is(s.skipThe(j), "year") && s.yearAt(s.skipThe(j)+1) > 0 {
		j = s.skipThe(j) + 1
	} else if s.is(j, "the") {
		return p, false
	}
	if before := s.word(j - 1).open; before == "in" || before == "since" || s.is(j-1, "lord") || s.is(j-1, "year") {
		if year, end := s.wordYear(j); year > 0 && !(s.at(end).gap == spaced && s.isPlural(end)) {
			return point{next: end, year: year, date: value.InYear(year)}, true
		}
	}
	year := s.yearAt(j)
	if year == 0 || s.at(j).gap == glued && j > 0 && !s.dash(j-1) && !s.is(j-1, "(") && !s.is(j-1, "=") && !s.is(j-1, "~") && !s.is(j-1, `"`) {
		return p, false
	}
	if !s.isYear(j, year) {
		return p, false
	}
	return point{next: j + 1, year: year, bare: true, date: value.InYear(year)}, true
}

func (s *scan) isYear(j, year int) bool {
	before, next, w := s.word(j-1), s.at(j+1), s.word(j+1)
	if s.is(j+1, "%") || w.class == scale || w.class == hundred || next.kind == sign && next.gap == glued && (s.is(j+1, "/") || s.is(j+1, "$")) {
		return false
	}
	if cur, _ := s.currency(j+1, true); cur != nil {
		return false
	}
	if s.at(j).gap == glued && s.dash(j-1) && s.at(j-1).gap == glued && s.at(j-2).kind == letters && s.word(j-2).part == 0 && s.word(j-2).month == 0 {
		return false
	}
	if u, _ := s.phrase(j+1, unitSense); u != nil {
		return false
	}
	if before.roles&(label|maker) != 0 && !before.isNear {
		return false
	}
	inYears := year >= 1900 && year <= 2060
	switch before.open {
	case "in", "since", "until", "by", "from", "before", "after", "during", "through", "of", "between", "starting":
		if s.is(j-1, "of") || s.is(j-1, "by") || s.is(j-1, "from") || s.is(j-1, "on") {
			return inYears && !(next.gap == spaced && next.kind == letters && !next.cap && s.isPlural(j+1))
		}
		return !(next.gap == spaced && s.isPlural(j+1) && year%100 == 0)
	}
	if b, _ := s.phrase(j-1, boundSense); b != nil && !(s.is(j-1, "~") && s.at(j-2).kind == digits) {
		return false
	}
	if s.is(j-1, "than") && !s.is(j-2, "later") && !s.is(j-2, "earlier") || s.is(j-1, "least") || s.is(j-1, "to") && year%100 == 0 && s.isPlural(j+1) {
		return false
	}
	if !inYears {
		return false
	}
	counted := next.kind == letters && next.gap == spaced && !next.cap
	if counted && s.isPlural(j+1) {
		return before.roles&article != 0 || (s.is(j-1, "s") || s.is(j-1, "its") || s.is(j-1, "their") || s.is(j-1, "our")) || year%50 != 0 && year >= 1990 && year <= 2035
	}
	if counted && year%100 == 0 && w.roles&(stop|verb) == 0 {
		return false
	}
	return true
}
