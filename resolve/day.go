package resolve

import (
	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/value"
)

// retoldDays is how long a happening is told of without its day.
const retoldDays = 2

// ofDay reports whether things of a type are told apart by their days alone:
// one army attacks another each day, and a minister says each day the same.
func ofDay(t claim.Type) bool { return t == claim.Event || t == claim.Statement }

// oneDay reports whether two reports may tell of one happening: days that both
// state are the same, longer stretches begin on one day, and what names no day
// appeared on that day or soon after. To allow stated days to differ would
// chain the reports of a war into one happening; since they may not, what
// hangs together stays small however long the war is.
func oneDay(a, b ledger.Report) bool {
	da, sa := happened(a)
	db, sb := happened(b)
	if da.IsZero() && db.IsZero() {
		return true
	}
	n, ok := Gap(da, db)
	if !ok {
		return false
	}
	pa, pb := precise(da, sa), precise(db, sb)
	switch {
	case pa && pb:
		return n == 0
	case sa && sb:
		return !pa && !pb && da.From == db.From
	case !sa && !sb:
		return n <= retoldDays
	case sa:
		return pa && n <= retoldDays && da.From.Cmp(db.To) <= 0
	}
	return pb && n <= retoldDays && db.From.Cmp(da.To) <= 0
}

// neverDated reports whether neither a report's thing nor the report has a date.
func neverDated(rep ledger.Report) bool {
	d, _ := happened(rep)
	return d.IsZero()
}

// dayRange is when a report's thing happened, in days from an epoch.
type dayRange struct {
	from, to    int
	open, never bool // without an end, without any date
}

// daysOf counts the days of reports once, for a series of a thousand is
// compared each with each.
func daysOf(reports []ledger.Report) []dayRange {
	list := make([]dayRange, len(reports))
	for i, rep := range reports {
		switch d, _ := happened(rep); {
		case days(d) < openDate:
			list[i] = dayRange{from: dayNumber(d.From), to: dayNumber(d.To)}
		default:
			list[i] = dayRange{open: true, never: d.IsZero()}
		}
	}
	return list
}

// between is how many days lie between two reports, many where that is
// unknown, but none where neither has any date.
func (a dayRange) between(b dayRange) int {
	switch {
	case a.never && b.never:
		return 0
	case a.open || b.open:
		return openDate
	}
	return max(0, b.from-a.to, a.from-b.to)
}

// dayWindows names the stretches of time in which reports of one happening
// meet; of a longer one these are the stretches of its beginning.
func dayWindows(rep ledger.Report) []string {
	d, stated := happened(rep)
	if stated && !precise(d, stated) {
		d = value.OnDay(d.From)
	}
	return windowsOf(d, retoldDays)
}
