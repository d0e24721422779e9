package mention

import (
	"strconv"
	"strings"
	"time"

	"kiroku/value"
)

// point reads one date at i, without range or opening word.
func (s *scan) point(i, cue int) (p point, ok bool) {
	if s.at(i).kind == digits {
		if p, ok = s.numeric(i, cue); ok {
			return p, true
		}
	}
	if p, ok = s.writtenPoint(i, cue); ok {
		return p, true
	}
	for _, read := range [...]func(*scan, int, int) (point, bool){
		(*scan).offsetPoint, (*scan).lasting, (*scan).weekdayPoint, (*scan).monthPoint, (*scan).dayPoint, (*scan).ordinalPeriod, (*scan).partPoint, (*scan).quarterPoint, (*scan).nearPoint,
		(*scan).agoPoint, (*scan).decadePoint, (*scan).seasonPoint, (*scan).wordPoint, (*scan).yearPoint,
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
func (s *scan) numeric(i, cue int) (p point, ok bool) {
	start := s.at(i).start
	if i > 0 && s.at(i).gap == glued && s.at(i-1).kind != sign {
		return p, false
	}
	if i > 1 && s.at(i).gap == glued && s.hyphen(i-1) && s.at(i-2).kind == digits {
		return p, false
	}
	n := 0
	for n < 11 && start+n < len(s.t) && (isDigit(s.t[start+n]) || strings.IndexByte("-/.", s.t[start+n]) >= 0) {
		n++
	}
	raw := strings.TrimRight(s.t[start:start+n], "-/.")
	next := i
	for next < len(s.ps) && s.ps[next].start < start+len(raw) {
		next++
	}
	if q := s.at(next); next <= i+1 || q.gap == glued && (q.kind != sign || s.dash(next) && s.at(next+1).kind == digits && s.at(next+1).gap == glued) || s.at(next-1).end != start+len(raw) {
		return p, false
	}
	sep := raw[digitRun(raw):][:1]
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
	case len(f) == 2 && sep == "/" && len(f[0]) <= 2 && len(f[1]) <= 2 && (v[0] > 12 || v[1] > 12 || s.is(i-1, "on")) && v[1] > v[0]-31:
		month, day := v[0], v[1]
		if month > 12 {
			month, day = day, month
		}
		if month < 1 || month > 12 || day < 1 || day > 31 || day <= 12 && !s.is(i-1, "on") && month == v[0] {
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
			if s.ref.known() && year > s.ref.day.Year+10 {
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
func (s *scan) fill(p point, month time.Month, day, year, cue int) (point, bool) {
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
func (s *scan) monthPoint(i, cue int) (p point, ok bool) {
	month, j := s.monthAt(i)
	if month == 0 {
		return p, false
	}
	k := s.skipThe(j)
	if s.hyphenLike(k) && (s.is(k, "/") || s.is(k, "-")) && len(s.text(k+1)) <= 2 {
		k++
	}
	if day, end := s.dayNumber(k); day > 0 && s.at(k).gap != broken && !(s.at(end).gap == glued && s.is(end, ":")) && s.word(end).class != scale {
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
		if s.is(j-1, ".") {
			p.next = j - 1
		}
	}
	return s.fill(p, month, 0, year, cue)
}

// dayPoint reads "3 March 2022", "24th of February", "the 24th".
func (s *scan) dayPoint(i, cue int) (p point, ok bool) {
	j := s.skipThe(i)
	day, k := s.dayNumber(j)
	if day == 0 || s.at(i).gap == glued && i > 0 && (s.is(i-1, "$") || s.at(i-1).kind == digits || s.dash(i-1) && s.at(i-2).kind == digits) {
		return p, false
	}
	m := k
	if s.is(m, "of") || s.is(m, "day") && s.is(m+1, "of") || s.hyphenLike(m) && (s.is(m, "-") || s.is(m, "/")) {
		m++
		if s.is(m, "of") {
			m++
		}
	}
	if month, end := s.monthAt(m); month > 0 && s.at(m).gap != broken {
		year, end2 := s.yearBehind(end)
		p.next = end2
		if year == 0 {
			p.next = end
			if s.is(end-1, ".") {
				p.next = end - 1
			}
		}
		return s.fill(p, month, day, year, cue)
	}
	if j == i || s.at(j).kind != digits || k != j+2 || s.at(k).kind == letters && s.at(k).gap == spaced && s.word(k).roles&(stop|verb) == 0 {
		return p, false
	}
	p.next = k
	if s.ref.known() {
		p.date = value.OnDay(s.nearDay(day, cue))
	}
	return p, true
}

// nearDay is "the 24th": the last such day up to the anchor, or the next.
func (s *scan) nearDay(day, cue int) value.Day {
	ref := s.ref.day
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
func (s *scan) weekdayPoint(i, cue int) (p point, ok bool) {
	j, near, said := i, 0, false
	if s.is(j, "this") && s.is(j+1, "past") {
		j++
	}
	if w := s.word(j); w.isNear {
		near, said, j = w.near, true, j+1
	}
	w := s.word(j)
	if w.weekday == 0 || len(s.text(j)) <= 3 && (!s.at(j).cap || s.is(j, "sun") || s.is(j, "sat")) && s.at(j+1).kind != digits {
		return p, false
	}
	k := j + 1
	if s.is(k, ".") && s.at(k).gap == glued && len(s.text(j)) <= 5 && s.at(k+1).kind == digits {
		k++
	}
	m := k
	if s.is(m, ",") || s.is(m, "(") || s.dash(m) {
		m++
	}
	for _, read := range [...]func(*scan, int, int) (point, bool){(*scan).monthPoint, (*scan).dayPoint, (*scan).numeric} {
		if q, ok := read(s, m, cue); ok && q.day > 0 && s.at(m).gap != broken {
			if s.is(m-1, "(") && s.is(q.next, ")") {
				q.next++
			}
			return q, true
		}
	}
	if day, end := s.dayNumber(s.skipThe(m)); day > 0 && s.at(m).gap == spaced && m == k && (s.at(end).kind != letters || s.word(end).roles&(stop|verb) != 0) && !(s.at(end).gap == glued && s.at(end+1).gap == glued) && s.word(end).roles&clock == 0 {
		p.next = end
		if s.ref.known() {
			p.date = s.weekdayOn(w.weekday-1, day, cue)
		}
		return p, true
	}
	p.next = k
	if !s.ref.exact {
		return p, true
	}
	ref := s.ref.day
	back := (int(ref.Weekday()) - (w.weekday - 1) + 7) % 7
	switch {
	case said && near > 0, !said && cue > 0, said && near == 0 && cue >= 0 && s.is(j-1, "this"):
		ahead := (7 - back) % 7
		if said && near > 0 && ahead == 0 {
			ahead = 7
		}
		if said && near > 0 { // of next week
			ahead = 7 - (int(ref.Weekday())+6)%7 + (w.weekday+5)%7
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
func (s *scan) weekdayOn(weekday, day, cue int) value.Date {
	ref := s.ref.day
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
func (s *scan) partPoint(i, cue int) (p point, ok bool) {
	j := s.skipThe(i)
	w := s.word(j)
	if s.is(j, "earlier") || s.is(j, "later") {
		q, ok := s.nearPoint(j+1, cue)
		if !ok || !s.word(j+1).isNear || s.word(j+1).near > 0 {
			return p, false
		}
		if s.word(j+1).near == 0 && s.ref.exact && !q.date.IsZero() {
			if s.is(j, "earlier") {
				q.date.To = s.ref.day
			} else {
				q.date.From = s.ref.day
			}
		}
		return q, true
	}
	if w.part == 0 {
		return p, false
	}
	k := j + 1
	noun := s.is(j, "end") || s.is(j, "start") || s.is(j, "beginning") || s.is(j, "middle")
	if s.is(k, "of") {
		k++
	} else if noun && !s.word(k).isNear && s.yearAt(k) == 0 && s.word(k).month == 0 {
		return p, false
	} else if s.dash(k) {
		k++
	}
	if s.at(k).gap == broken {
		return p, false
	}
	k = s.skipThe(k)
	if s.word(k).period != "" && noun { // the end of the year
		q, ok := s.periodPoint(s.word(k).period, 0, k+1)
		q.date = thirdOf(q.date, w.part)
		return q, ok && s.is(k-1, "the")
	}
	for _, read := range [...]func(*scan, int, int) (point, bool){(*scan).monthPoint, (*scan).nearPoint, (*scan).decadePoint, (*scan).yearPoint, (*scan).seasonPoint} {
		q, ok := read(s, k, cue)
		if ok && q.day == 0 {
			q.date, q.noYear, q.bare = thirdOf(q.date, w.part), false, false
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
