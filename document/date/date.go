// Package date reads the dates that documents write of themselves, in head
// lines, meta data and addresses. In goes a short text, out comes a day or a
// month; a date whose day and month cannot be told apart is refused.
package date

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"kiroku/value"
)

// MonthNames matches the name of a month, long or short, in small letters.
const MonthNames = `jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?`

// The ways in which publication dates are written. An all-digit date whose
// day and month cannot be told apart ("03/04/2022") is not among them.
var (
	isoDate   = regexp.MustCompile(`\b((?:19|20)\d\d)[-/.](0?[1-9]|1[0-2])[-/.](0?[1-9]|[12]\d|3[01])(?:\b|T)`)
	monthDay  = regexp.MustCompile(`(?i)\b(` + MonthNames + `)\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? |, ?)((?:19|20)\d\d)\b`)
	dayMonth  = regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th)?[ -](?:of )?(` + MonthNames + `)\.?,?[ -]((?:19|20)\d\d)\b`)
	monthYear = regexp.MustCompile(`(?i)\b(` + MonthNames + `)\.?,? ((?:19|20)\d\d)\b`)
	slashed   = regexp.MustCompile(`\b(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)\b`)
)

// In is the first full date in a short text; false where there is none or it
// is ambiguous.
func In(s string) (value.Date, bool) {
	d, _, ok := Find(s)
	return d, ok
}

// Find is [In] that says where the date stands, too.
func Find(s string) (d value.Date, at [2]int, ok bool) {
	if m := isoDate.FindStringSubmatchIndex(s); m != nil {
		return dayOf(s[m[2]:m[3]], s[m[4]:m[5]], s[m[6]:m[7]], m)
	}
	if m := monthDay.FindStringSubmatchIndex(s); m != nil {
		return dayOf(s[m[6]:m[7]], s[m[2]:m[3]], s[m[4]:m[5]], m)
	}
	if m := dayMonth.FindStringSubmatchIndex(s); m != nil {
		return dayOf(s[m[6]:m[7]], s[m[4]:m[5]], s[m[2]:m[3]], m)
	}
	if m := slashed.FindStringSubmatchIndex(s); m != nil {
		first, second, year := s[m[2]:m[3]], s[m[4]:m[5]], s[m[6]:m[7]]
		a, b := number(first), number(second)
		switch {
		case a == b, b > 12: // month first
			return dayOf(year, first, second, m)
		case a > 12, strings.Contains(s[m[0]:m[1]], "."): // dots are European
			return dayOf(year, second, first, m)
		}
		return value.Date{}, at, false
	}
	if m := monthYear.FindStringSubmatchIndex(s); m != nil {
		year := number(s[m[4]:m[5]])
		return value.InMonth(year, month(s[m[2]:m[3]])), [2]int{m[0], m[1]}, true
	}
	return value.Date{}, at, false
}

func dayOf(year, mon, day string, m []int) (value.Date, [2]int, bool) {
	want := value.Day{Year: number(year), Month: month(mon), Day: number(day)}
	if want.Month == 0 || value.NewDay(want.Year, want.Month, want.Day) != want {
		return value.Date{}, [2]int{}, false // 31 February
	}
	return value.OnDay(want), [2]int{m[0], m[1]}, true
}

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// month is the month of a name or a number, 0 for none.
func month(s string) time.Month {
	if n := number(s); n > 0 {
		if n > 12 {
			return 0
		}
		return time.Month(n)
	}
	for m := time.January; m <= time.December; m++ {
		if len(s) >= 3 && strings.EqualFold(s[:3], m.String()[:3]) {
			return m
		}
	}
	return 0
}

// InAddress is the date in the path of an address or the name of a file, as
// in ".../2022/03/04/..." or "2022-03-04-statement.txt".
func InAddress(s string) (value.Date, bool) {
	if m := pathDate.FindStringSubmatchIndex(s); m != nil {
		d, _, ok := dayOf(s[m[2]:m[3]], s[m[4]:m[5]], s[m[6]:m[7]], m)
		return d, ok
	}
	return value.Date{}, false
}

var pathDate = regexp.MustCompile(`(?:^|[/_.-])((?:19|20)\d\d)[-/_](0?[1-9]|1[0-2])[-/_](0?[1-9]|[12]\d|3[01])(?:$|[/_.-])`)
