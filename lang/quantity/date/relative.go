package date

import (
	"strings"
	"time"

	"kiroku/lang/quantity/number"
	"kiroku/lang/quantity/scan"
	"kiroku/value"
)

// periodPoint is the period around the anchor, n periods away.
func (s *reader) periodPoint(period string, n, next int) (point, bool) {
	p := point{next: next}
	if !s.Anchor.Known() {
		return p, period != ""
	}
	ref := s.Anchor.Day
	switch period {
	case "day", "daytime":
		if s.Anchor.Exact {
			p.date = value.OnDay(ref.Add(0, 0, n))
		}
	case "week", "fortnight", "weekend":
		if s.Anchor.Exact {
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
func (s *reader) nearPoint(i, cue int) (p point, ok bool) {
	j := s.skipThe(i)
	w := s.Word(j)
	if q, ok := s.turnPoint(i, j, cue); ok {
		return q, true
	}
	if !w.IsNear || s.At(j+1).Gap != scan.Spaced {
		return p, false
	}
	k := j + 1
	if s.Is(k, "calendar") {
		k++
	}
	if month, end := s.monthAt(k); month > 0 && s.At(end).Kind != scan.Digits {
		p.next, p.month = end, month
		if s.Is(end-1, ".") {
			p.next = end - 1
		}
		if s.Anchor.Known() {
			year := s.Anchor.Day.Year
			switch {
			case w.Near < 0 && month >= s.Anchor.Day.Month:
				year--
			case w.Near > 0 && month <= s.Anchor.Day.Month:
				year++
			}
			p.date = value.InMonth(year, month)
		}
		return p, true
	}
	if season := s.Word(k).Season; season > 0 {
		p.next = k + 1
		if s.Anchor.Known() {
			p.date = s.nearSeason(season, w.Near)
		}
		return p, true
	}
	if s.Word(k).Period == "week" && s.Word(k+1).Weekday > 0 && s.Anchor.Exact && !s.Is(j, "following") { // "next week Wednesday"
		q, ok := s.periodPoint("week", w.Near, k+2)
		q.date = value.OnDay(addDays(q.date.From, (s.Word(k+1).Weekday+5)%7))
		return q, ok
	}
	if period := s.Word(k).Period; period != "" && !strings.HasSuffix(s.Text(k), "s") {
		if period == "daytime" && !s.Is(j, "this") && !(s.Is(j, "last") && !s.Is(j-1, "the")) {
			return p, false // "the next morning" is not after publication; "this morning" and "last night" are by it
		}
		if s.Is(j, "following") || s.Is(j, "preceding") || s.Is(j, "previous") && period == "day" {
			return point{next: k + 1}, true // counted from another date than publication
		}
		if period == "quarter" && s.Is(k+1, "of") {
			return p, false
		}
		if s.Is(k+1, "'") || s.Is(k+1, "’") {
			return s.periodPoint(period, w.Near, k+1)
		}
		p, ok = s.periodPoint(period, w.Near, k+1)
		if s.Is(j, "past") && p.next > 0 && (s.Is(i, "the") || s.Is(i-1, "the")) && s.Anchor.Exact { // the past year
			p.date = s.window(period, 1, -1)
		}
		return p, ok
	}
	n, end := s.count(k)
	if n == 0 || w.Near == 0 {
		return p, false
	}
	period := s.Word(end).Period
	if s.Is(end, "hours") && n >= 12 { // of a day or more the days are known
		period, n = "day", (n+23)/24
	}
	if period == "" || period == "daytime" || s.At(end).Gap != scan.Spaced {
		return p, false
	}
	p.next = end + 1
	if s.Anchor.Exact {
		p.date = s.window(period, n, w.Near)
	}
	return p, true
}

// turnPoint reads "the week before last", "the year after next", and "over the
// weekend", which is the last one unless the sentence looks ahead.
func (s *reader) turnPoint(i, j, cue int) (p point, ok bool) {
	period := s.Word(j).Period
	switch {
	case j == i || period == "":
		return p, false
	case period == "weekend" && (s.Is(i-1, "over") || s.Is(i-1, "at") || s.Is(i-1, "during")):
		n := -1
		if day := s.Anchor.Day; cue > 0 || s.Anchor.Exact && (day.Weekday() == time.Saturday || day.Weekday() == time.Sunday) {
			n = 0
		}
		return s.periodPoint(period, n, j+1)
	case period == "daytime":
		return p, false
	case s.Is(j+1, "before") && s.Is(j+2, "last"):
		return s.periodPoint(period, -2, j+3)
	case s.Is(j+1, "after") && s.Is(j+2, "next"):
		return s.periodPoint(period, 2, j+3)
	}
	return p, false
}

// window is the n periods before or after the anchor.
func (s *reader) window(period string, n, near int) value.Date {
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
	ref := s.Anchor.Day
	if near < 0 {
		return value.Date{From: ref.Add(-y, -m, -d), To: ref}
	}
	return value.Date{From: ref.Add(0, 0, 1), To: ref.Add(y, m, d)}
}

// quarters is the n whole quarters before or after the anchor's own.
func (s *reader) quarters(n, near int) value.Date {
	first := (s.Anchor.Day.Month-1)/3*3 + 1
	if near < 0 {
		return months(s.Anchor.Day.Year, first-time.Month(3*n), 3*n)
	}
	return months(s.Anchor.Day.Year, first+3, 3*n)
}

// count reads a small whole number, at most 9999; 0 is none.
func (s *reader) count(i int) (int, int) {
	if s.Is(i, "a") || s.Is(i, "an") {
		if s.Is(i+1, "couple") {
			if s.Is(i+2, "of") {
				return 2, i + 3
			}
			return 2, i + 2
		}
		return 1, i + 1
	}
	if p := s.At(i); p.Kind != scan.Digits && s.Word(i).Class == scan.NoClass {
		return 0, i
	}
	a, ok := number.Read(s.Scanner, i, false)
	if !ok || a.Low || !a.Val.IsWhole() || a.Val.Sign() <= 0 || a.Val.Cmp(value.Int(9999)) > 0 {
		return 0, i
	}
	return int(a.Val.Int64()), a.Next
}

// agoPoint reads "three days ago", "in two weeks", "two days from now". A count
// of weeks names a week, of months a month, of years a year.
func (s *reader) agoPoint(i, cue int) (p point, ok bool) {
	j, in := i, false
	if s.Is(j, "in") || s.Is(j, "within") {
		in, j = true, j+1
	}
	n, k := s.count(j)
	if n == 0 || n > 2000 || s.At(k).Gap != scan.Spaced || s.Word(k).Period == "" || s.Word(k).Period == "quarter" || s.Word(k).Period == "daytime" {
		return p, false
	}
	period, sign := s.Word(k).Period, 1
	p.next = k + 1
	switch {
	case s.Is(k+1, "ago"):
		sign = -1
		p.next++
	case s.Is(k+1, "from") && (s.Is(k+2, "now") || s.Word(k+2).IsDay):
		if d := s.Word(k + 2); d.IsDay && period == "day" {
			n += d.Dayword
		}
		p.next += 2
	case s.Is(k+1, "after") && s.Word(k+2).IsDay && period == "day":
		n += s.Word(k + 2).Dayword
		p.next += 2
	case in && (cue > 0 && s.At(k+1).Kind != scan.Digits || (s.Is(k+1, "'") || s.Is(k+1, "’")) && (s.Is(k+2, "time") || s.Is(k+3, "time"))):
	default:
		return p, false
	}
	if in && s.Is(i, "within") {
		if s.Anchor.Exact {
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
func (s *reader) wordPoint(i, cue int) (p point, ok bool) {
	if p, ok = s.feastPoint(i, cue); ok {
		return p, true
	}
	j, off := i, 0
	if k := s.skipThe(i); s.Is(k, "day") && s.Word(k+2).IsDay {
		switch {
		case s.Is(k+1, "before"):
			j, off = k+2, -1
		case s.Is(k+1, "after"):
			j, off = k+2, 1
		}
	}
	if w := s.Word(j); w.IsDay {
		p.next = j + 1
		if s.Anchor.Exact {
			p.date = value.OnDay(s.Anchor.Day.Add(0, 0, w.Dayword+off))
		}
		return p, true
	}
	return p, false
}

// quarterPoint reads "Q1 2022", "2022-Q1", "the first quarter of 2022", "the
// second half of the year", "H2 2022".
func (s *reader) quarterPoint(i, cue int) (p point, ok bool) {
	n, length, j := 0, 3, i
	year := 0
	if y := s.yearAt(i); y > 0 && (s.Dash(i+1) || s.Is(i+2, "q") || s.Is(i+1, "q") || s.Is(i+1, "h")) {
		j, year = i+1, y
		if s.Dash(j) {
			j++
		}
	}
	switch {
	case (s.Is(j, "q") || s.Is(j, "h")) && (s.At(j).Upper || year > 0 || s.yearAt(j+2) > 0) && s.At(j+1).Kind == scan.Digits && s.At(j+1).Gap == scan.Glued && len(s.Text(j+1)) == 1:
		n = int(s.Text(j + 1)[0] - '0')
		if s.Is(j, "h") {
			length = 6
		}
		j += 2
	case year == 0:
		k := s.skipThe(i)
		var word int
		if word, j = s.dayNumber(k); word == 0 || s.At(k).Kind == scan.Digits && j == k+1 {
			if !s.Is(k, "last") || s.Word(k+1).Period != "quarter" || !s.Is(k+2, "of") {
				return p, false
			}
			word, j = 4, k+1
		}
		n = word
		if s.Dash(j) {
			j++
		}
		switch {
		case s.Is(j, "quarter"):
		case s.Is(j, "half") && s.Is(j+1, "of"):
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
		if s.Is(k, "of") || s.Is(k, "in") || s.Is(k, ",") {
			k++
		}
		k = s.skipThe(k)
		switch {
		case s.yearAt(k) > 0:
			year, p.next, known = s.yearAt(k), k+1, true
		case s.Word(k).IsNear && s.Word(k+1).Period == "year" && s.Anchor.Known():
			year, p.next, known = s.Anchor.Day.Year+s.Word(k).Near, k+2, true
		case s.Is(k, "year") && s.Is(k-1, "the"):
			p.next = k + 1
		case length == 6 && !s.At(i).Upper:
			return p, false
		}
	}
	if !known {
		if !s.Anchor.Known() {
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
func (s *reader) seasonPoint(i, _ int) (p point, ok bool) {
	j := s.skipThe(i)
	season := s.Word(j).Season
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
func (s *reader) nearSeason(season, near int) value.Date {
	ref := s.Anchor.Day
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
func (s *reader) decadePoint(i, _ int) (p point, ok bool) {
	j := s.skipThe(i)
	if s.At(j).Kind != scan.Digits {
		return p, false
	}
	if t := s.Text(j); len(t) == 4 && t[3] == '0' && s.At(j+1).Gap == scan.Glued && s.Is(j+1, "s") && scan.DigitRun(t) == 4 {
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
	if n, k := s.dayNumber(j); n > 0 && k == j+2 && s.Is(k, "century") {
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
func (s *reader) yearPoint(i, _ int) (p point, ok bool) {
	j := i
	if k := s.skipThe(j); s.Is(k, "calendar") && s.Is(k+1, "year") && s.yearAt(k+2) > 0 {
		j = k + 2
	} else if s.Is(s.skipThe(j), "year") && s.yearAt(s.skipThe(j)+1) > 0 {
		j = s.skipThe(j) + 1
	} else if s.Is(j, "the") {
		return p, false
	}
	if before := s.Word(j - 1).Open; before == "in" || before == "since" || s.Is(j-1, "lord") || s.Is(j-1, "year") {
		if year, end := s.wordYear(j); year > 0 && !(s.At(end).Gap == scan.Spaced && s.IsPlural(end)) {
			return point{next: end, year: year, date: value.InYear(year)}, true
		}
	}
	year := s.yearAt(j)
	if year == 0 || s.At(j).Gap == scan.Glued && j > 0 && !s.Dash(j-1) && !s.Is(j-1, "(") && !s.Is(j-1, "=") && !s.Is(j-1, "~") && !s.Is(j-1, `"`) {
		return p, false
	}
	if !s.isYear(j, year) {
		return p, false
	}
	return point{next: j + 1, year: year, bare: true, date: value.InYear(year)}, true
}

func (s *reader) isYear(j, year int) bool {
	before, next, w := s.Word(j-1), s.At(j+1), s.Word(j+1)
	if s.Is(j+1, "%") || w.Class == scan.Scale || w.Class == scan.Hundred || next.Kind == scan.Sign && next.Gap == scan.Glued && (s.Is(j+1, "/") || s.Is(j+1, "$")) {
		return false
	}
	if cur, _ := s.Currency(j+1, true); cur != nil {
		return false
	}
	if s.At(j).Gap == scan.Glued && s.Dash(j-1) && s.At(j-1).Gap == scan.Glued && s.At(j-2).Kind == scan.Letters && s.Word(j-2).Part == 0 && s.Word(j-2).Month == 0 {
		return false
	}
	if u, _ := s.Phrase(j+1, scan.UnitSense); u != nil {
		return false
	}
	if before.Roles&(scan.Label|scan.Maker) != 0 && !before.IsNear {
		return false
	}
	inYears := year >= 1900 && year <= 2060
	switch before.Open {
	case "in", "since", "until", "by", "from", "before", "after", "during", "through", "of", "between", "starting":
		if s.Is(j-1, "of") || s.Is(j-1, "by") || s.Is(j-1, "from") || s.Is(j-1, "on") {
			return inYears && !(next.Gap == scan.Spaced && next.Kind == scan.Letters && !next.Cap && s.IsPlural(j+1))
		}
		return !(next.Gap == scan.Spaced && s.IsPlural(j+1) && year%100 == 0)
	}
	if b, _ := s.Phrase(j-1, scan.BoundSense); b != nil && !(s.Is(j-1, "~") && s.At(j-2).Kind == scan.Digits) {
		return false
	}
	if s.Is(j-1, "than") && !s.Is(j-2, "later") && !s.Is(j-2, "earlier") || s.Is(j-1, "least") || s.Is(j-1, "to") && year%100 == 0 && s.IsPlural(j+1) {
		return false
	}
	if !inYears {
		return false
	}
	counted := next.Kind == scan.Letters && next.Gap == scan.Spaced && !next.Cap
	if counted && s.IsPlural(j+1) {
		return before.Roles&scan.Article != 0 || (s.Is(j-1, "s") || s.Is(j-1, "its") || s.Is(j-1, "their") || s.Is(j-1, "our")) || year%50 != 0 && year >= 1990 && year <= 2035
	}
	if counted && year%100 == 0 && w.Roles&(scan.Stop|scan.Verb) == 0 {
		return false
	}
	return true
}
