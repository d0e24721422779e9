package mention

import (
	"time"

	"kiroku/value"
)

// on is the feast's day in a year.
func (f feast) on(year int) value.Day {
	switch {
	case f.easter:
		return easter(year).Add(0, 0, f.add)
	case f.day > 0:
		return value.NewDay(year, f.month, f.day)
	case f.nth < 0:
		last := value.NewDay(year, f.month+1, 0)
		return last.Add(0, 0, -(int(last.Weekday()-f.weekday)+7)%7+f.add)
	}
	first := value.NewDay(year, f.month, 1)
	return first.Add(0, 0, (int(f.weekday-first.Weekday())+7)%7+7*(f.nth-1)+f.add)
}

// easter is Easter Sunday of a Gregorian year, by the algorithm of Meeus, Jones
// and Butcher (Astronomical Algorithms, chapter 8).
func easter(year int) value.Day {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	month := (h + l - 7*m + 90) / 25
	day := (h + l - 7*m + 33*month + 19) % 32
	return value.NewDay(year, time.Month(month), day)
}

// feastPoint reads "Christmas 2021", "last Easter", "Good Friday". Feasts written
// small are read with a year or with "last" and "next" alone.
func (s *scan) feastPoint(i, cue int) (p point, ok bool) {
	j, near, said := s.skipThe(i), 0, false
	if w := s.word(j); w.isNear {
		near, said, j = w.near, true, j+1
	}
	f, k := s.phrase(j, feastSense)
	if f == nil || s.is(k, "island") {
		return p, false
	}
	year, end := s.yearBehind(k)
	if year == 0 {
		end = k
	}
	if !s.at(j).cap && !said && year == 0 {
		return p, false
	}
	p.next = end
	if year == 0 && f.feast.day > 0 && !said {
		return s.fill(p, f.feast.month, f.feast.day, 0, cue)
	}
	if year == 0 {
		if !s.ref.known() {
			return p, true
		}
		year = s.feastYear(f.feast, near, cue, said)
	}
	day := f.feast.on(year)
	p.month, p.day, p.year = day.Month, day.Day, year
	p.date = value.OnDay(day)
	return p, true
}

// feastYear is the year of the last or next feast by the anchor.
func (s *scan) feastYear(f feast, near, cue int, said bool) int {
	ref := s.ref.day
	order := f.on(ref.Year).Cmp(ref)
	switch ahead := near > 0 || !said && cue > 0; {
	case said && near == 0:
		return ref.Year
	case ahead && order < 0, said && near > 0 && order == 0:
		return ref.Year + 1
	case !ahead && order > 0, said && near < 0 && order == 0:
		return ref.Year - 1
	}
	return ref.Year
}
