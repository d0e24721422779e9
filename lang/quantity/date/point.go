package date

import (
	"strconv"
	"strings"
	"time"

	"kiroku/lang/quantity/scan"
	"kiroku/value"
)

// point reads one date at i, without range or opening word.
func (s *reader) point(i, cue int) (p point, ok bool) {
	if s.At(i).Kind == scan.Digits {
		if p, ok = s.numeric(i, cue); ok {
			return p, true
		}
	}
	if p, ok = s.writtenPoint(i, cue); ok {
		return p, true
	}
	for _, read := range [...]func(*reader, int, int) (point, bool){
		(*reader).offsetPoint, (*reader).lasting, (*reader).weekdayPoint, (*reader).monthPoint, (*reader).dayPoint, (*reader).ordinalPeriod, (*reader).partPoint, (*reader).quarterPoint, (*reader).nearPoint,
		(*reader).agoPoint, (*reader).decadePoint, (*reader).seasonPoint, (*reader).wordPoint, (*reader).yearPoint,
	} {
		if p, ok = read(s, i, cue); ok {
			return p, true
		}
	}
	return p, false
}

// numeric reads "2022-03-04", "24.02.2022", "24/02/2022", "2/24/22" and "22/04".
// Where both orders are possible the American one is taken for slashes, the
// European one for dots.
func (s *reader) numeric(i, cue int) (p point, ok bool) {
	start := s.At(i).Start
	if i > 0 && s.At(i).Gap == scan.Glued && s.At(i-1).Kind != scan.Sign {
		return p, false
	}
	if i > 1 && s.At(i).Gap == scan.Glued && s.Hyphen(i-1) && s.At(i-2).Kind == scan.Digits {
		return p, false
	}
	n := 0
	for n < 11 && start+n < len(s.Source) && (scan.IsDigit(s.Source[start+n]) || strings.IndexByte("-/.", s.Source[start+n]) >= 0) {
		n++
	}
	raw := strings.TrimRight(s.Source[start:start+n], "-/.")
	next := i
	for next < len(s.Pieces) && s.Pieces[next].Start < start+len(raw) {
		next++
	}
	if q := s.At(next); next <= i+1 || q.Gap == scan.Glued && (q.Kind != scan.Sign || s.Dash(next) && s.At(next+1).Kind == scan.Digits && s.At(next+1).Gap == scan.Glued) || s.At(next-1).End != start+len(raw) {
		return p, false
	}
	sep := raw[scan.DigitRun(raw):][:1]
	f := strings.Split(raw, sep)
	if len(f) < 2 || len(f) > 3 {
		return p, false
	}
	var v [3]int
	for k, x := range f {
		var err error
		if v[k], err = strconv.Atoi(x); err != nil || len(x) > 4 {
			return p, false
		}
	}
	p.next = next
	switch {
	case len(f) == 2 && sep == "-" && len(f[0]) == 4 && v[1] >= 1 && v[1] <= 12 && len(f[1]) == 1:
		p.date, p.year = value.InMonth(v[0], time.Month(v[1])), v[0]
		return p, v[0] >= 1000 && v[0] <= 2100
	case raw == "24/7" || raw == "9/11":
		return p, false
	case len(f) == 2 && sep == "/" && len(f[0]) <= 2 && len(f[1]) <= 2 && (v[0] > 12 || v[1] > 12 || s.Is(i-1, "on")) && v[1] > v[0]-31:
		month, day := v[0], v[1]
		if month > 12 {
			month, day = day, month
		}
		if month < 1 || month > 12 || day < 1 || day > 31 || day <= 12 && !s.Is(i-1, "on") && month == v[0] {
			return p, false
		}
		return s.fill(p, time.Month(month), day, 0, cue)
	case len(f) != 3:
		return p, false
	case len(f[0]) == 4:
		return s.fill(p, time.Month(v[1]), v[2], v[0], cue)
	case len(f[2]) == 4 || len(f[2]) == 2 && sep == "/":
		year, month, day := v[2], v[0], v[1]
		if len(f[2]) == 2 {
			year += 2000
			if s.Anchor.Known() && year > s.Anchor.Day.Year+10 {
				year -= 100
			}
		}
		if sep != "/" || month > 12 {
			month, day = day, month
		}
		if month > 12 {
			month, day = day, month
		}
		return s.fill(p, time.Month(month), day, year, cue)
	}
	return p, false
}

// fill completes a point of month and day (0 for the whole month) with the
// year, or the nearest fitting one where year is 0.
func (s *reader) fill(p point, month time.Month, day, year, cue int) (point, bool) {
	if month < 1 || month > 12 || day < 0 || day > 31 {
		return p, false
	}
	p.month, p.day, p.year = month, day, year
	if year == 0 {
		p.noYear = true
		if year = s.nearYear(month, day, cue); year == 0 {
			return p, day <= monthDays(2000, month)
		}
	}
	if day > monthDays(year, month) {
		return p, false
	}
	p.date = dayOrMonth(year, month, day)
	return p, true
}

// monthPoint reads "March 3, 2022", "Feb. 24", "March 2022", "March".
func (s *reader) monthPoint(i, cue int) (p point, ok bool) {
	month, j := s.monthAt(i)
	if month == 0 {
		return p, false
	}
	k := s.skipThe(j)
	if s.HyphenLike(k) && (s.Is(k, "/") || s.Is(k, "-")) && len(s.Text(k+1)) <= 2 {
		k++
	}
	if day, end := s.dayNumber(k); day > 0 && s.At(k).Gap != scan.Broken && !(s.At(end).Gap == scan.Glued && s.Is(end, ":")) && s.Word(end).Class != scan.Scale {
		year, end2 := s.yearBehind(end)
		if year == 0 {
			end2 = end
		}
		p.next = end2
		return s.fill(p, month, day, year, cue)
	}
	year, end := s.yearBehind(j)
	p.next = end
	if year == 0 {
		p.next = j
		if s.Is(j-1, ".") {
			p.next = j - 1
		}
	}
	return s.fill(p, month, 0, year, cue)
}

// dayPoint reads "3 March 2022", "24th of February", "the 24th".
func (s *reader) dayPoint(i, cue int) (p point, ok bool) {
	j := s.skipThe(i)
	day, k := s.dayNumber(j)
	if day == 0 || s.At(i).Gap == scan.Glued && i > 0 && (s.Is(i-1, "$") || s.At(i-1).Kind == scan.Digits || s.Dash(i-1) && s.At(i-2).Kind == scan.Digits) {
		return p, false
	}
	m := k
	if s.Is(m, "of") || s.Is(m, "day") && s.Is(m+1, "of") || s.HyphenLike(m) && (s.Is(m, "-") || s.Is(m, "/")) {
		m++
		if s.Is(m, "of") {
			m++
		}
	}
	if month, end := s.monthAt(m); month > 0 && s.At(m).Gap != scan.Broken {
		year, end2 := s.yearBehind(end)
		p.next = end2
		if year == 0 {
			p.next = end
			if s.Is(end-1, ".") {
				p.next = end - 1
			}
		}
		return s.fill(p, month, day, year, cue)
	}
	if j == i || s.At(j).Kind != scan.Digits || k != j+2 || s.At(k).Kind == scan.Letters && s.At(k).Gap == scan.Spaced && s.Word(k).Roles&(scan.Stop|scan.Verb) == 0 {
		return p, false
	}
	p.next = k
	if s.Anchor.Known() {
		p.date = value.OnDay(s.nearDay(day, cue))
	}
	return p, true
}

// nearDay is "the 24th": the last such day up to the anchor, or the next.
func (s *reader) nearDay(day, cue int) value.Day {
	ref := s.Anchor.Day
	for n := range 12 {
		step := -n
		if cue > 0 {
			step = n
		}
		first := value.NewDay(ref.Year, ref.Month+time.Month(step), 1)
		if day > monthDays(first.Year, first.Month) {
			continue
		}
		d := value.Day{Year: first.Year, Month: first.Month, Day: day}
		if cue > 0 && d.Cmp(ref) >= 0 || cue <= 0 && d.Cmp(ref) <= 0 {
			return d
		}
	}
	return value.Day{}
}

// weekdayPoint reads "Friday", "last Friday", "Friday, 1 July", "Monday 21".
func (s *reader) weekdayPoint(i, cue int) (p point, ok bool) {
	j, near, said := i, 0, false
	if s.Is(j, "this") && s.Is(j+1, "past") {
		j++
	}
	if w := s.Word(j); w.IsNear {
		near, said, j = w.Near, true, j+1
	}
	w := s.Word(j)
	if w.Weekday == 0 || len(s.Text(j)) <= 3 && (!s.At(j).Cap || s.Is(j, "sun") || s.Is(j, "sat")) && s.At(j+1).Kind != scan.Digits {
		return p, false
	}
	k := j + 1
	if s.Is(k, ".") && s.At(k).Gap == scan.Glued && len(s.Text(j)) <= 5 && s.At(k+1).Kind == scan.Digits {
		k++
	}
	m := k
	if s.Is(m, ",") || s.Is(m, "(") || s.Dash(m) {
		m++
	}
	for _, read := range [...]func(*reader, int, int) (point, bool){(*reader).monthPoint, (*reader).dayPoint, (*reader).numeric} {
		if q, ok := read(s, m, cue); ok && q.day > 0 && s.At(m).Gap != scan.Broken {
			if s.Is(m-1, "(") && s.Is(q.next, ")") {
				q.next++
			}
			return q, true
		}
	}
	if day, end := s.dayNumber(s.skipThe(m)); day > 0 && s.At(m).Gap == scan.Spaced && m == k && (s.At(end).Kind != scan.Letters || s.Word(end).Roles&(scan.Stop|scan.Verb) != 0) && !(s.At(end).Gap == scan.Glued && s.At(end+1).Gap == scan.Glued) && s.Word(end).Roles&scan.Clock == 0 {
		p.next = end
		if s.Anchor.Known() {
			p.date = s.weekdayOn(w.Weekday-1, day, cue)
		}
		return p, true
	}
	p.next = k
	if !s.Anchor.Exact {
		return p, true
	}
	ref := s.Anchor.Day
	back := (int(ref.Weekday()) - (w.Weekday - 1) + 7) % 7
	switch {
	case said && near > 0, !said && cue > 0, said && near == 0 && cue >= 0 && s.Is(j-1, "this"):
		ahead := (7 - back) % 7
		if said && near > 0 && ahead == 0 {
			ahead = 7
		}
		if said && near > 0 { // of next week
			ahead = 7 - (int(ref.Weekday())+6)%7 + (w.Weekday+5)%7
		}
		p.date = value.OnDay(ref.Add(0, 0, ahead))
	default:
		if said && near < 0 && back == 0 {
			back = 7
		}
		p.date = value.OnDay(ref.Add(0, 0, -back))
	}
	return p, true
}

// weekdayOn is the day of that number and weekday nearest in the past, or, in
// the future's tense, ahead; unknown where none lies within two years.
func (s *reader) weekdayOn(weekday, day, cue int) value.Date {
	ref := s.Anchor.Day
	step := -1
	if cue > 0 {
		step = 1
	}
	for n := range 24 {
		first := value.NewDay(ref.Year, ref.Month+time.Month(n*step), 1)
		d := value.Day{Year: first.Year, Month: first.Month, Day: day}
		if day <= monthDays(first.Year, first.Month) && int(d.Weekday()) == weekday && d.Cmp(ref)*step >= 0 {
			return value.OnDay(d)
		}
	}
	return value.Date{}
}

// partPoint reads "early March", "mid-2014", "late last year", "the end of June",
// "earlier this week".
func (s *reader) partPoint(i, cue int) (p point, ok bool) {
	j := s.skipThe(i)
	w := s.Word(j)
	if s.Is(j, "earlier") || s.Is(j, "later") {
		q, ok := s.nearPoint(j+1, cue)
		if !ok || !s.Word(j+1).IsNear || s.Word(j+1).Near > 0 {
			return p, false
		}
		if s.Word(j+1).Near == 0 && s.Anchor.Exact && !q.date.IsZero() {
			if s.Is(j, "earlier") {
				q.date.To = s.Anchor.Day
			} else {
				q.date.From = s.Anchor.Day
			}
		}
		return q, true
	}
	if w.Part == 0 {
		return p, false
	}
	k := j + 1
	noun := s.Is(j, "end") || s.Is(j, "start") || s.Is(j, "beginning") || s.Is(j, "middle")
	if s.Is(k, "of") {
		k++
	} else if noun && !s.Word(k).IsNear && s.yearAt(k) == 0 && s.Word(k).Month == 0 {
		return p, false
	} else if s.Dash(k) {
		k++
	}
	if s.At(k).Gap == scan.Broken {
		return p, false
	}
	k = s.skipThe(k)
	if s.Word(k).Period != "" && noun { // the end of the year
		q, ok := s.periodPoint(s.Word(k).Period, 0, k+1)
		q.date = thirdOf(q.date, w.Part)
		return q, ok && s.Is(k-1, "the")
	}
	for _, read := range [...]func(*reader, int, int) (point, bool){(*reader).monthPoint, (*reader).nearPoint, (*reader).decadePoint, (*reader).yearPoint, (*reader).seasonPoint} {
		q, ok := read(s, k, cue)
		if ok && q.day == 0 {
			q.date, q.noYear, q.bare = thirdOf(q.date, w.Part), false, false
			return q, true
		}
	}
	return p, false
}

// thirdOf narrows a period to its early, middle or late part: of a month its
// halves (the middle is days 11 to 20), else thirds.
func thirdOf(d value.Date, part int) value.Date {
	if d.IsZero() || d.From == d.To {
		return d
	}
	if d == value.InMonth(d.From.Year, d.From.Month) {
		switch part {
		case 1:
			d.To = addDays(d.From, 14)
		case 2:
			d.From, d.To = addDays(d.From, 10), addDays(d.From, 19)
		case 3:
			d.From = addDays(d.From, 15)
		}
		return d
	}
	if d == value.InYear(d.From.Year) {
		switch part {
		case 1:
			d.To = value.InMonth(d.From.Year, time.April).To
		case 2:
			d.From, d.To = value.NewDay(d.From.Year, time.May, 1), value.InMonth(d.From.Year, time.August).To
		case 3:
			d.From = value.NewDay(d.From.Year, time.September, 1)
		}
		return d
	}
	n := int(d.To.Time().Sub(d.From.Time()).Hours()/24) + 1
	from := d.From
	d.From, d.To = addDays(from, n*(part-1)/3), addDays(from, n*part/3-1)
	return d
}
