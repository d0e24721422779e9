package date

import (
	"strconv"
	"time"

	"kiroku/lang/mention"
	"kiroku/lang/quantity/scan"
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
func (s *reader) date(i int) (m mention.Mention, next int, ok bool) {
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

func (s *reader) dated(i, k int, d value.Date) mention.Mention {
	sp := text.Span{Start: s.Pieces[i].Start, End: s.Pieces[k-1].End}
	return mention.Mention{Kind: mention.Date, Span: sp, Full: sp, Date: d}
}

// opener reads the word or words that open an interval: "since", "prior to". "A
// visit beginning 7 January" opens one, "the beginning of January" is part of one.
func (s *reader) opener(i int) (open string, next int) {
	if p, k := s.Phrase(i, scan.OpenSense); p != nil {
		return p.Open, k
	}
	if (s.Is(i, "beginning") || s.Is(i, "commencing")) && s.At(i+1).Gap == scan.Spaced {
		if q, ok := s.dayOnly(i+1, 0); ok && q.day > 0 && !s.Is(i-1, "week") {
			return "starting", i + 1
		}
	}
	return s.Word(i).Open, i + 1
}

// mayBeDate is the quick test before the grammar is tried.
func (s *reader) mayBeDate(i int) bool {
	p, w := s.At(i), s.Word(i)
	if p.Gap == scan.Glued && i > 0 && s.At(i-1).Kind == scan.Letters {
		return false
	}
	return p.Kind == scan.Digits || w.Month > 0 || w.Weekday > 0 || w.Season > 0 || w.IsNear || w.IsDay || w.Part > 0 ||
		w.Open != "" || w.Class == scan.Ordinal || w.Class >= scan.Unit && w.Class <= scan.Ten || w.Roles&scan.Article != 0 || len(w.Phrases) > 0 ||
		s.Is(i, "earlier") || s.Is(i, "later") || s.Is(i, "q") || s.Is(i, "h") || s.Is(i, "fy") || s.Is(i, "fiscal")
}

// opened reads "since May", "by the end of June", "from 3 to 7 March".
func (s *reader) opened(i, j int, open string) (d value.Date, next int, ok bool) {
	if s.Is(j, "on") || s.Is(j, "in") {
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
	if !ok || open == "by" && p.bare && s.IsPlural(p.next) {
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
		if k := s.skipThe(j); s.Is(k, "end") { // before the end of June: within it
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
func (s *reader) through(p point, between bool) (d value.Date, next int, ok bool) {
	j := p.next
	switch {
	case s.At(j).Gap == scan.Broken:
		return
	case s.Dash(j), s.Is(j, "~"), s.Is(j, "to"), s.Is(j, "until"), s.Is(j, "till"), s.Is(j, "through"), between && s.Is(j, "and"):
		j++
	default:
		return
	}
	q, ok := s.point(j, 0)
	if !ok && s.Is(j, "now") && s.Anchor.Exact {
		q, ok = point{date: value.OnDay(s.Anchor.Day), next: j + 1}, true
	}
	if !ok && p.bare && s.At(j).Kind == scan.Digits && len(s.Text(j)) == 2 && s.Dash(j-1) { // 2021-22
		if n, err := strconv.Atoi(s.Text(j)); err == nil && n == p.year%100+1 {
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
	if p.noYear && q.noYear && p.day == 0 && q.day == 0 && s.Anchor.Known() && p.month <= s.Anchor.Day.Month && s.Anchor.Day.Month <= q.month {
		p.date, q.date = value.InMonth(s.Anchor.Day.Year, p.month), value.InMonth(s.Anchor.Day.Year, q.month) // now is within
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
func (s *reader) dayRange(i int, cue int) (d value.Date, next int, ok bool) {
	joins := func(j int) bool {
		return s.Dash(j) || s.Is(j, "to") || s.Is(j, "and") || s.Is(j, "through") || s.Is(j, "until") || s.Is(j, "till")
	}
	month, j := s.monthAt(i)
	if month > 0 {
		first, k := s.dayNumber(j)
		if first == 0 || !joins(k) {
			return
		}
		last, end := s.dayNumber(s.skipThe(k + 1))
		if last <= first || s.Word(end).Month > 0 || s.Is(k, "and") && s.At(end).Kind == scan.Letters && s.At(end).Gap == scan.Spaced && s.IsPlural(end) {
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
	if s.Is(k, "of") {
		k++
	}
	if month, k = s.monthAt(k); month == 0 {
		return
	}
	return s.daysOf(month, first, last, k, cue)
}

func (s *reader) daysOf(month time.Month, first, last, k, cue int) (d value.Date, next int, ok bool) {
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

func (s *reader) skipThe(i int) int {
	if s.Is(i, "the") {
		return i + 1
	}
	return i
}

func monthDays(year int, month time.Month) int { return value.NewDay(year, month+1, 0).Day }

// monthAt reads a month's name. Names that are words too ("May", "March") need
// a capital or a number beside them.
func (s *reader) monthAt(i int) (time.Month, int) {
	w, p := s.Word(i), s.At(i)
	if w.Month == 0 {
		return 0, i
	}
	next := i + 1
	if s.Is(next, ".") && s.At(next).Gap == scan.Glued && len(s.Text(i)) <= 4 && s.At(next+1).Gap != scan.Broken {
		next++
	}
	if s.Is(i, "may") || s.Is(i, "march") || s.Is(i, "mar") || s.Is(i, "sun") || s.Is(i, "dec") || s.Is(i, "august") || s.Is(i, "jan") {
		beside := s.At(i-1).Kind == scan.Digits || s.At(next).Kind == scan.Digits || s.Word(i-1).Class == scan.Ordinal || s.Is(i-1, "of") && s.Word(i-2).Class == scan.Ordinal
		before := i - 1
		if s.Dash(before) || s.Is(before, "and") || s.Is(before, "to") || s.Is(before, "or") {
			before--
		}
		w := s.Word(before)
		introduced := w.Open != "" || w.IsNear || w.Part > 0 || before < i-1 && w.Month > 0
		if !beside && !(p.Cap && (introduced || !s.Is(i, "may") && !s.Is(i, "march") && !s.Is(i, "mar"))) {
			return 0, i
		}
	}
	return time.Month(w.Month), next
}

// dayNumber reads a day of the month: "3", "24th", "twenty-fourth"; 0 is none.
func (s *reader) dayNumber(i int) (int, int) {
	p, w := s.At(i), s.Word(i)
	switch {
	case p.Gap == scan.Broken && i > 0:
		return 0, i
	case p.Kind == scan.Digits && len(s.Text(i)) <= 2:
		n, _ := strconv.Atoi(s.Text(i))
		if n < 1 || n > 31 {
			return 0, i
		}
		if q := s.At(i + 1); q.Kind == scan.Letters && q.Gap == scan.Glued {
			if s.Is(i+1, "st") || s.Is(i+1, "nd") || s.Is(i+1, "rd") || s.Is(i+1, "th") {
				return n, i + 2
			}
			return 0, i
		}
		return n, i + 1
	case w.Class == scan.Ordinal && w.Num <= 31:
		return int(w.Num), i + 1
	case w.Class == scan.Ten && w.Num <= 30:
		j := i + 1
		if s.Hyphen(j) {
			j++
		}
		if q := s.Word(j); (q.Class == scan.Ordinal || q.Class == scan.Unit) && q.Num >= 1 && q.Num <= 9 && w.Num+q.Num <= 31 {
			return int(w.Num + q.Num), j + 1
		}
	}
	return 0, i
}

// yearAt reads a year of four digits; 0 is none.
func (s *reader) yearAt(i int) int {
	p := s.At(i)
	if p.Kind != scan.Digits || p.End-p.Start != 4 || scan.DigitRun(s.Text(i)) != 4 {
		return 0
	}
	if q := s.At(i + 1); q.Kind == scan.Letters && q.Gap == scan.Glued {
		return 0
	}
	n, _ := strconv.Atoi(s.Text(i))
	if n < 1000 || n > 2100 {
		return 0
	}
	return n
}

// yearBehind reads the year behind a month or day: ", 2022", "of 2022", "in 2022".
func (s *reader) yearBehind(i int) (year, next int) {
	j := i
	if s.Is(j, ",") || s.Is(j, "of") || s.Is(j, "in") || s.HyphenLike(j) && (s.Is(j, "-") || s.Is(j, "/")) {
		j++
	}
	if s.At(j).Gap == scan.Broken {
		return 0, i
	}
	if near, end := s.nearYearAt(j); near > 0 {
		return near, end
	}
	y := s.yearAt(j)
	if t := s.Text(j); y == 0 && (s.Is(j-1, "of") && j > i || s.Is(j-1, "'") || s.Is(j-1, "’")) && s.At(j).Kind == scan.Digits && len(t) == 2 && t > "31" {
		n, _ := strconv.Atoi(t) // "April of 87"
		return 1900 + n, j + 1
	}
	if y == 0 {
		if y, next = s.wordYear(j); y > 0 {
			return y, next
		}
	}
	if y == 0 || j == i && s.At(j).Gap == scan.Glued || s.IsPlural(j+1) && s.At(j+1).Gap == scan.Spaced && !s.At(j+1).Cap && j > i && !s.Is(j-1, ",") {
		return 0, i
	}
	return y, j + 1
}

// nearYearAt reads "last year", "this year" and "next year" behind a month or day.
func (s *reader) nearYearAt(j int) (year, next int) {
	if !s.Anchor.Known() || !s.Is(j+1, "year") || s.At(j+1).Gap != scan.Spaced {
		return 0, j
	}
	switch {
	case s.Is(j, "last"), s.Is(j, "this"), s.Is(j, "next"):
		return s.Anchor.Day.Year + s.Word(j).Near, j + 2
	}
	return 0, j
}

// nearYear is the year that fits a day or month without one: the last such day
// up to the anchor unless the next is much nearer; behind words of the future,
// the next. 0 without an anchor.
func (s *reader) nearYear(month time.Month, day, cue int) int {
	ref := s.Anchor.Day
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
func (s *reader) cue(i int) int {
	for k := i - 1; k >= 0 && k > i-14; k-- {
		if s.At(k+1).Gap == scan.Broken || s.Is(k, ".") || s.Is(k, ";") {
			return 0
		}
		switch r := s.Word(k).Roles; {
		case r&scan.Future != 0:
			return 1
		case r&(scan.Past|scan.Report) != 0:
			if s.Word(k-1).Roles&scan.Future != 0 { // "will have met"
				return 1
			}
			return -1
		}
	}
	return 0
}

// fiscal reads "fiscal year 2022", "FY22", "the 2023 fiscal year", "last fiscal year":
// a year whose bounds are unknown.
func (s *reader) fiscal(i int) int {
	j := i
	switch {
	case s.Is(i, "fy"):
		j++
	case s.Is(i, "fiscal") && s.Is(i+1, "year"):
		j += 2
	case s.Is(i, "fiscal"):
		j++
	case (s.yearAt(i) > 0 || s.Word(i).IsNear) && s.Is(i+1, "fiscal") && s.Is(i+2, "year"):
		return i + 3
	default:
		return i
	}
	if s.At(j).Kind != scan.Digits || len(s.Text(j)) != 2 && s.yearAt(j) == 0 {
		return i
	}
	if s.Dash(j+1) && s.At(j+1).Gap == scan.Glued && s.At(j+2).Kind == scan.Digits && len(s.Text(j+2)) == 2 { // 2022-23
		return j + 3
	}
	return j + 1
}
