package resolve

import (
	"cmp"
	"slices"

	"kiroku/ledger"
	"kiroku/resolve/disjoint"
)

func byClaim(a, b ledger.Report) int { return cmp.Compare(a.Claim.ID, b.Claim.ID) }

func byID(a, b ledger.Entry) int { return cmp.Compare(a.ID, b.ID) }

// group is the reports of one entry, and why they are one.
type group struct {
	reports []ledger.Report
	joins   []ledger.Join
}

// partition parts a component: first by what people said is one, then by the
// rules, each report with the earliest that it is one with. It joins no claims
// that somebody said are different; of two decisions about a pair the later
// holds. A report that is joined already is not compared again, so that a
// thing told a thousand times costs a thousand comparisons.
//
// A vague report may be one with each of two that cannot be one with each
// other; it goes with the one it meets first, and clash keeps the other out.
func partition(c ledger.Component, same func(a, b ledger.Report) string, clash func(a, b ledger.Report) bool) []group {
	reports := slices.SortedFunc(slices.Values(c.Reports), byAppearance)
	index := map[string]int{}
	for i, rep := range reports {
		index[rep.Claim.ID] = i
	}
	apart := apartPairs(c.Decisions, index)
	u := disjoint.New(len(reports))
	kinds := newVariety(reports, clash)
	var joins []ledger.Join
	join := func(i, j int, rule string) {
		i, j = min(i, j), max(i, j)
		if u.Same(i, j) || parted(u, apart, i, j) {
			return
		}
		kinds.join(u.Find(i), u.Find(j))
		u.Join(i, j)
		joins = append(joins, ledger.Join{Claim: reports[j].Claim.ID, With: reports[i].Claim.ID, Rule: rule})
	}
	for _, d := range c.Decisions {
		if d.Kind == ledger.Same {
			known := rowsOf(d.Claims, index)
			for n := 1; n < len(known); n++ {
				join(known[0], known[n], "decision "+d.ID)
			}
		}
	}
	for j := range reports {
		for i := range j {
			if u.Same(i, j) {
				continue
			}
			if rule := same(reports[i], reports[j]); rule != "" && !kinds.clash(u.Find(i), u.Find(j)) {
				join(i, j, rule)
			}
		}
	}
	return groups(reports, u, joins, index)
}

// variety keeps for each set, by its root, one report of each kind that clash
// can tell apart: a set of a thousand like reports is as quick to compare as
// one.
type variety struct {
	reports []ledger.Report
	clashes func(a, b ledger.Report) bool
	sets    map[int]map[string]int
}

func newVariety(reports []ledger.Report, clash func(a, b ledger.Report) bool) *variety {
	v := &variety{reports, clash, map[int]map[string]int{}}
	for i, rep := range reports {
		v.sets[i] = map[string]int{clashKey(rep): i}
	}
	return v
}

func (v *variety) join(i, j int) {
	i, j = min(i, j), max(i, j)
	for k, n := range v.sets[j] {
		if _, ok := v.sets[i][k]; !ok {
			v.sets[i][k] = n
		}
	}
	delete(v.sets, j)
}

// clash reports whether any report of one set cannot be one with any of the
// other.
func (v *variety) clash(i, j int) bool {
	for _, a := range v.sets[i] {
		for _, b := range v.sets[j] {
			if v.clashes(v.reports[a], v.reports[b]) {
				return true
			}
		}
	}
	return false
}

// rowsOf are the places of the claims that are there, in order.
func rowsOf(ids []string, index map[string]int) []int {
	var rows []int
	for _, id := range ids {
		if i, ok := index[id]; ok {
			rows = append(rows, i)
		}
	}
	slices.Sort(rows)
	return slices.Compact(rows)
}

func groups(reports []ledger.Report, u *disjoint.Sets, joins []ledger.Join, index map[string]int) []group {
	var list []group
	at := map[int]int{}
	for i, rep := range reports {
		root := u.Find(i)
		n, ok := at[root]
		if !ok {
			n = len(list)
			at[root] = n
			list = append(list, group{})
		}
		list[n].reports = append(list[n].reports, rep)
	}
	for _, jn := range joins {
		n := at[u.Find(index[jn.Claim])]
		list[n].joins = append(list[n].joins, jn)
	}
	return list
}

// byAppearance orders reports by the day they appeared, those without one
// last, and then by claim.
func byAppearance(a, b ledger.Report) int {
	ua, ub := a.Published.From.IsZero(), b.Published.From.IsZero()
	switch {
	case ua != ub && ua:
		return 1
	case ua != ub:
		return -1
	}
	return cmp.Or(a.Published.From.Cmp(b.Published.From), cmp.Compare(a.Claim.ID, b.Claim.ID))
}

// apartPairs are the pairs that decisions keep apart.
func apartPairs(decisions []ledger.Decision, index map[string]int) [][2]int {
	pairs := map[[2]int]bool{}
	set := func(as, bs []string, apart bool) {
		for _, a := range as {
			for _, b := range bs {
				i, okA := index[a]
				j, okB := index[b]
				if okA && okB && i != j {
					pairs[[2]int{min(i, j), max(i, j)}] = apart
				}
			}
		}
	}
	for _, d := range decisions {
		switch d.Kind {
		case ledger.Different:
			set(d.Claims, d.Others, true)
		case ledger.Same:
			set(d.Claims, d.Claims, false)
		}
	}
	var list [][2]int
	for p, apart := range pairs {
		if apart {
			list = append(list, p)
		}
	}
	slices.SortFunc(list, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	return list
}

// parted reports whether joining the sets of i and j would join a pair that is
// kept apart.
func parted(u *disjoint.Sets, apart [][2]int, i, j int) bool {
	ri, rj := u.Find(i), u.Find(j)
	for _, p := range apart {
		a, b := u.Find(p[0]), u.Find(p[1])
		if a == ri && b == rj || a == rj && b == ri {
			return true
		}
	}
	return false
}
