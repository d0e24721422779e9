package storetest

import (
	"slices"
	"strings"
	"testing"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/resolve"
	"kiroku/resolve/view"
)

// wireText is a report long enough that its copies are known.
const wireText = `Norland will send five million dollars to Sudria, its foreign minister said in Halvik on Wednesday. ` +
	`The river Orla had flooded the valley for three days, and boats were bringing people from the roofs of their houses. ` +
	`Schools in the upper town took in families who had lost all that they owned, while bakers worked through the night. ` +
	`The harbour stays closed until divers have looked at the piers, the port captain told reporters beside the lighthouse.`

// telling is who prints what, in order of time; the agency's own report, two
// that print it, one of them with another sum, and one of its own words.
func telling(t testing.TB) []Report {
	quote := "Norland will send five million dollars to Sudria"
	pledge := func(amount string) claim.Claim { return Pledge("NOR", "SDN", amount, "USD", "2026-03-04") }
	altered := strings.Replace(wireText, "five", "nine", 1)
	return []Report{
		New(t, "Meridian Press Agency", "2026-03-04", wireText, map[string]claim.Claim{quote: pledge("5000000")}),
		New(t, "Daily", "2026-03-05", "In brief. "+wireText, map[string]claim.Claim{"Norland will send five million": pledge("5000000")}),
		New(t, "Courier", "2026-03-05", "From abroad. "+altered, map[string]claim.Claim{"Norland will send nine million": pledge("9000000")}),
		New(t, "Globe", "2026-03-05", "Halvik opened its purse today. Sudria gets five million dollars. More may follow.",
			map[string]claim.Claim{"Sudria gets five million dollars": pledge("5000000")}),
		New(t, "Evening", "2026-03-05", "HALVIK (MPA) - The kingdom sends five million dollars south. Nothing more was said.",
			map[string]claim.Claim{"sends five million dollars south": pledge("5000000")}),
	}
}

// copiedTexts checks that printed wires count once, in whatever order reports
// come, and that a changed sum is a conflict.
func copiedTexts(t *testing.T, open func(*testing.T) ledger.Store) {
	r := resolve.Rules{}
	var want []ledger.Entry
	for _, order := range [][]int{{0, 1, 2, 3, 4}, {4, 3, 2, 1, 0}, {2, 0, 4, 1, 3}} {
		s := open(t)
		reports := telling(t)
		for _, n := range order {
			if _, err := s.Add(t.Context(), reports[n].Doc, reports[n].Claims, r); err != nil {
				t.Fatal(err)
			}
		}
		entries := byID(Entries(t, s))
		if want == nil {
			want = entries
		}
		Same(t, "entries in another order", entries, want)
		i := slices.IndexFunc(entries, func(e ledger.Entry) bool { return len(e.Documents) == 4 })
		if i < 0 {
			t.Fatalf("no entry of 4 reports: %+v", entries)
		}
		if e := entries[i]; e.Origins != 2 {
			t.Errorf("%d independent origins, want the agency and the Globe", e.Origins)
		}
		copies, err := s.Copies(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		agency := reports[0].Doc.ID
		its := slices.DeleteFunc(slices.Clone(copies), func(c ledger.Copy) bool { return c.Of != agency })
		if some, err := s.Copies(t.Context(), agency); err != nil || !slices.Equal(some, its) {
			t.Errorf("of the agency's text: %v, %v; want %v", some, err, its)
		}
		for _, n := range []int{1, 2} {
			if !slices.Contains(copies, ledger.Copy{Document: reports[n].Doc.ID, Of: agency}) {
				t.Errorf("the text of %s is of the agency: %v", reports[n].Doc.Source, copies)
			}
		}
		conflicts := slices.DeleteFunc(view.Conflicts(entries, copies...), func(d view.Disagreement) bool { return d.Kind != view.Conflict })
		if len(conflicts) != 1 || !strings.Contains(conflicts[0].Why, "in a copy") {
			t.Errorf("conflicts: %+v", conflicts)
		}
		Holds(t, s, r)
		if err := s.Rebuild(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		Same(t, "entries rebuilt", byID(Entries(t, s)), want)
	}
}
