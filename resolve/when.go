package resolve

import (
	"fmt"

	"kiroku/ledger"
	"kiroku/value"
)

// happened is when the thing that a report tells of happened, as far as the
// report says: its own date where that lies within a month and not after the
// publication (a pledge "by June" was made earlier), or else the day that is
// supposed for it, or its publication; stated is false for these.
func happened(rep ledger.Report) (d value.Date, stated bool) {
	for _, own := range []value.Date{rep.Claim.AsOf.Date, rep.Claim.When.Date} {
		if days(own) <= 31 && (rep.Published.To.IsZero() || own.From.Cmp(rep.Published.To.Add(0, 0, 1)) <= 0) {
			return own, true
		}
	}
	if !rep.Since.IsZero() {
		return value.OnDay(rep.Since), false
	}
	return rep.Published, false
}

// preciseDays is how long a date may be that says the day: a weekend.
const preciseDays = 3

// precise reports whether a stated date says the day to within a weekend.
func precise(d value.Date, stated bool) bool { return stated && days(d) <= preciseDays }

// Gap is the number of days between two dates, 0 where they overlap; false
// where either has an open end or is unknown.
func Gap(a, b value.Date) (int, bool) {
	if days(a) >= openDate || days(b) >= openDate {
		return 0, false
	}
	switch {
	case a.To.Cmp(b.From) < 0:
		return ledger.DayNumber(b.From) - ledger.DayNumber(a.To), true
	case b.To.Cmp(a.From) < 0:
		return ledger.DayNumber(a.From) - ledger.DayNumber(b.To), true
	}
	return 0, true
}

// near reports whether two reports tell of days close enough for one
// happening: within a few days where both say which, within a while where one
// has only its publication. Reports without any date are near each other's
// kind alone.
func near(a, b ledger.Report, stated, published int) bool {
	da, sa := happened(a)
	db, sb := happened(b)
	if da.IsZero() && db.IsZero() {
		return true
	}
	n, ok := Gap(da, db)
	if !ok {
		return false
	}
	if precise(da, sa) && precise(db, sb) {
		return n <= stated
	}
	return n <= published
}

// windows names the stretches of time that a report stands in, such that two
// reports no more than width days apart share one.
func windows(rep ledger.Report, width int) []string {
	d, _ := happened(rep)
	return windowsOf(d, width)
}

// windowsOf names the stretches that a date touches. One that is open or says
// less than the year stands apart, in no stretch.
func windowsOf(d value.Date, width int) []string {
	if days(d) > 366 {
		return []string{"undated"}
	}
	var list []string
	for w := ledger.DayNumber(d.From) / width; w <= ledger.DayNumber(d.To)/width+1; w++ {
		list = append(list, fmt.Sprint(w))
	}
	return list
}

// earlier is the first day that either report gives, for a dated rate.
func earlier(a, b ledger.Report) value.Day {
	da, _ := happened(a)
	db, _ := happened(b)
	if da.From.IsZero() || !db.From.IsZero() && db.From.Cmp(da.From) < 0 {
		return db.From
	}
	return da.From
}

// narrower is the shorter of two dates, the earlier of equally short ones.
func narrower(a, b value.Date) value.Date {
	la, lb := days(a), days(b)
	if la < lb || la == lb && a.From.Cmp(b.From) <= 0 {
		return a
	}
	return b
}

// openDate is longer than any date that has two ends.
const openDate = 1 << 29

// days is the length of a date; an open or unknown one is longer than any.
func days(d value.Date) int {
	switch {
	case d.IsZero():
		return openDate + 1
	case d.From.IsZero() || d.To.IsZero():
		return openDate
	}
	return int(d.To.Time().Sub(d.From.Time()).Hours()/24) + 1
}

// span is the shortest date that holds both; an unknown one adds nothing.
func span(a, b value.Date) value.Date {
	switch {
	case a.IsZero():
		return b
	case b.IsZero():
		return a
	}
	if a.From.IsZero() || b.From.IsZero() {
		a.From = value.Day{}
	} else if b.From.Cmp(a.From) < 0 {
		a.From = b.From
	}
	if a.To.IsZero() || b.To.IsZero() {
		a.To = value.Day{}
	} else if b.To.Cmp(a.To) > 0 {
		a.To = b.To
	}
	return a
}
