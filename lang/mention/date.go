package mention

import (
	"strconv"
	"time"

	"kiroku/text"
	"kiroku/value"
)

// point is one date as read: a day, month, year or other period.
type point struct {
	date   value.Date
	next   int
	month  time.Month // set where the year is the anchor's guess
	day    int
	noYear bool
	year   int // stated
	bare   bool
}

// date reads the date that begins at i, with the word that opens its interval.
func (s *scan) date(i int) (m Mention, next int, ok bool) {
	if !s.mayBeDate(i) {
		return m, i, false
	}
	open, j := s.opener(i)
	switch open {
	case "since", "until", "through", "by", "before", "after", "starting", "from", "between":
		if d, k, ok := s.opened(i, j, open); ok {
			return s.dated(i, k, d), k, true
		}
		return m, i, false
	}
	if d, k, ok := s.slashRange(i, s.cue(i)); ok {
		return s.dated(i, k, d), k, true
	}
	if k := s.fiscal(i); k > i { // whose year begins when the body that counts it says
		return s.dated(i, k, value.Date{}), k, true
	}
	if d, k, ok := s.dayRange(i, s.cue(i)); ok {
		return s.dated(i, k, d), k, true
	}
	p, ok := s.point(i, s.cue(i))
	if !ok {
		return m, i, false
	}
	if d, k, ok := s.through(p, false); ok {
		return s.dated(i, k, d), k, true
	}
	return s.dated(i, p.next, p.date), p.next, true
}

func (s *scan) dated(i, k int, d value.Date) Mention {
	sp := text.Span{Start: s.ps[i].start, End: s.ps[k-1].end}
	return Mention{Kind: Date, Span: sp, Full: sp, Date: d}
}

// opener reads the word or words that open an interval: "since", "prior to". "A
// visit beginning 7 January" opens one, "the beginning of January" is part of one.
func (s *scan) opener(i int) (open string, next int) {
	if p, k := s.phrase(i, openSense); p != nil {
		return p.open, k
	}
	if (s.is(i, "beginning") || s.is(i, "commencing")) && s.at(i+1).gap == spaced {
		if q, ok := s.dayOnly(i+1, 0); ok && q.day > 0 && !s.is(i-1, "week") {
			return "starting", i + 1
		}
	}
	return s.word(i).open, i + 1
}

// mayBeDate is the quick test before the grammar is tried.
func (s *scan) mayBeDate(i int) bool {
	p, w := s.at(i), s.word(i)
	if p.gap == glued && i > 0 && s.at(i-1).kind == letters {
		return false
	}
	return p.kind == digits || w.month > 0 || w.weekday > 0 || w.season > 0 || w.isNear || w.isDay || w.part > 0 ||
		w.open != "" || w.class == ordinal || w.class >= unit && w.class <= ten || w.roles&article != 0 || len(w.phrases) > 0 ||
		s.is(i, "earlier") || s.is(i, "later") || s.is(i, "q") || s.is(i, "h") || s.is(i, "fy") || s.is(i, "fiscal")
}

// opened reads "since May", "by the end of June", "from 3 to 7 March".
func (s *scan) opened(i, j int, open string) (d value.Date, next int, ok bool) {
	if s.is(j, "on") || s.is(j, "in") {
		j++
	}
	cue := s.cue(i)
	if cue == 0 && (open == "by" || open == "starting") {
		cue = 1
	}
	if open == "since" {
		cue = -1
	}
	if open == "from" || open == "between" {
		if d, k, ok := s.slashRange(j, cue); ok {
			return d, k, true
		}
		if d, k, ok := s.dayRange(j, cue); ok {
			return d, k, true
		}
	}
	p, ok := s.point(j, cue)
	if !ok || open == "by" && p.bare && s.isPlural(p.next) {
		return d, i, false
	}
	switch open {
	case "from", "between":
		if d, k, ok := s.through(p, open == "between"); ok {
			return d, k, true
		}
		return d, i, false
	case "since", "starting":
		d.From = p.date.From
	case "until", "through", "by":
		d.To = p.date.To
	case "before":
		d.To = addDays(p.date.From, -1)
		if k := s.skipThe(j); s.is(k, "end") { // before the end of June: within it
			d.To = p.date.To
		}
	case "after":
		d.From = addDays(p.date.To, 1)
	}
	return d, p.next, true
}

func addDays(d value.Day, n int) value.Day {
	if d.IsZero() {
		return d
	}
	return d.Add(0, 0, n)
}

// through reads the second end of a range behind p: "to May 2022", "– 5 April".
func (s *scan) through(p point, between bool) (d value.Date, next int, ok bool) {
	j := p.next
	switch {
	case s.at(j).gap == broken:
		return
	case s.dash(j), s.is(j, "~"), s.is(j, "to"), s.is(j, "until"), s.is(j, "till"), s.is(j, "through"), between && s.is(j, "and"):
		j++
	default:
		return
	}
	q, ok := s.point(j, 0)
	if !ok && s.is(j, "now") && s.ref.exact {
		q, ok = point{date: value.OnDay(s.ref.day), next: j + 1}, true
	}
	if !ok && p.bare && s.at(j).kind == digits && len(s.text(j)) == 2 && s.dash(j-1) { // 2021-22
		if n, err := strconv.Atoi(s.text(j)); err == nil && n == p.year%100+1 {
			q, ok = point{date: value.InYear(p.year + 1), next: j + 1}, true
		}
	}
	if !ok || q.date.IsZero() || p.date.IsZero() {
		return d, j, false
	}
	if p.noYear && q.year > 0 {
		year := q.year
		if p.month > q.date.To.Month {
			year--
		}
		p.date = dayOrMonth(year, p.month, p.day)
	}
	if p.noYear && q.noYear && p.day == 0 && q.day == 0 && s.ref.known() && p.month <= s.ref.day.Month && s.ref.day.Month <= q.month {
		p.date, q.date = value.InMonth(s.ref.day.Year, p.month), value.InMonth(s.ref.day.Year, q.month) // now is within
	}
	if p.noYear && q.noYear && p.date.From.Cmp(q.date.To) > 0 {
		q.date = dayOrMonth(q.date.From.Year+1, q.month, q.day)
	}
	d = value.Date{From: p.date.From, To: q.date.To}
	return d, q.next, d.From.Cmp(d.To) <= 0
}

func dayOrMonth(year int, month time.Month, day int) value.Date {
	if day == 0 {
		return value.InMonth(year, month)
	}
	return value.OnDay(value.NewDay(year, month, day))
}

// dayRange reads two days of one month: "3-7 March 2022", "March 3 to 7, 2022".
func (s *scan) dayRange(i int, cue int) (d value.Date, next int, ok bool) {
	joins := func(j int) bool {
		return s.dash(j) || s.is(j, "to") || s.is(j, "and") || s.is(j, "through") || s.is(j, "until") || s.is(j, "till")
	}
	month, j := s.monthAt(i)
	if month > 0 {
		first, k := s.dayNumber(j)
		if first == 0 || !joins(k) {
			return
		}
		last, end := s.dayNumber(s.skipThe(k + 1))
		if last <= first || s.word(end).month > 0 || s.is(k, "and") && s.at(end).kind == letters && s.at(end).gap == spaced && s.isPlural(end) {
			return
		}
		return s.daysOf(month, first, last, end, cue)
	}
	first, k := s.dayNumber(s.skipThe(i))
	if first == 0 || !joins(k) {
		return
	}
	last, k := s.dayNumber(s.skipThe(k + 1))
	if last <= first {
		return
	}
	if s.is(k, "of") {
		k++
	}
	if month, k = s.monthAt(k); month == 0 {
		return
	}
	return s.daysOf(month, first, last, k, cue)
}

func (s *scan) daysOf(month time.Month, first, last, k, cue int) (d value.Date, next int, ok bool) {
	year, end := s.yearBehind(k)
	if year == 0 {
		if year = s.nearYear(month, first, cue); year == 0 {
			return value.Date{}, end, true
		}
	}
	if last > monthDays(year, month) {
		return d, k, false
	}
	return value.Date{From: value.NewDay(year, month, first), To: value.NewDay(year, month, last)}, end, true
}

func (s *scan) skipThe(i int) int {
	if s.is(i, "the") {
		return i + 1
	}
	return i
}

func monthDays(year int, month time.Month) int { return value.NewDay(year, month+1, 0).Day }

// monthAt reads a month's name. Names that are words too ("May", "March") need
// a capital or a number beside them.
func (s *scan) monthAt(i int) (time.Month, int) {
	w, p := s.word(i), s.at(i)
	if w.month == 0 {
		return 0, i
	}
	next := i + 1
	if s.is(next, ".") && s.at(next).gap == glued && len(s.text(i)) <= 4 && s.at(next+1).gap != broken {
		next++
	}
	if s.is(i, "may") || s.is(i, "march") || s.is(i, "mar") || s.is(i, "sun") || s.is(i, "dec") || s.is(i, "august") || s.is(i, "jan") {
		beside := s.at(i-1).kind == digits || s.at(next).kind == digits || s.word(i-1).class == ordinal || s.is(i-1, "of") && s.word(i-2).class == ordinal
		before := i - 1
		if s.dash(before) || s.is(before, "and") || s.is(before, "to") || s.is(before, "or") {
			before--
		}
		w := s.word(before)
		introduced := w.open != "" || w.isNear || w.part > 0 || before < i-1 && w.month > 0
		if !beside && !(p.cap && (introduced || !s.is(i, "may") && !s.is(i, "march") && !s.is(i, "mar"))) {
			return 0, i
		}
	}
	return time.Month(w.month), next
}

// dayNumber reads a day of the month: "3", "24th", "twenty-fourth"; 0 is none.
func (s *scan) dayNumber(i int) (int, int) {
	p, w := s.at(i), s.word(i)
	switch {
	case p.gap == broken && i > 0:
		return 0, i
	case p.kind == digits && len(s.text(i)) <= 2:
		n, _ := strconv.Atoi(s.text(i))
		if n < 1 || n > 31 {
			return 0, i
		}
		if q := s.at(i + 1); q.kind == letters && q.gap == glued {
			if s.is(i+1, "st") || s.is(i+1, "nd") || s.is(i+1, "rd") || s.is(i+1, "th") {
				return n, i + 2
			}
			return 0, i
		}
		return n, i + 1
	case w.class == ordinal && w.n <= 31:
		return int(w.n), i + 1
	case w.class == ten && w.n <= 30:
		j := i + 1
		if s.hyphen(j) {
			j++
		}
		if q := s.word(j); (q.class == ordinal || q.class == unit) && q.n >= 1 && q.n <= 9 && w.n+q.n <= 31 {
			return int(w.n + q.n), j + 1
		}
	}
	return 0, i
}

// yearAt reads a year of four digits; 0 is none.
func (s *scan) yearAt(i int) int {
	p := s.at(i)
	if p.kind != digits || p.end-p.start != 4 || digitRun(s.text(i)) != 4 {
		return 0
	}
	if q := s.at(i + 1); q.kind == letters && q.gap == glued {
		return 0
	}
	n, _ := strconv.Atoi(s.text(i))
	if n < 1000 || n > 2100 {
		return 0
	}
	return n
}

// yearBehind reads the year behind a month or day: ", 2022", "of 2022", "in 2022".
func (s *scan) yearBehind(i int) (year, next int) {
	j := i
	if s.is(j, ",") || s.is(j, "of") || s.is(j, "in") || s.hyphenLike(j) && (s.is(j, "-") || s.is(j, "/")) {
		j++
	}
	if s.at(j).gap == broken {
		return 0, i
	}
	y := s.yearAt(j)
	if t := s.text(j); y == 0 && (s.is(j-1, "of") && j > i || s.is(j-1, "'") || s.is(j-1, "’")) && s.at(j).kind == digits && len(t) == 2 && t > "31" {
		n, _ := strconv.Atoi(t) // "April of 87"
		return 1900 + n, j + 1
	}
	if y == 0 {
		if y, next = s.wordYear(j); y > 0 {
			return y, next
		}
	}
	if y == 0 || j == i && s.at(j).gap == glued || s.isPlural(j+1) && s.at(j+1).gap == spaced && !s.at(j+1).cap && j > i && !s.is(j-1, ",") {
		return 0, i
	}
	return y, j + 1
}

// nearYear is the year that fits a day or month without one: the last such day
// up to the anchor unless the next is much nearer; behind words of the future,
// the next. 0 without an anchor.
func (s *scan) nearYear(month time.Month, day, cue int) int {
	ref := s.ref.day
	if ref.IsZero() {
		return 0
	}
	d := day
	if d == 0 {
		d = 1
	}
	this := value.Day{Year: ref.Year, Month: month, Day: min(d, 28)}
	if day == 0 && month == ref.Month {
		return ref.Year
	}
	days := int(this.Time().Sub(ref.Time()).Hours() / 24)
	exact := value.Day{Year: ref.Year, Month: month, Day: d}
	switch {
	case exact == ref:
		return ref.Year
	case cue > 0 && days < 0:
		return ref.Year + 1
	case cue < 0 && days > 0, cue == 0 && days > 95:
		return ref.Year - 1
	case cue == 0 && days < -270:
		return ref.Year + 1
	}
	return ref.Year
}

// cue looks back in the sentence for the tense that an undated day stands in:
// 1 future, -1 past, 0 neither.
func (s *scan) cue(i int) int {
	for k := i - 1; k >= 0 && k > i-14; k-- {
		if s.at(k+1).gap == broken || s.is(k, ".") || s.is(k, ";") {
			return 0
		}
		switch r := s.word(k).roles; {
		case r&future != 0:
			return 1
		case r&(past|report) != 0:
			if s.word(k-1).roles&future != 0 { // "will have met"
				return 1
			}
			return -1
		}
	}
	return 0
}

// fiscal reads "fiscal year 2022", "FY22": a year whose bounds are unknown.
func (s *scan) fiscal(i int) int {
	j := i
	switch {
	case s.is(i, "fy"):
		j++
	case s.is(i, "fiscal") && s.is(i+1, "year"):
		j += 2
	case s.is(i, "fiscal"):
		j++
	default:
		return i
	}
	if s.at(j).kind == digits && (len(s.text(j)) == 2 || s.yearAt(j) > 0) {
		return j + 1
	}
	return i
}
