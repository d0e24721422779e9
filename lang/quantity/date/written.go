package date

import (
	"strconv"
	"strings"
	"time"

	"kiroku/lang/quantity/scan"
	"kiroku/value"
)

// Dates as forms, tables and machines write them.

// slashRange reads two days in figures joined by a dash: "10/1-11/7",
// "5/1/2019-5/7/2020". Their order is the American one unless only the other is
// possible; a year at the end is that of both.
func (s *reader) slashRange(i, cue int) (d value.Date, next int, ok bool) {
	a, j, ok := s.slashed(i)
	if !ok || !s.Dash(j) || s.At(j+1).Gap == scan.Broken {
		return d, i, false
	}
	b, next, ok := s.slashed(j + 1)
	if !ok || a[2] == 0 && b[2] == 0 && s.Word(i-1).Open == "" {
		return d, i, false // "1/2-3/4" may be fractions
	}
	if a[0] > 12 || b[0] > 12 {
		a[0], a[1], b[0], b[1] = a[1], a[0], b[1], b[0]
	}
	if b[2] == 0 {
		if b[2] = s.nearYear(time.Month(b[0]), b[1], cue); b[2] == 0 {
			return d, next, true
		}
	}
	if a[2] == 0 {
		a[2] = b[2]
		if a[0] > b[0] {
			a[2]--
		}
	}
	from, okFrom := s.fill(point{}, time.Month(a[0]), a[1], a[2], cue)
	to, okTo := s.fill(point{}, time.Month(b[0]), b[1], b[2], cue)
	if !okFrom || !okTo || a[1] == 0 || b[1] == 0 {
		return d, i, false
	}
	d = value.Date{From: from.date.From, To: to.date.To}
	return d, next, d.From.Cmp(d.To) <= 0
}

// slashed reads "10/1" or "10/1/2017" as its numbers, without a meaning yet.
func (s *reader) slashed(i int) (v [3]int, next int, ok bool) {
	j := i
	for n := range 3 {
		if n > 0 {
			if !s.Is(j, "/") || s.At(j).Gap != scan.Glued {
				return v, j, n == 2
			}
			j++
		}
		t := s.Text(j)
		if s.At(j).Kind != scan.Digits || scan.DigitRun(t) != len(t) || len(t) > 2 && (n < 2 || len(t) != 4) || n > 0 && s.At(j).Gap != scan.Glued {
			return v, i, false
		}
		v[n], _ = strconv.Atoi(t)
		j++
	}
	if v[2] < 100 {
		v[2] += 2000
	}
	return v, j, true
}

// writtenPoint reads "20200701", "2020-Sep-23", "2020/Sep/23", "12-2015", "week 31
// of 2018".
func (s *reader) writtenPoint(i, cue int) (p point, ok bool) {
	switch {
	case s.Is(s.skipThe(i), "week"):
		return s.weekNumber(s.skipThe(i))
	case s.At(i).Kind != scan.Digits || s.At(i).Gap == scan.Glued && i > 0 && !s.Is(i-1, "(") && !s.Dash(i-1):
		return p, false
	}
	t := s.Text(i)
	if len(t) == 8 && scan.DigitRun(t) == 8 {
		n, _ := strconv.Atoi(t)
		if year := n / 10000; year < 1900 || year > 2100 || s.At(i+1).Gap == scan.Glued && s.At(i+1).Kind != scan.Sign {
			return p, false
		}
		p.next = i + 1
		p, ok = s.fill(p, time.Month(n/100%100), n%100, n/10000, cue)
		return p, ok && p.day > 0
	}
	join := s.At(i + 1)
	if join.Gap != scan.Glued || !s.Is(i+1, "-") && !s.Is(i+1, "/") || s.At(i+2).Gap != scan.Glued {
		return p, false
	}
	if year := s.yearAt(i); year > 0 {
		month, j := s.monthAt(i + 2)
		if month == 0 || !s.Is(j, "-") && !s.Is(j, "/") || s.At(j).Gap != scan.Glued {
			return p, false
		}
		day, end := s.dayNumber(j + 1)
		if day == 0 {
			return p, false
		}
		p.next = end
		return s.fill(p, month, day, year, cue)
	}
	month, _ := strconv.Atoi(t)
	year := s.yearAt(i + 2)
	if len(t) > 2 || strings.Trim(t, "0123456789") != "" || month < 1 || month > 12 || year < 1900 || s.Hyphen(i+3) {
		return p, false
	}
	p.next = i + 3
	return s.fill(p, time.Month(month), 0, year, cue)
}

// weekNumber reads "week 31" and "week 31 of 2018": weeks by ISO 8601.
func (s *reader) weekNumber(i int) (p point, ok bool) {
	n, k := s.dayOrWeek(i + 1)
	if n == 0 {
		return p, false
	}
	p.next = k
	year := 0
	if s.Is(k, "of") || s.Is(k, ",") {
		if year = s.yearAt(k + 1); year > 0 {
			p.next = k + 2
		}
	}
	if year == 0 {
		if !s.Anchor.Known() {
			return p, true
		}
		year = s.Anchor.Day.Year
	}
	p.date = slice(value.InYear(year), "week", n, 1, false)
	return p, true
}

// dayOrWeek reads the number of a week, 1 to 53; 0 is none.
func (s *reader) dayOrWeek(i int) (n, next int) {
	t := s.Text(i)
	if s.At(i).Kind != scan.Digits || s.At(i).Gap != scan.Spaced || len(t) > 2 || scan.DigitRun(t) != len(t) {
		return 0, i
	}
	n, _ = strconv.Atoi(t)
	if n > 53 || s.At(i+1).Gap == scan.Glued && s.At(i+1).Kind != scan.Sign {
		return 0, i
	}
	return n, i + 1
}

// bounded reads a distance that is itself bounded: "more than 2 weeks after
// today", "less than 3 days after 5 March".
func (s *reader) bounded(i int, b value.Bound, cue int) (d value.Date, next int, ok bool) {
	p, ok := s.offsetPoint(i, cue)
	if !ok || p.date.IsZero() {
		return d, i, false
	}
	_, k := s.count(i)
	q, _ := s.dayOnly(k+2, cue)
	before := s.Is(k+1, "before")
	switch b {
	case value.MoreThan, value.AtLeast:
		if before {
			d.To = p.date.To
		} else {
			d.From = p.date.From
		}
	case value.LessThan, value.AtMost:
		d.From, d.To = q.date.From, p.date.To
		if before {
			d.From, d.To = p.date.From, q.date.To
		}
	default:
		return p.date, p.next, true
	}
	return d, p.next, true
}

// lasting reads "2 weeks starting May 20th": so long from that day.
func (s *reader) lasting(i, cue int) (p point, ok bool) {
	n, k := s.count(i)
	if n == 0 || n > 2000 || s.At(k).Gap != scan.Spaced || s.Word(k).Period == "" {
		return p, false
	}
	open, j := s.opener(k + 1)
	if open != "starting" {
		return p, false
	}
	q, ok := s.dayOnly(j, max(cue, 1))
	if !ok {
		return p, false
	}
	p.next = q.next
	if !q.date.IsZero() {
		t := reader{&scan.Scanner{Anchor: scan.Anchor{Day: addDays(q.date.From, -1), Exact: true}}}
		p.date = t.window(s.Word(k).Period, n, 1)
	}
	return p, true
}
