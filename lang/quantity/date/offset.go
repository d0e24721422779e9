package date

import (
	"time"

	"kiroku/lang/quantity/number"
	"kiroku/lang/quantity/scan"
	"kiroku/value"
)

// offsetPoint reads "two weeks before 13 May", "three days from Tuesday": a
// count of days, weeks, months or years from a known day, which gives a day.
func (s *reader) offsetPoint(i, cue int) (p point, ok bool) {
	n, k := s.count(i)
	if n == 0 || n > 2000 || s.At(k).Gap != scan.Spaced {
		return p, false
	}
	period, sign, j := s.Word(k).Period, 1, k+2
	switch {
	case s.Is(k+1, "before"):
		sign = -1
	case s.Is(k+1, "after"), s.Is(k+1, "from"):
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
func (s *reader) dayOnly(i, cue int) (p point, ok bool) {
	for _, read := range [...]func(*reader, int, int) (point, bool){
		(*reader).weekdayPoint, (*reader).monthPoint, (*reader).dayPoint, (*reader).wordPoint,
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
func (s *reader) ordinalPeriod(i, cue int) (p point, ok bool) {
	j := s.skipThe(i)
	if s.Is(j, "week") && (s.Is(j+1, "of") || s.Is(j+1, "commencing") || s.Is(j+1, "beginning")) {
		q, ok := s.dayOnly(j+2, cue)
		if !ok || q.date.IsZero() {
			return p, false
		}
		monday := mondayOf(q.date.From)
		if !s.Is(j+1, "of") {
			monday = q.date.From
		}
		return point{next: q.next, date: value.Date{From: monday, To: addDays(monday, 6)}}, true
	}
	n, k := s.dayNumber(j)
	last := s.Is(j, "last") || s.Is(j, "final")
	if last {
		k = j + 1
	} else if n == 0 || s.At(j).Kind == scan.Digits && k == j+1 {
		return p, false
	}
	count := 1
	if c, end := s.count(k); c > 0 && c < 100 && (last || n == 1) {
		count, k = c, end
	}
	period := s.Word(k).Period
	if period != "day" && period != "week" && period != "month" || !s.Is(k+1, "of") && !s.Is(k+1, "in") {
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
func (s *reader) wordYear(i int) (year, next int) {
	if c := s.Word(i).Class; c != scan.Unit && c != scan.Teen && c != scan.Ten || s.At(i).Gap == scan.Broken {
		return 0, i
	}
	a, ok := number.Read(s.Scanner, i, false)
	if !ok || !a.Val.IsWhole() {
		return 0, i
	}
	switch n := a.Val.Int64(); {
	case n >= 1900 && n <= 2100:
		return int(n), a.Next
	case n == 19 || n == 20:
		if b, ok := number.Read(s.Scanner, a.Next, false); ok && b.Val.IsWhole() && b.Val.Cmp(value.Int(10)) >= 0 && b.Val.Cmp(value.Int(99)) <= 0 {
			return int(n*100 + b.Val.Int64()), b.Next
		}
	}
	return 0, i
}
