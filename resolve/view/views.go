package view

import (
	"slices"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/resolve"
)

// Timeline orders entries by the time of what they tell, those without a date
// last.
func Timeline(list []ledger.Entry) []ledger.Entry {
	return slices.SortedFunc(slices.Values(list), byDate)
}

// Profile is what entries say of one party, each list in order of time.
type Profile struct {
	Gives      []ledger.Entry `json:"gives,omitempty"`
	Refuses    []ledger.Entry `json:"refuses,omitempty"` // aid it denies, declines or ends
	Receives   []ledger.Entry `json:"receives,omitempty"`
	Sanctions  []ledger.Entry `json:"sanctions,omitempty"`
	Sanctioned []ledger.Entry `json:"sanctioned,omitempty"`
	Suffers    []ledger.Entry `json:"suffers,omitempty"` // figures of harm where the party is, or whom they hit
	Acts       []ledger.Entry `json:"acts,omitempty"`    // events, and what it asks for
	Says       []ledger.Entry `json:"says,omitempty"`
	Reversals  []Disagreement `json:"reversals,omitempty"`
}

// ProfileOf gathers what entries say of the party with that key: a code, or a
// folded name (see [claim.Party.Key]).
func ProfileOf(list []ledger.Entry, key string) Profile {
	return profile(list, func(parties []claim.Party) bool { return slices.Contains(resolve.KeysOf(parties), key) },
		func(e ledger.Entry) bool { return e.Where.Code == key || resolve.Area(e) == claim.FoldName(key) })
}

// ProfileOfEntity gathers what entries say of an entity under any of its
// names. A country or organization is whoever acts under its code.
func ProfileOfEntity(list []ledger.Entry, entity ledger.Entity) Profile {
	if entity.Code != "" && entity.Kind != claim.Person && entity.Kind != claim.Place {
		return ProfileOf(list, entity.Code)
	}
	names, areas, sounds := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, n := range entity.Names {
		names[n.ID] = true
		areas[claim.FoldName(n.Text)] = true
		sounds[resolve.SoundKey(claim.FoldName(n.Text))] = true
	}
	return profile(list, func(parties []claim.Party) bool {
		return slices.ContainsFunc(parties, func(p claim.Party) bool {
			return names[ledger.NameID(p)] || p.Code == "" && sounds[resolve.SoundKey(resolve.PartyKey(p))] // its government acts for it
		})
	}, func(e ledger.Entry) bool { return areas[resolve.Area(e)] })
}

// profile sorts entries by what the party is in them.
func profile(list []ledger.Entry, among func([]claim.Party) bool, in func(ledger.Entry) bool) Profile {
	var p Profile
	var own []ledger.Entry
	for _, e := range Timeline(list) {
		acts, hit := among(e.Actors), among(e.Recipients)
		var to *[]ledger.Entry
		switch e.Type {
		case claim.Aid:
			to = either(acts, [...]*[]ledger.Entry{&p.Refuses, &p.Acts, &p.Gives}[stand(e)+1], hit && stand(e) > 0, &p.Receives)
		case claim.Sanction:
			to = either(acts, &p.Sanctions, hit, &p.Sanctioned)
		case claim.Impact:
			to = either(hit || in(e), &p.Suffers, false, nil)
		case claim.Event:
			to = either(acts || hit, &p.Acts, false, nil)
		case claim.Statement:
			to = either(acts, &p.Says, false, nil)
		}
		if to != nil {
			*to = append(*to, e)
			if acts {
				own = append(own, e)
			}
		}
	}
	p.Reversals = slices.DeleteFunc(Conflicts(own), func(d Disagreement) bool { return d.Kind != Reversal })
	return p
}

func either(a bool, first *[]ledger.Entry, b bool, second *[]ledger.Entry) *[]ledger.Entry {
	switch {
	case a:
		return first
	case b:
		return second
	}
	return nil
}

// Comparison is how two documents tell of things.
type Comparison struct {
	Both     []ledger.Entry `json:"both,omitempty"`
	OnlyA    []ledger.Entry `json:"only_a,omitempty"`
	OnlyB    []ledger.Entry `json:"only_b,omitempty"`
	Disagree []Disagreement `json:"disagree,omitempty"` // between an entry of each
}

// Compare sorts the entries that either of two documents reports.
func Compare(list []ledger.Entry, a, b string, copies ...ledger.Copy) Comparison {
	var c Comparison
	var mine []ledger.Entry
	in := map[string][2]bool{}
	for _, e := range Timeline(list) {
		inA, inB := slices.Contains(e.Documents, a), slices.Contains(e.Documents, b)
		switch {
		case inA && inB:
			c.Both = append(c.Both, e)
		case inA:
			c.OnlyA = append(c.OnlyA, e)
		case inB:
			c.OnlyB = append(c.OnlyB, e)
		default:
			continue
		}
		mine = append(mine, e)
		in[e.ID] = [2]bool{inA, inB}
	}
	for _, d := range Conflicts(mine, copies...) {
		var both [2]bool
		for _, id := range d.Entries {
			both[0] = both[0] || in[id][0]
			both[1] = both[1] || in[id][1]
		}
		if both[0] && both[1] {
			c.Disagree = append(c.Disagree, d)
		}
	}
	return c
}
