package value

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// Day is a calendar day in the proleptic Gregorian calendar, without a zone.
// The zero Day is none.
type Day struct {
	Year  int
	Month time.Month
	Day   int
}

// DayOf is the day of t in t's own location.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	return Day{y, m, d}
}

// NewDay normalises overflow as [time.Date] does: month 13 is January of the next year.
func NewDay(year int, month time.Month, day int) Day {
	return DayOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// IsZero reports whether the day is none.
func (d Day) IsZero() bool { return d == Day{} }

// Time is midnight UTC at the start of the day.
func (d Day) Time() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// Add moves by years, months and days, normalising overflow.
func (d Day) Add(years, months, days int) Day {
	return NewDay(d.Year+years, d.Month+time.Month(months), d.Day+days)
}

// Weekday is the day of the week.
func (d Day) Weekday() time.Weekday { return d.Time().Weekday() }

// Cmp orders days.
func (d Day) Cmp(o Day) int {
	switch {
	case d.Year != o.Year:
		return cmpInt(d.Year, o.Year)
	case d.Month != o.Month:
		return cmpInt(int(d.Month), int(o.Month))
	}
	return cmpInt(d.Day, o.Day)
}

func cmpInt(a, b int) int {
	if a < b {
		return -1
	}
	if a > b {
		return 1
	}
	return 0
}

// String is ISO 8601 "2006-01-02"; "" is none.
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// ParseDay reads "2006-01-02"; "" is none.
func ParseDay(s string) (Day, error) {
	if s == "" {
		return Day{}, nil
	}
	t, err := time.Parse("2006-01-02", s)
	if err != nil {
		return Day{}, fmt.Errorf("parse day %q: want YYYY-MM-DD", s)
	}
	return DayOf(t), nil
}

// Date is the interval of days that a text names, never more precise than the
// text: "in 2014" is all of 2014. An open end is the zero Day; both ends zero
// is unknown.
type Date struct {
	From, To Day // both inclusive
}

// OnDay is the interval of one day.
func OnDay(d Day) Date { return Date{d, d} }

// InMonth is the interval of a whole month.
func InMonth(year int, month time.Month) Date {
	from := NewDay(year, month, 1)
	return Date{from, from.Add(0, 1, -1)}
}

// InYear is the interval of a whole year.
func InYear(year int) Date { return Date{Day{year, time.January, 1}, Day{year, time.December, 31}} }

// IsZero reports whether the date is unknown.
func (d Date) IsZero() bool { return d == Date{} }

// Overlaps reports whether the two intervals share a day, open ends reaching
// as far as needed. Unknown overlaps nothing.
func (d Date) Overlaps(o Date) bool {
	if d.IsZero() || o.IsZero() {
		return false
	}
	return (d.To.IsZero() || o.From.IsZero() || o.From.Cmp(d.To) <= 0) &&
		(o.To.IsZero() || d.From.IsZero() || d.From.Cmp(o.To) <= 0)
}

// String is the shortest ISO 8601-2 form: "2022-03-04", "2022-03", "2014",
// "2022-02-24/..", "../2022-06-30", "2022-03-04/2022-03-07"; "" is unknown.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.From == d.To:
		return d.From.String()
	case d.From.IsZero():
		return "../" + d.To.String()
	case d.To.IsZero():
		return d.From.String() + "/.."
	case d == InYear(d.From.Year):
		return fmt.Sprintf("%04d", d.From.Year)
	case d == InMonth(d.From.Year, d.From.Month):
		return d.From.String()[:7]
	}
	return d.From.String() + "/" + d.To.String()
}

// ParseDate reads the notation of [Date.String], and partial dates as ends of
// an interval ("2022-02/..", "../2026-06").
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	from, to, ranged := strings.Cut(s, "/")
	if !ranged {
		return parsePartial(s)
	}
	var d Date
	if from != ".." {
		p, err := parsePartial(from)
		if err != nil {
			return Date{}, err
		}
		d.From = p.From
	}
	if to != ".." {
		p, err := parsePartial(to)
		if err != nil {
			return Date{}, err
		}
		d.To = p.To
	}
	return d, nil
}

func parsePartial(s string) (Date, error) {
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		t, err := time.Parse(layout, s)
		if err != nil {
			continue
		}
		switch layout {
		case "2006":
			return InYear(t.Year()), nil
		case "2006-01":
			return InMonth(t.Year(), t.Month()), nil
		}
		return OnDay(DayOf(t)), nil
	}
	return Date{}, fmt.Errorf("parse date %q: want YYYY, YYYY-MM or YYYY-MM-DD", s)
}

// MarshalJSON writes the notation of [Date.String].
func (d Date) MarshalJSON() ([]byte, error) { return json.Marshal(d.String()) }

// UnmarshalJSON reads the notation of [Date.String].
func (d *Date) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return fmt.Errorf("read date: %w", err)
	}
	v, err := ParseDate(s)
	*d = v
	return err
}
