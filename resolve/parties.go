package resolve

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiroku/claim"
)

// keysOf are the parties' keys, sorted, each once, as far as maxChoices.
// Parties that a name does not identify are left out: "the government" of two
// documents is two.
func keysOf(lists ...[]claim.Party) []string {
	var keys []string
	for _, parties := range lists {
		for _, p := range parties {
			if k := partyKey(p); k != "" {
				keys = append(keys, k)
			}
		}
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	return keys[:min(len(keys), maxChoices)]
}

// partyKey is the party's key where it identifies the party, else "". A
// government without a code acts for the country that it names.
func partyKey(p claim.Party) string {
	if p.Code != "" {
		return p.Code
	}
	if !identifies(p) {
		return ""
	}
	return strings.TrimPrefix(p.Key(), "government of ")
}

// ownKey is the key of any party within one entry, where "the government" is
// one.
func ownKey(p claim.Party) string { return cmp.Or(partyKey(p), p.Key()) }

// identifies reports whether a name is somebody's own: it begins with a
// capital letter, or, for a group, which a sentence may begin with, a word
// after the first does.
func identifies(p claim.Party) bool {
	for n, word := range strings.Fields(p.Name) {
		if n == 0 && p.Kind == claim.Group {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(r) || unicode.IsLetter(r) && !unicode.IsLower(r) {
			return true
		}
	}
	return false
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
		i := slices.IndexFunc(have, func(h claim.Party) bool { return ownKey(h) == ownKey(p) })
		switch {
		case i < 0:
			have = append(slices.Clip(have), p)
		case len(p.Name) > len(have[i].Name) || len(p.Name) == len(have[i].Name) && p.Name < have[i].Name:
			have = slices.Clone(have)
			have[i] = p
		}
	}
	return slices.SortedFunc(slices.Values(have), func(a, b claim.Party) int {
		return cmp.Or(cmp.Compare(ownKey(a), ownKey(b)), cmp.Compare(a.Name, b.Name))
	})
}
