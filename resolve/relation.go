package resolve

import (
	"slices"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/value"
)

// Relations tie entries that are not one thing but share money: a part and its
// package, a raise and what it started from, what is paid out of a promise, a
// running total and what it holds. They are found between claims, so that they
// stay with the claims when entries are joined and parted: a claim says how
// its sum stands to another (its Standing and Beside), and the claim of that
// other sum is looked for, in its own document first, and in others of the
// year before.

// relationDays is how long before a part, a raise or a payment the promise was
// made.
const relationDays = 400

// RelationKeys: what gives a sum stands in blocks by its giver and its sum,
// and in its document's; a claim whose sum stands to another seeks that other.
func (Rules) RelationKeys(rep ledger.Report) (in, seek []string) {
	c := rep.Claim
	if c.Type != claim.Aid || Family(c.Action) != "give" || c.Polarity == claim.Negated {
		return nil, nil
	}
	doc := "document " + c.Document
	when := windows(rep, relationDays)
	if hasSum(c) && TotalBasis(c) == "" {
		in = append(sumsOf(*c.Money, doc, whoOf(c.Actors), when), "gives|"+doc)
	}
	if c.Beside != nil && c.Beside.Amount.Known() {
		seek = append(seek, sumsOf(*c.Beside, doc, whoOf(c.Actors), when)...)
	}
	if hasSum(c) && TotalBasis(c) == value.Cumulative {
		seek = append(seek, "gives|"+doc)
	}
	goodsIn, goodsSeek := goodsKeys(rep)
	return clip(append(in, goodsIn...)), clip(append(seek, goodsSeek...))
}

// sumsOf names the blocks of one sum: within the document, and by each giver
// in the year.
func sumsOf(m value.Money, doc string, givers, when []string) []string {
	var keys []string
	for _, c := range currencies(m) {
		sum := c + " " + m.Amount.String()
		keys = append(keys, "sum|"+doc+"|"+sum)
		if c == m.Currency {
			keys = append(keys, cross("sum", givers, []string{sum}, when)...)
		}
	}
	return keys
}

// goodsKeys: counted goods that are promised stand in a block by giver,
// receiver and thing, and what is brought seeks it.
func goodsKeys(rep ledger.Report) (in, seek []string) {
	c := rep.Claim
	var things []string
	for _, it := range c.Items {
		if it.Count.Known() {
			things = append(things, itemHead(it))
		}
	}
	who, when := whoOf(c.Actors), windows(rep, relationDays)
	keys := cross("goods", who, firmOf(c.Recipients), things, when)
	// What is brought may name a town or nobody where the promise names the country.
	keys = append(keys, cross("goods", who, []string{"untold"}, things, when)...)
	if brings(c) {
		return nil, keys
	}
	return keys, nil
}

func brings(c claim.Claim) bool { return c.Action == "send" || c.Action == "deliver" }

func clip(keys []string) []string {
	slices.Sort(keys)
	keys = slices.Compact(keys)
	return keys[:min(len(keys), maxKeys)]
}

// Related names how claim a stands to claim b.
func (Rules) Related(a, b ledger.Report) (ledger.RelationKind, string) {
	x, y := a.Claim, b.Claim
	if x.ID == y.ID || x.Type != claim.Aid || y.Type != claim.Aid || Family(x.Action) != "give" || Family(y.Action) != "give" ||
		x.Polarity == claim.Negated || y.Polarity == claim.Negated || !mayShare(x, y) {
		return "", ""
	}
	if x.Document != y.Document && !precedes(b, a) {
		return "", ""
	}
	switch {
	case hasSum(x) && TotalBasis(x) == value.Cumulative:
		if x.Document == y.Document && hasSum(y) && TotalBasis(y) == "" && !larger(*y.Money, *x.Money) {
			return ledger.Sums, "relation.running-total"
		}
	case x.Standing != "":
		return standing(x, y)
	case brings(x) && !brings(y) && !hasSum(x):
		if someOf(x.Items, y.Items) {
			return ledger.DrawsOn, "relation.goods-of-promise"
		}
	}
	return "", ""
}

// mayShare reports whether two claims may be of one giver and receiver. Within
// a document either may leave them out, and a part may go to somebody else than
// its whole ("of this, $5 million will go to the Red Cross"); across documents
// the giver is told.
func mayShare(x, y claim.Claim) bool {
	if x.Document == y.Document {
		return compatible(whoOf(x.Actors), whoOf(y.Actors)) && (x.Standing == "part" || mayReceive(x, y))
	}
	return agree(whoOf(x.Actors), whoOf(y.Actors)) && mayReceive(x, y)
}

// precedes reports whether a may be what b looks back to.
func precedes(a, b ledger.Report) bool {
	da, _ := happened(a)
	db, _ := happened(b)
	n, ok := Gap(da, db)
	return ok && n <= relationDays && (n == 0 || da.To.Cmp(db.From) <= 0)
}

// standing relates a claim whose sum stands to another to a claim of that
// other sum. A part is less than its whole, and a raise more than what it
// started from.
func standing(x, y claim.Claim) (ledger.RelationKind, string) {
	if x.Beside == nil || !hasSum(x) && x.Standing != "part" || !hasSum(y) || TotalBasis(y) != "" || !oneSum(*x.Beside, *y.Money) {
		return "", ""
	}
	switch x.Standing {
	case "part":
		switch {
		case hasSum(x) && !larger(*y.Money, *x.Money):
			return "", ""
		case brings(x) && !brings(y):
			return ledger.DrawsOn, "relation.draw-down"
		}
		return ledger.PartOf, "relation.part"
	case "raise":
		if larger(*x.Money, *y.Money) {
			return ledger.Raises, "relation.raise"
		}
	case "more":
		if x.ID != y.ID {
			return ledger.AddsTo, "relation.on-top"
		}
	}
	return "", ""
}

// oneSum reports whether two sums are equal in a currency that both may be in.
func oneSum(a, b value.Money) bool {
	for _, c := range currencies(a) {
		if slices.Contains(currencies(b), c) && a.Amount.Equal(b.Amount) {
			return true
		}
	}
	return false
}

// larger reports whether one sum is larger than another in a currency that both
// may be in; of two currencies it cannot tell, and says no.
func larger(a, b value.Money) bool {
	return a.Amount.Cmp(b.Amount) > 0 && slices.ContainsFunc(currencies(a), func(c string) bool { return slices.Contains(currencies(b), c) })
}

// someOf reports whether all that is counted in one list is also in the other,
// in a larger number for one thing at least: it is then a part.
func someOf(part, whole []claim.Item) bool {
	fewer := false
	for _, p := range part[:min(len(part), maxChoices)] {
		if !p.Count.Known() {
			continue
		}
		i := slices.IndexFunc(whole, func(w claim.Item) bool { return w.Count.Known() && itemHead(w) == itemHead(p) })
		if i < 0 || p.Count.Cmp(whole[i].Count) > 0 {
			return false
		}
		fewer = fewer || p.Count.Cmp(whole[i].Count) < 0
	}
	return fewer
}

// Relate gives an entry its relations. Aid that is held by other aid which
// counts itself does not count again.
func (Rules) Relate(e ledger.Entry, relations []ledger.Relation, others []ledger.Entry) ledger.Entry {
	e.Relations = relations
	e.Counted = counted(e)
	for i, rel := range relations {
		if rel.Kind.Held() && counted(others[i]) {
			e.Counted = false
		}
	}
	return e
}

// relateAll finds the relations of entries held in memory, as a store does
// one by one.
func relateAll(r ledger.Resolver, reports []ledger.Report, list []ledger.Entry) {
	entryOf := map[string]int{}
	for i, e := range list {
		for _, id := range e.Claims {
			entryOf[id] = i
		}
	}
	found := map[int][]ledger.Relation{}
	relate := func(a, b ledger.Report) {
		i, j := entryOf[a.Claim.ID], entryOf[b.Claim.ID]
		kind, rule := r.Related(a, b)
		if kind == "" || i == j {
			return
		}
		found[i] = append(found[i], ledger.Relation{Kind: kind, Entry: list[j].ID, Rule: rule})
		found[j] = append(found[j], ledger.Relation{Kind: kind.Inverse(), Entry: list[i].ID, Rule: rule})
	}
	for _, pair := range relationPairs(r, reports) {
		relate(reports[pair[0]], reports[pair[1]])
		relate(reports[pair[1]], reports[pair[0]])
	}
	byID := map[string]ledger.Entry{}
	for _, e := range list {
		byID[e.ID] = e
	}
	for i, rels := range found {
		rels = ledger.SortRelations(rels)
		others := make([]ledger.Entry, len(rels))
		for n, rel := range rels {
			others[n] = byID[rel.Entry]
		}
		list[i] = r.Relate(list[i], rels, others)
	}
}

// relationPairs are the pairs of which one seeks a block that the other stands
// in, each once. Of one document the first claims of a block stand in it, as
// many as [ledger.MaxBlockPerDocument].
func relationPairs(r ledger.Resolver, reports []ledger.Report) [][2]int {
	type own struct {
		key, document string
		seeks         bool
	}
	full := map[own]int{}
	standing, seeking := map[string][]int{}, map[string][]int{}
	enter := func(in map[string][]int, seeks bool, key string, i int) {
		o := own{key, reports[i].Claim.Document, seeks}
		if full[o]++; full[o] <= ledger.MaxBlockPerDocument {
			in[key] = append(in[key], i)
		}
	}
	for i, rep := range reports {
		in, seek := r.RelationKeys(rep)
		for _, k := range in {
			enter(standing, false, k, i)
		}
		for _, k := range seek {
			enter(seeking, true, k, i)
		}
	}
	seen := map[[2]int]bool{}
	var pairs [][2]int
	for _, k := range sortedNames(seeking) {
		for _, i := range seeking[k] {
			for _, j := range standing[k] {
				p := [2]int{min(i, j), max(i, j)}
				if i != j && !seen[p] {
					seen[p] = true
					pairs = append(pairs, p)
				}
			}
		}
	}
	return pairs
}

func sortedNames[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
