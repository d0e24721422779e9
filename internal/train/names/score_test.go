package main

import (
	"os"
	"testing"

	"kiroku/lang/mention"
	"kiroku/lang/name"
)

const shared = "../../../../shared"

// TestScores holds the F1 of names on documents that were never learnt from,
// which only rises but for the chance of another training.
func TestScores(t *testing.T) {
	if _, err := os.Stat(shared + "/treebanks"); err != nil {
		t.Skipf("no data beside the checkout: %v", err)
	}
	sets, err := testSets(shared)
	if err != nil {
		t.Fatal(err)
	}
	floors := map[string]float64{"gum-dev news": 88, "gum-dev news+interview": 82, "gum-dev all": 72, "re3d fifth": 86}
	for _, set := range sets {
		r := scoreSet(set.golds, func(g *name.Gold) [][]name.Name {
			return mention.Hints(mention.Reconcile(g.Doc, g.Sents, mention.Names(g.Doc, g.Sents), name.Find(g.Doc, g.Sents, g.Hints)))
		})
		p, q := ratio(r.right[3], r.got[3]), ratio(r.right[3], r.want[3])
		f := 2 * p * q / max(1, p+q)
		t.Logf("%s: F1 %.1f of %d names", set.name, f, r.want[3])
		if f < floors[set.name] {
			t.Errorf("%s: F1 %.1f, below its floor %.1f", set.name, f, floors[set.name])
		}
	}
}
