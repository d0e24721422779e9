package resolve

import (
	"cmp"
	"slices"

	"kiroku/claim"
)

// keysOf are the parties' keys, sorted, each once, unknown ones left out.
func keysOf(lists ...[]claim.Party) []string {
	var keys []string
	for _, parties := range lists {
		for _, p := range parties {
			if k := p.Key(); k != "" {
				keys = append(keys, k)
			}
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// agree reports whether two lists of parties may be one: a report may leave
// out some of them ("Norland and others"), but each names somebody, and one
// of the lists holds the other.
func agree(a, b []string) bool {
	return len(a) > 0 && len(b) > 0 && (subset(a, b) || subset(b, a))
}

// compatible is agree, or one of the lists unknown.
func compatible(a, b []string) bool { return len(a) == 0 || len(b) == 0 || agree(a, b) }

func subset(a, b []string) bool {
	for _, k := range a {
		if !slices.Contains(b, k) {
			return false
		}
	}
	return true
}

// join adds the parties that are not there yet; of one party's names the
// longest stays, of equally long ones the first by alphabet.
func join(have, more []claim.Party) []claim.Party {
	for _, p := range more {
		i := slices.IndexFunc(have, func(h claim.Party) bool { return h.Key() == p.Key() })
		switch {
		case i < 0:
			have = append(slices.Clip(have), p)
		case len(p.Name) > len(have[i].Name) || len(p.Name) == len(have[i].Name) && p.Name < have[i].Name:
			have = slices.Clone(have)
			have[i] = p
		}
	}
	return slices.SortedFunc(slices.Values(have), func(a, b claim.Party) int {
		return cmp.Or(cmp.Compare(a.Key(), b.Key()), cmp.Compare(a.Name, b.Name))
	})
}
