package store

import (
	"reflect"
	"strings"

	"kiroku/ledger"
	"kiroku/store/codec"
	"kiroku/value"
)

// monthDimensions are the columns of entry_months behind the dimensions that
// it keeps.
var monthDimensions = map[ledger.Dimension]string{
	ledger.PerType:  "e.type",
	ledger.PerMonth: "iif(e.from_month < 'a', e.from_month, '')",
	ledger.PerYear:  "iif(e.from_month < 'a', substr(e.from_month, 1, 4), '')",
}

// monthConditions are those of a grouping that entry_months answers: by month,
// year or type, in order of these, of entries that nothing but their types,
// whole months and likelihood narrow.
func monthConditions(f ledger.EntryFilter, g ledger.Grouping) (*where, bool) {
	rest := f
	rest.Types, rest.Period, rest.Likely, rest.Sort, rest.Offset, rest.Limit = nil, value.Date{}, false, "", 0, 0
	if !reflect.ValueOf(rest).IsZero() || g.Order != ledger.ByKey || g.Limit != 0 || len(g.By) == 0 {
		return nil, false
	}
	for _, d := range g.By {
		if monthDimensions[d] == "" {
			return nil, false
		}
	}
	w := &where{}
	w.add("e.entries > 0")
	w.types(f.Types)
	if f.Likely {
		w.add("e.likely = 1")
	}
	if f.Period.IsZero() {
		return w, true
	}
	first, last := codec.Period(f.Period)
	begins := first == codec.FirstDay || f.Period.From.Cmp(monthOf(f.Period.From).From) == 0
	ends := last == codec.LastDay || f.Period.To.Cmp(monthOf(f.Period.To).To) == 0
	w.add("e.from_month <= ? AND e.to_month >= ?", last[:len("2024-03")], first[:len("2024-03")])
	return w, begins && ends
}

// monthOf is the month that a day stands in.
func monthOf(d value.Day) value.Date {
	m, _ := value.ParseDate(d.String()[:len("2024-03")]) // of a day's own making
	return m
}

func monthQuery(w *where, g ledger.Grouping) string {
	var by, numbers []string
	for i, d := range g.By {
		by, numbers = append(by, monthDimensions[d]), append(numbers, string(rune('1'+i)))
	}
	keys := strings.Join(numbers, ", ")
	return "SELECT " + strings.Join(by, ", ") + ", sum(e.entries), sum(e.counted), sum(e.usd), sum(e.stated), sum(e.unknown), sum(e.bounded)" +
		" FROM entry_months e " + w.sql() + " GROUP BY " + keys + " ORDER BY " + keys
}
