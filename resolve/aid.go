package resolve

import (
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/value"
)

// The windows in which reports of aid may tell of one thing, in days. Stages
// of one sum may lie a year apart; one stage is reported within days of the
// day it names, or within a fortnight where it names none.
const (
	aidStageDays     = 365
	aidStatedDays    = 3
	aidPublishedDays = 14
)

// Family is the history that an action belongs to. A request, a refusal and
// an end of aid are things of their own.
func Family(action string) string {
	switch action {
	case "pledge", "approve", "send", "deliver":
		return "give"
	case "offer", "accept":
		return "offer"
	case "suspend", "cancel":
		return "end"
	}
	return action
}

// stageOrder is the course of aid that is given.
var stageOrder = []string{"pledge", "approve", "send", "deliver"}

// aidKeys blocks aid by who acts and when, and by its sum, its things, or else
// that it has neither. For stages, which may lie far apart in time, only the
// same sum to the same receiver meets.
func aidKeys(rep ledger.Report) []string {
	c := rep.Claim
	act, who, when := "aid "+blockFamily(c.Action), whoOf(c.Actors), windows(rep, aidPublishedDays)
	var keys []string
	if hasSum(c) {
		d, _ := happened(rep)
		keys = cross(act, who, sumBlocks(*c.Money, d.From), when)
		if slices.Contains(stageOrder, c.Action) {
			keys = append(keys, cross("stage", who, whoOf(c.Recipients), []string{sumKey(c.Money)}, windows(rep, aidStageDays))...)
		}
	}
	if distinctive(c.Money) && Family(c.Action) == "give" {
		keys = append(keys, cross("told", []string{sumKey(c.Money)}, windows(rep, relationDays))...)
	}
	var things []string
	for _, it := range c.Items {
		things = append(things, "item "+itemHead(it))
	}
	if len(keys) == 0 && len(things) == 0 {
		return cross(act+" neither", who, dayKeys(rep))
	}
	goods := countedGoods(c)
	keys = append(keys, cross("goods", goods, windows(rep, aidStatedDays))...)
	if slices.Contains(stageOrder, c.Action) {
		keys = append(keys, cross("stage of goods", who, goods, windows(rep, aidStageDays))...)
	}
	return append(keys, cross(act, who, things, when)...)
}

// maxChoices bounds the parties, things and blocks of one report that count,
// which a hostile text could name by the thousand.
const maxChoices = 16

// cross joins a prefix with every choice of one string from each list, as far
// as maxKeys.
func cross(prefix string, lists ...[]string) []string {
	keys := []string{prefix}
	for _, list := range lists {
		var longer []string
		for _, k := range keys[:min(len(keys), maxKeys)] {
			for _, s := range list[:min(len(list), maxChoices)] {
				longer = append(longer, k+"|"+s)
			}
		}
		keys = longer
	}
	return keys
}

// blockFamily is family, but that what is offered meets what is given: a
// promise is told as an offer later.
func blockFamily(action string) string {
	if f := Family(action); f != "offer" {
		return f
	}
	return "give"
}

// distinctive reports whether a sum has digits enough to be one's own: 48.6
// million, not 50.
func distinctive(m *value.Money) bool {
	return m != nil && m.Amount.Known() && !m.AmountTo.Known() && figures(m.Amount) >= 3
}

func sameAid(a, b ledger.Report) string {
	x, y := a.Claim, b.Claim
	switch {
	case Family(x.Action) != Family(y.Action):
		return offered(a, b)
	case giverUntold(x, y) && toldAgain(a, b) || giverUntold(y, x) && toldAgain(b, a):
		return "aid.restated"
	case sameGoods(a, b):
		return "aid.same-goods"
	}
	if !agree(whoOf(x.Actors), whoOf(y.Actors)) ||
		!mayReceive(x, y) || !sameClass(x, y) {
		return ""
	}
	moneyX, moneyY := hasSum(x), hasSum(y)
	switch {
	case moneyX && moneyY:
		return sameMoneyAid(a, b)
	case len(x.Items) > 0 && len(y.Items) > 0:
		switch {
		case !sharesItem(x.Items, y.Items):
		case near(a, b, aidStatedDays, aidPublishedDays):
			return "aid.same-items"
		case !moneyX && !moneyY && sharesCounted(x.Items, y.Items) && inOrder(a, b):
			return "aid.stage"
		}
	case !moneyX && !moneyY && len(x.Items) == 0 && len(y.Items) == 0:
		if x.Action == y.Action && agree(whoOf(x.Recipients), whoOf(y.Recipients)) && oneDay(a, b) {
			return "aid.same-act"
		}
	}
	return ""
}

// offered joins an offer to the promise of the very same sum, or number of the
// same things, by and to the same.
func offered(a, b ledger.Report) string {
	x, y := a.Claim, b.Claim
	if blockFamily(x.Action) != blockFamily(y.Action) || !agree(whoOf(x.Actors), whoOf(y.Actors)) ||
		!agree(whoOf(x.Recipients), whoOf(y.Recipients)) || !sameClass(x, y) || !near(a, b, aidStatedDays, aidPublishedDays) {
		return ""
	}
	if hasSum(x) && hasSum(y) && sumKey(x.Money) == sumKey(y.Money) && TotalBasis(x) == "" || sharesCounted(x.Items, y.Items) {
		return "aid.offered"
	}
	return ""
}

// sameGoods joins reports that count two things or more alike within days of
// each other, though one names an official where the other names who gives:
// 1,800 tents and one field hospital are hardly brought twice.
func sameGoods(a, b ledger.Report) bool {
	x, y := a.Claim, b.Claim
	shared := 0
	for _, k := range countedGoods(x) {
		if slices.Contains(countedGoods(y), k) {
			shared++
		}
	}
	return shared >= 2 && !hasSum(x) && !hasSum(y) && compatible(firmOf(x.Actors), firmOf(y.Actors)) && mayReceive(x, y) && sameClass(x, y) && near(a, b, aidStatedDays, aidStatedDays)
}

// countedGoods are the things that a claim counts, with their number.
func countedGoods(c claim.Claim) []string {
	var list []string
	for _, it := range c.Items[:min(len(c.Items), maxChoices)] {
		if it.Count.Known() {
			list = append(list, itemHead(it)+" "+it.Count.String())
		}
	}
	return list
}

// sharesCounted reports whether the lists count a thing in common, alike.
func sharesCounted(a, b []claim.Item) bool {
	for _, x := range a[:min(len(a), maxChoices)] {
		for _, y := range b[:min(len(b), maxChoices)] {
			if x.Count.Known() && y.Count.Known() && x.Count.Equal(y.Count) && itemHead(x) == itemHead(y) {
				return true
			}
		}
	}
	return false
}

// giverUntold reports whether x tells again, without saying whose it is or by
// an official's name alone, the distinctive sum that y is of: "the $48.6
// million package announced in March".
func giverUntold(x, y claim.Claim) bool {
	return distinctive(x.Money) && hasSum(y) && x.Money.Basis == value.Restated && len(firmOf(x.Actors)) == 0 && oneSum(*x.Money, *y.Money) &&
		TotalBasis(y) == "" && mayReceive(x, y)
}

func hasSum(c claim.Claim) bool { return c.Money != nil && c.Money.Amount.Known() }

// sameClass lets an unspecified class be any, and so a financial one: a report
// that gives the sum alone calls it that.
// A class is read from the words beside a sum; the very same sum of three digits
// or more says more than it.
func sameClass(x, y claim.Claim) bool {
	vague := func(c string) bool { return c == "" || c == "unspecified" || c == "financial" }
	return x.Category == y.Category || vague(x.Category) || vague(y.Category) ||
		distinctive(x.Money) && distinctive(y.Money) && oneSum(*x.Money, *y.Money) && agree(whoOf(x.Recipients), whoOf(y.Recipients))
}

// sameMoneyAid compares sums. A running total is never the sum of one pledge.
func sameMoneyAid(a, b ledger.Report) string {
	x, y := a.Claim, b.Claim
	if TotalBasis(x) != TotalBasis(y) || newAndOld(x, y) || len(x.Items) > 0 && len(y.Items) > 0 && !sharesItem(x.Items, y.Items) {
		return ""
	}
	rule := sameSum(*x.Money, *y.Money, earlier(a, b))
	switch {
	case rule == "":
		return ""
	case near(a, b, aidStatedDays, aidPublishedDays):
		return "aid." + rule
	case sumKey(x.Money) != sumKey(y.Money):
		return ""
	}
	sameReceiver := agree(whoOf(x.Recipients), whoOf(y.Recipients))
	switch {
	case (toldAgain(a, b) || toldAgain(b, a)) && (sameReceiver || distinctive(x.Money)):
		return "aid.restated"
	case inOrder(a, b) && sameReceiver:
		return "aid.stage"
	}
	return ""
}

// newAndOld reports whether one sum is new money and the other was told before:
// "another $5 million, on top of the $5 million".
func newAndOld(x, y claim.Claim) bool {
	if !hasSum(x) || !hasSum(y) {
		return false
	}
	fresh := func(c claim.Claim) bool { return c.Money.Basis == value.New || c.Standing == "more" }
	return fresh(x) && y.Money.Basis == value.Restated || fresh(y) && x.Money.Basis == value.Restated
}

// toldAgain reports whether a tells again the sum that b told within the year
// before.
func toldAgain(a, b ledger.Report) bool {
	return a.Claim.Money.Basis == value.Restated && precedes(b, a)
}

// TotalBasis is the kind of basis by which a sum may not be taken for new money.
func TotalBasis(c claim.Claim) value.Basis {
	switch c.Money.Basis {
	case value.Cumulative, value.Remaining:
		return c.Money.Basis
	}
	return ""
}

// inOrder reports whether two stages come in their course, within a year: what
// is pledged first is delivered later.
func inOrder(a, b ledger.Report) bool {
	i, j := slices.Index(stageOrder, a.Claim.Action), slices.Index(stageOrder, b.Claim.Action)
	if i < 0 || j < 0 || i == j {
		return false
	}
	if i > j {
		a, b = b, a
	}
	da, _ := happened(a)
	db, _ := happened(b)
	n, ok := Gap(da, db)
	return ok && n <= aidStageDays && (n == 0 || da.To.Cmp(db.From) < 0)
}

// sharesItem reports whether the lists name a thing in common, and in the same
// number where both count it.
func sharesItem(a, b []claim.Item) bool {
	for _, x := range a[:min(len(a), maxChoices)] {
		for _, y := range b[:min(len(b), maxChoices)] {
			if itemHead(x) == itemHead(y) && (x.Count.Equal(y.Count) || !x.Count.Known() || !y.Count.Known()) {
				return true
			}
		}
	}
	return false
}

// itemHead is the noun that says what a thing is, in the singular as far as
// its last letter shows: "bulletproof vests" is "vest".
func itemHead(it claim.Item) string {
	name := claim.FoldName(it.Name)
	if i := strings.Index(name, " of "); i > 0 {
		name = name[:i]
	}
	if i := strings.LastIndex(name, " "); i >= 0 {
		name = name[i+1:]
	}
	if len(name) > 3 && !strings.HasSuffix(name, "ss") {
		name = strings.TrimSuffix(name, "s")
	}
	return name
}
