package ledger

import (
	"cmp"
	"slices"
)

// Relation says how an entry stands to another one that is not the same thing:
// a part of it, more of it, what fulfils it. Each is kept with both entries,
// either way round.
type Relation struct {
	Kind  RelationKind `json:"kind"`
	Entry string       `json:"entry"` // id of the other
	Rule  string       `json:"rule"`  // "relation.including"
}

// RelationKind is how an entry stands to another one, read from the entry that
// has the relation: "part_of" is with the part.
type RelationKind string

// The kinds of relations, each with the way it reads from the other side.
const (
	PartOf RelationKind = "part_of" // its money or things are some of the other's
	Whole  RelationKind = "whole"   // the other is a part of it

	Raises   RelationKind = "raises"    // brings what the other gave to a new sum, which holds the old one
	RaisedBy RelationKind = "raised_by" // the other brought it to a new sum

	DrawsOn RelationKind = "draws_on" // is paid, sent or bought out of what the other promised
	DrawnBy RelationKind = "drawn_by" // the other takes from what this promised

	Sums   RelationKind = "sums"    // a running total that holds the other
	SumsIn RelationKind = "sums_in" // is in the other's running total

	AddsTo  RelationKind = "adds_to"  // more, on top of the other: new money
	AddedTo RelationKind = "added_to" // the other came on top of it

	Follows  RelationKind = "follows"  // answers, accepts, refuses or takes back the other
	Followed RelationKind = "followed" // the other answers it
)

var inverses = map[RelationKind]RelationKind{
	PartOf: Whole, Raises: RaisedBy, DrawsOn: DrawnBy, Sums: SumsIn, AddsTo: AddedTo, Follows: Followed,
}

// Inverse is the kind as it reads from the other entry, "" for no kind.
func (k RelationKind) Inverse() RelationKind {
	for there, back := range inverses {
		switch k {
		case there:
			return back
		case back:
			return there
		}
	}
	return ""
}

// Held reports whether an entry that stands so to another is counted with it:
// its money is the other's money, and a total takes in one of them.
func (k RelationKind) Held() bool { return k == PartOf || k == DrawsOn || k == RaisedBy }

// CompareRelations orders relations by kind, other entry and rule.
func CompareRelations(a, b Relation) int {
	return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Entry, b.Entry), cmp.Compare(a.Rule, b.Rule))
}

// SortRelations puts relations in order, each once.
func SortRelations(list []Relation) []Relation {
	slices.SortFunc(list, CompareRelations)
	return slices.Compact(list)
}
