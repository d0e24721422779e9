package view

import (
	"slices"

	"kiroku/ledger"
	"kiroku/resolve"
)

// byCause parts points in order of time by what did the harm, the cause that
// is named first before the others. A point that names none goes with the one
// nearest in time that does, the earlier of equally near ones; where fewer
// than two causes are named, all stay together.
func byCause(points []ledger.Entry) [][]ledger.Entry {
	var named []int
	var order []string
	for i, e := range points {
		if e.Cause == "" {
			continue
		}
		named = append(named, i)
		if !slices.Contains(order, e.Cause) {
			order = append(order, e.Cause)
		}
	}
	if len(order) < 2 {
		return [][]ledger.Entry{points}
	}
	parts := make([][]ledger.Entry, len(order))
	next := 0 // of named: the first at or after the point
	for i, e := range points {
		for next < len(named) && named[next] < i {
			next++
		}
		of := slices.Index(order, points[nearest(points, named, next, i)].Cause)
		parts[of] = append(parts[of], e)
	}
	return parts
}

// nearest is which of the named points before and from next on is closer in
// time to the i-th. One without a date is far from all.
func nearest(points []ledger.Entry, named []int, next, i int) int {
	switch {
	case next == len(named):
		return named[next-1]
	case next == 0 || named[next] == i:
		return named[next]
	}
	before, okBefore := resolve.Gap(points[named[next-1]].Dated(), points[i].Dated())
	after, okAfter := resolve.Gap(points[i].Dated(), points[named[next]].Dated())
	if okAfter && (!okBefore || after < before) {
		return named[next]
	}
	return named[next-1]
}

// cause is what the points of a series name as having done the harm.
func cause(points []ledger.Entry) string {
	for _, e := range points {
		if e.Cause != "" {
			return e.Cause
		}
	}
	return ""
}

// mayBeOfOneCause reports whether two figures may be of one happening: not
// where both name what did the harm, and it differs.
func mayBeOfOneCause(a, b ledger.Entry) bool {
	return a.Cause == "" || b.Cause == "" || a.Cause == b.Cause
}
