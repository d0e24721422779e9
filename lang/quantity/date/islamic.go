package date

import (
	"kiroku/lang/quantity/scan"
	"kiroku/value"
)

// Feasts of the Islamic calendar fall by sight of the moon, a day apart from country to
// country. The tabular calendar (Calendrical Calculations, chapter 7) is right to a day,
// so that a feast is read as its day there and the next.

// islamicEpoch is the day before 1 Muharram 1 of the tabular calendar with the
// astronomical epoch, in days from 1 January 1970.
const islamicEpoch = -492150

// islamic is the first day of an Islamic month's day that falls in a Gregorian year.
func islamic(f scan.Feast, year int) value.Day {
	for h := (year-622)*33/32 - 1; ; h++ {
		day := value.NewDay(1970, 1, 1).Add(0, 0, islamicEpoch+354*(h-1)+(3+11*h)/30+(59*(int(f.Month)-1)+1)/2+f.Day)
		if day.Year >= year {
			return day
		}
	}
}

// days are those that a feast takes up in a year, as far as they are known.
func days(f scan.Feast, year int) value.Date {
	first := on(f, year)
	if !f.Islamic {
		return value.OnDay(first)
	}
	return value.Date{From: first, To: first.Add(0, 0, max(1, f.Add-1))}
}
