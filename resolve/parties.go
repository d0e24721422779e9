package resolve

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/resolve/name"
	"kiroku/resolve/wordlist"
)

// KeysOf are the parties' keys, sorted, each once, as far as maxChoices.
// Parties that a name does not identify are left out: "the government" of two
// documents is two.
func KeysOf(lists ...[]claim.Party) []string {
	var keys []string
	for _, parties := range lists {
		for _, p := range parties {
			if k := PartyKey(p); k != "" {
				keys = append(keys, k)
			}
		}
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	return keys[:min(len(keys), maxChoices)]
}

// PartyKey is the party's key where it identifies the party, else "". An office
// of a state without a code acts for the state that it names. A party that a
// person told apart from whom its name sounds like has a key of its own.
func PartyKey(p claim.Party) string {
	if p.Entity != "" {
		return claim.FoldName(p.Name) + entityMark + p.Entity[:min(len(p.Entity), 8)]
	}
	if p.Code != "" {
		return p.Code
	}
	return nameKeys.of(nameOf{p.Name, p.Kind})
}

// entityMark stands in a key between a name and the entity that it is of.
const entityMark = " #"

// nameOf is all of a party without a code that its key depends on.
type nameOf struct {
	name string
	kind claim.PartyKind
}

var nameKeys = remembering(func(n nameOf) string {
	p := claim.Party{Name: n.name, Kind: n.kind}
	if !identifies(p) {
		return ""
	}
	if p.Kind == claim.Group {
		if in := stoodIn(p.Name); in != "" {
			return in
		}
	}
	return stateOf(p.Key())
})

// stoodIn is whom a described group is of, by the name at its end: "the victims
// of the flood in Norland" are of Norland, "doctors" of nobody.
func stoodIn(group string) string {
	words := strings.Fields(group)
	at := len(words)
	for at > 0 && capital(words[at-1]) {
		at--
	}
	if at < 2 || at == len(words) || words[at-1] != "in" && words[at-1] != "of" && words[at-1] != "from" || capital(words[0]) && words[0] != "The" {
		return ""
	}
	return claim.FoldName(strings.Join(words[at:], " "))
}

// capital reports whether a word begins with a capital letter, or one of a
// script that has none.
func capital(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r) || unicode.IsLetter(r) && !unicode.IsLower(r)
}

//go:embed collective_givers.txt
var collectiveGiverList string

var collectiveGivers = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for w := range wordlist.Lines(collectiveGiverList) {
		words[w] = true
	}
	return words
})

// collective reports whether givers are named by what they are together alone:
// "donors", "the allies", "world leaders".
func collective(givers []claim.Party) bool {
	for _, p := range givers {
		words := strings.Fields(p.Name)
		if p.Code != "" || len(words) == 0 || len(words) > 3 {
			return false
		}
		last := words[len(words)-1]
		if !collectiveGivers()[claim.FoldName(last)] || len(words) > 1 && capital(last) { // but "United States"
			return false
		}
	}
	return len(givers) > 0
}

//go:embed state_offices.txt
var stateOfficeList string

var stateOffices = sync.OnceValue(func() []string { return slices.Collect(wordlist.Lines(stateOfficeList)) })

// stateOf is the state that a folded name of an office names: "government of
// norland", "norland ministry of health" and "norland government" are of
// norland. A name that names no state stays as it is.
func stateOf(key string) string {
	for _, office := range stateOffices() {
		if state, ok := strings.CutPrefix(key, office+" of "); ok && !strings.Contains(state, " of ") && office != "ministry" && office != "department" {
			return state
		}
		if state, rest, ok := strings.Cut(key, " "+office); ok && (rest == "" || strings.HasPrefix(rest, " of ")) {
			return state
		}
	}
	return key
}

// whoOf are keys by which parties of two reports are compared: those of
// keysOf, but that names which sound alike are one: Norland, Nor Land.
func whoOf(lists ...[]claim.Party) []string {
	keys := KeysOf(lists...)
	for i, k := range keys {
		keys[i] = SoundKey(k)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// SoundKey is a key as it sounds, a code as it is.
func SoundKey(key string) string {
	return sounds.of(key)
}

var sounds = remembering(func(key string) string {
	if key == strings.ToUpper(key) || strings.Contains(key, entityMark) {
		return key
	}
	return name.Sound(key)
})

// firmOf are the keys of the parties that cannot be another one's town or
// official: all but places and persons of two names without a code. What has
// one name may be a country that no table knows.
func firmOf(parties []claim.Party) []string {
	var firm []claim.Party
	for _, p := range parties {
		person := p.Kind == claim.Person && strings.Contains(p.Name, " ")
		if p.Code != "" || !person && p.Kind != claim.Place {
			firm = append(firm, p)
		}
	}
	return whoOf(firm)
}

// mayReceive reports whether two reports may have one receiver, and mayGive the
// same of who gives.
func mayReceive(x, y claim.Claim) bool { return mayBeOne(x.Recipients, y.Recipients) }

func mayGive(x, y claim.Claim) bool { return mayBeOne(x.Actors, y.Actors) }

// mayBeOne reports whether two lists may be of one side: they agree, or one is
// empty, or one names a town or an official where the other names the country,
// or one the town and the other the official.
func mayBeOne(x, y []claim.Party) bool {
	if compatible(whoOf(x), whoOf(y)) {
		return true
	}
	fx, fy := firmOf(x), firmOf(y)
	if len(fx) > 0 || len(fy) > 0 {
		return len(fx) == 0 || len(fy) == 0
	}
	return x[0].Kind != y[0].Kind
}

// principals leaves out the officials and towns that reports name in place of a
// party that others name, and so joined; beside it they stay.
func principals(parties []claim.Party, reports []ledger.Report, of func(claim.Claim) []claim.Party) []claim.Party {
	if len(firmOf(parties)) == 0 {
		return parties
	}
	beside := map[string]bool{}
	for _, rep := range reports {
		named := of(rep.Claim)
		for _, p := range named {
			if len(firmOf(named)) > 0 {
				beside[ownKey(p)] = true
			}
		}
	}
	return slices.DeleteFunc(parties, func(p claim.Party) bool {
		return p.Code == "" && (p.Kind == claim.Person || p.Kind == claim.Place) && !beside[ownKey(p)]
	})
}

// ownKey is the key of any party within one entry, where "the government" is
// one.
func ownKey(p claim.Party) string { return SoundKey(cmp.Or(PartyKey(p), p.Key())) }

// identifies reports whether a name is somebody's own: it begins with a
// capital letter, or, for a group, which a sentence may begin with, a word
// after the first does.
func identifies(p claim.Party) bool {
	for n, word := range strings.Fields(p.Name) {
		if n == 0 && p.Kind == claim.Group {
			continue
		}
		if capital(word) {
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
// longest stays, of equally long ones the first by alphabet, of two
// spellings the first, and a name before a description.
func join(have, more []claim.Party) []claim.Party {
	for _, p := range more {
		i := slices.IndexFunc(have, func(h claim.Party) bool { return ownKey(h) == ownKey(p) })
		switch {
		case i < 0:
			have = append(slices.Clip(have), p)
		case p.Code == "" && (have[i].Kind == claim.Group) != (p.Kind == claim.Group): // a name says more than a description
			if have[i].Kind == claim.Group {
				have = slices.Clone(have)
				have[i] = p
			}
		case p.Code == "" && PartyKey(p) != PartyKey(have[i]): // another spelling
		case len(p.Name) > len(have[i].Name) || len(p.Name) == len(have[i].Name) && p.Name < have[i].Name:
			have = slices.Clone(have)
			have[i] = p
		}
	}
	return slices.SortedFunc(slices.Values(have), func(a, b claim.Party) int {
		return cmp.Or(cmp.Compare(ownKey(a), ownKey(b)), cmp.Compare(a.Name, b.Name))
	})
}
