package date

import (
	"time"

	"kiroku/lang/quantity/scan"
	"kiroku/value"
)

// on is the feast's day in a year.
func on(f scan.Feast, year int) value.Day {
	switch {
	case f.Islamic:
		return islamic(f, year)
	case f.Easter:
		return easter(year).Add(0, 0, f.Add)
	case f.Day > 0:
		return value.NewDay(year, f.Month, f.Day)
	case f.Nth < 0:
		last := value.NewDay(year, f.Month+1, 0)
		return last.Add(0, 0, -(int(last.Weekday()-f.Weekday)+7)%7+f.Add)
	}
	first := value.NewDay(year, f.Month, 1)
	return first.Add(0, 0, (int(f.Weekday-first.Weekday())+7)%7+7*(f.Nth-1)+f.Add)
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
func (s *reader) feastPoint(i, cue int) (p point, ok bool) {
	j, near, said := s.skipThe(i), 0, false
	if w := s.Word(j); w.IsNear {
		near, said, j = w.Near, true, j+1
	}
	f, k := s.Phrase(j, scan.FeastSense)
	if f == nil || s.Is(k, "island") {
		return p, false
	}
	year, end := s.yearBehind(k)
	if year == 0 {
		end = k
	}
	if !s.At(j).Cap && !said && year == 0 {
		return p, false
	}
	p.next = end
	if year == 0 && f.Feast.Day > 0 && !f.Feast.Islamic && !said {
		return s.fill(p, f.Feast.Month, f.Feast.Day, 0, cue)
	}
	if year == 0 {
		if !s.Anchor.Known() {
			return p, true
		}
		year = s.feastYear(f.Feast, near, cue, said)
	}
	p.date = days(f.Feast, year)
	p.month, p.day, p.year = p.date.From.Month, p.date.From.Day, year
	return p, true
}

// feastYear is the year of the last or next feast by the anchor.
func (s *reader) feastYear(f scan.Feast, near, cue int, said bool) int {
	ref := s.Anchor.Day
	order := on(f, ref.Year).Cmp(ref)
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
