package mention

import (
	"time"

	"kiroku/value"
)

// offsetPoint reads "two weeks before 13 May", "three days from Tuesday": a
// count of days, weeks, months or years from a known day, which gives a day.
func (s *scan) offsetPoint(i, cue int) (p point, ok bool) {
	n, k := s.count(i)
	if n == 0 || n > 2000 || s.at(k).gap != spaced {
		return p, false
	}
	period, sign, j := s.word(k).period, 1, k+2
	switch {
	case s.is(k+1, "before"):
		sign = -1
	case s.is(k+1, "after"), s.is(k+1, "from"):
	default:
		return p, false
	}
	q, ok := s.dayOnly(j, cue)
	if !ok {
		return p, false
	}
	p.next = q.next
	if q.date.IsZero() {
		return p, true
	}
	y, m, d := 0, 0, 0
	switch period {
	case "day":
		d = n
	case "week":
		d = 7 * n
	case "fortnight":
		d = 14 * n
	case "month":
		m = n
	case "year":
		y = n
	default:
		return p, false
	}
	p.date = value.OnDay(q.date.From.Add(sign*y, sign*m, sign*d))
	return p, true
}

// dayOnly reads a date that is a single day.
func (s *scan) dayOnly(i, cue int) (p point, ok bool) {
	for _, read := range [...]func(*scan, int, int) (point, bool){
		(*scan).weekdayPoint, (*scan).monthPoint, (*scan).dayPoint, (*scan).wordPoint,
	} {
		if p, ok = read(s, i, cue); ok && p.date.From == p.date.To {
			return p, true
		}
	}
	return p, false
}

// ordinalPeriod reads "the first week of 2015", "the first two weeks of March",
// "the third month of 2021", "the week of April 10". A week of a year or month
// is one from Monday, the first being that with the period's first Thursday (ISO 8601).
func (s *scan) ordinalPeriod(i, cue int) (p point, ok bool) {
	j := s.skipThe(i)
	if s.is(j, "week") && (s.is(j+1, "of") || s.is(j+1, "commencing") || s.is(j+1, "beginning")) {
		q, ok := s.dayOnly(j+2, cue)
		if !ok || q.date.IsZero() {
			return p, false
		}
		monday := mondayOf(q.date.From)
		if !s.is(j+1, "of") {
			monday = q.date.From
		}
		return point{next: q.next, date: value.Date{From: monday, To: addDays(monday, 6)}}, true
	}
	n, k := s.dayNumber(j)
	last := s.is(j, "last") || s.is(j, "final")
	if last {
		k = j + 1
	} else if n == 0 || s.at(j).kind == digits && k == j+1 {
		return p, false
	}
	count := 1
	if c, end := s.count(k); c > 0 && c < 100 && (last || n == 1) {
		count, k = c, end
	}
	period := s.word(k).period
	if period != "day" && period != "week" && period != "month" || !s.is(k+1, "of") && !s.is(k+1, "in") {
		return p, false
	}
	m := s.skipThe(k + 2)
	var q point
	if q, ok = s.nearPoint(m, cue); !ok {
		if q, ok = s.monthPoint(m, cue); !ok {
			q, ok = s.yearPoint(m, cue)
		}
	}
	if !ok || q.day > 0 {
		return p, false
	}
	p.next = q.next
	if !q.date.IsZero() {
		p.date = slice(q.date, period, n, count, last)
	}
	return p, !p.date.IsZero() && (p.date.Overlaps(q.date)) || q.date.IsZero()
}

func mondayOf(d value.Day) value.Day { return addDays(d, -(int(d.Weekday())+6)%7) }

// slice is the n-th period of d, or its last, count periods long.
func slice(d value.Date, period string, n, count int, last bool) value.Date {
	if period == "month" {
		from := value.NewDay(d.From.Year, d.From.Month+time.Month(n-1), 1)
		if last {
			from = value.NewDay(d.To.Year, d.To.Month-time.Month(count-1), 1)
		}
		return months(from.Year, from.Month, count)
	}
	size, first, end := 1, d.From, d.To
	if period == "week" {
		size = 7
		first = mondayOf(addDays(first, 3))
		end = addDays(mondayOf(addDays(end, -3)), 6)
	}
	if last {
		return value.Date{From: addDays(end, 1-size*count), To: end}
	}
	first = addDays(first, size*(n-1))
	return value.Date{From: first, To: addDays(first, size*count-1)}
}

// wordYear reads a year in words behind a month: "two thousand and fifteen",
// "nineteen eighty-six"; 0 is none.
func (s *scan) wordYear(i int) (year, next int) {
	if c := s.word(i).class; c != unit && c != teen && c != ten || s.at(i).gap == broken {
		return 0, i
	}
	a, ok := s.number(i, false)
	if !ok || !a.val.IsWhole() {
		return 0, i
	}
	switch n := a.val.Int64(); {
	case n >= 1900 && n <= 2100:
		return int(n), a.next
	case n == 19 || n == 20:
		if b, ok := s.number(a.next, false); ok && b.val.IsWhole() && b.val.Cmp(value.Int(10)) >= 0 && b.val.Cmp(value.Int(99)) <= 0 {
			return int(n*100 + b.val.Int64()), b.next
		}
	}
	return 0, i
}
