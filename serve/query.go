package serve

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/value"
)

// query is what a reader asks of the ledger, as its address says it.
type query struct {
	Types     []claim.Type
	Party     string
	Actor     string
	Recipient string
	Category  string
	Action    string
	Since     string
	Until     string
	Min, Max  string
	Currency  string
	Status    string // "open", "accepted", "rejected", "edited"
	Text      string
	Sort      string // see orders
	Page      int    // from 1

	In    string // currency of totals
	Rates string // day of the rates of totals; "" is each entry's own

	period   value.Date
	min, max value.Number
	rateDay  value.Day
	types    map[claim.Type]bool
	words    []string
}

// maxParam bounds what a reader may write in one field.
const maxParam = 200

// parseQuery reads an address's fields. What cannot be read is Invalid.
func parseQuery(v url.Values) (q query, err error) {
	for name, values := range v {
		for _, s := range values {
			if len(s) > maxParam {
				return q, ledger.Errorf(ledger.Invalid, "%s is longer than %d characters.", name, maxParam)
			}
		}
	}
	one := func(name string) string { return strings.TrimSpace(v.Get(name)) }
	q = query{Party: one("party"), Actor: one("actor"), Recipient: one("recipient"), Category: one("category"), Action: one("action"),
		Since: one("since"), Until: one("until"), Min: one("min"), Max: one("max"), Currency: strings.ToUpper(one("currency")),
		Status: one("status"), Text: one("q"), Sort: one("sort"), In: strings.ToUpper(cmp.Or(one("in"), "USD")), Rates: one("rates")}
	for _, t := range v["type"] {
		if t == "" {
			continue
		}
		if !slices.Contains(claim.Types, claim.Type(t)) {
			return q, ledger.Errorf(ledger.Invalid, "There is no type %q; types are %v.", t, claim.Types)
		}
		q.Types = append(q.Types, claim.Type(t))
	}
	if len(q.Types) > 0 {
		q.types = map[claim.Type]bool{}
		for _, t := range q.Types {
			q.types[t] = true
		}
	}
	if q.period, err = periodOf(q.Since, q.Until); err != nil {
		return q, err
	}
	if q.min, err = amountOf(q.Min); err != nil {
		return q, err
	}
	if q.max, err = amountOf(q.Max); err != nil {
		return q, err
	}
	if q.rateDay, err = value.ParseDay(q.Rates); err != nil {
		return q, ledger.Errorf(ledger.Invalid, "Rates are of a day like 2024-03-14, not %q.", q.Rates)
	}
	if _, ok := orders[strings.TrimPrefix(q.Sort, "-")]; q.Sort != "" && !ok {
		return q, ledger.Errorf(ledger.Invalid, "There is no order %q.", q.Sort)
	}
	q.Page = 1
	if p := one("page"); p != "" {
		if q.Page, err = strconv.Atoi(p); err != nil || q.Page < 1 {
			return q, ledger.Errorf(ledger.Invalid, "There is no page %q.", p)
		}
	}
	q.words = strings.Fields(claim.FoldName(q.Text))
	return q, nil
}

func periodOf(since, until string) (d value.Date, err error) {
	for _, end := range []struct {
		typed string
		set   func(value.Date)
	}{{since, func(p value.Date) { d.From = p.From }}, {until, func(p value.Date) { d.To = p.To }}} {
		p, err := value.ParseDate(end.typed)
		if err != nil {
			return d, ledger.Errorf(ledger.Invalid, "%q is not a day, a month or a year like 2024-03-14, 2024-03 or 2024.", end.typed)
		}
		end.set(p)
	}
	if !d.From.IsZero() && !d.To.IsZero() && d.To.Cmp(d.From) < 0 {
		return d, ledger.Errorf(ledger.Invalid, "The period ends (%s) before it begins (%s).", until, since)
	}
	return d, nil
}

func amountOf(typed string) (value.Number, error) {
	n, err := value.ParseNumber(strings.NewReplacer(",", "", "_", "", " ", "").Replace(typed))
	if err != nil {
		return n, ledger.Errorf(ledger.Invalid, "%q is not a number like 20000000.", typed)
	}
	return n, nil
}

// values is the query as an address says it, without what is not set.
func (q query) values() url.Values {
	v := url.Values{}
	for _, t := range q.Types {
		v.Add("type", string(t))
	}
	for name, s := range map[string]string{"party": q.Party, "actor": q.Actor, "recipient": q.Recipient, "category": q.Category, "action": q.Action,
		"since": q.Since, "until": q.Until, "min": q.Min, "max": q.Max, "currency": q.Currency, "status": q.Status, "q": q.Text, "sort": q.Sort,
		"rates": q.Rates} {
		if s != "" {
			v.Set(name, s)
		}
	}
	if q.In != "USD" {
		v.Set("in", q.In)
	}
	if q.Page > 1 {
		v.Set("page", strconv.Itoa(q.Page))
	}
	return v
}

// Encode is the query as the part of an address after "?".
func (q query) Encode() string { return q.values().Encode() }

// At is the address of another page of the same answer.
func (q query) At(page int) string {
	q.Page = page
	return "/ledger?" + q.Encode()
}

// By is the address of the same answer in another order; asked for again, the
// order is turned round.
func (q query) By(order string) string {
	q.Page = 1
	if q.Sort == order || q.Sort == "" && order == defaultOrder {
		order = "-" + order
	}
	q.Sort = order
	if q.Sort == defaultOrder {
		q.Sort = ""
	}
	return "/ledger?" + q.Encode()
}

// Order is the aria-sort of a column.
func (q query) Order(order string) string {
	switch cmp.Or(q.Sort, defaultOrder) {
	case order:
		return "ascending"
	case "-" + order:
		return "descending"
	}
	return "none"
}

// Narrow reports whether anything is filtered.
func (q query) Narrow() bool {
	q.Sort, q.In, q.Rates, q.Page = "", "USD", "", 1
	return len(q.values()) > 0
}

// HasType reports whether the query names that type.
func (q query) HasType(t claim.Type) bool { return q.types[t] }

// rows are those that pass every filter, in the order asked for.
func (q query) rows(snap *snapshot) []*row {
	m := q.matcher()
	var list []*row
	for _, r := range snap.ordered(cmp.Or(q.Sort, defaultOrder)) {
		if m(r) {
			list = append(list, r)
		}
	}
	return list
}

// matcher is the query as a test of one row.
func (q query) matcher() func(r *row) bool {
	party, actor, recipient := partyTest(q.Party), partyTest(q.Actor), partyTest(q.Recipient)
	first, last := q.period.From.String(), q.period.To.String()
	return func(r *row) bool {
		switch {
		case q.types != nil && !q.types[r.Type],
			q.Category != "" && r.Category != q.Category,
			q.Action != "" && r.Action != q.Action && !strings.HasPrefix(r.Action, q.Action+" "),
			q.Currency != "" && (r.Money == nil || r.Money.Currency != q.Currency),
			!party(r.parties), !actor(r.actors), !recipient(r.recipients),
			!q.status(r),
			!r.during(first, last),
			!q.amounts(r):
			return false
		}
		for _, w := range q.words {
			if !strings.Contains(r.words, " "+w) && !strings.Contains(r.parties, " "+w) {
				return false
			}
		}
		return true
	}
}

// partyTest asks for a party by its code, or by words that its name holds side
// by side: "us" is in "US Army", not in "Russia".
func partyTest(who string) func(string) bool {
	if who == "" {
		return func(string) bool { return true }
	}
	code, words := "\x00"+strings.ToUpper(who)+"\x00", claim.FoldName(who)
	return func(parties string) bool {
		return strings.Contains(parties, code) || words != "" && strings.Contains(parties, " "+words)
	}
}

func (q query) status(r *row) bool {
	switch q.Status {
	case "":
		return true
	case "open":
		return r.Status == "" && len(r.Edited) == 0
	case "edited":
		return len(r.Edited) > 0
	}
	return r.Status == q.Status
}

// during reports whether the entry's date shares a day with the period.
func (r *row) during(first, last string) bool {
	if first == "" && last == "" {
		return true
	}
	d := r.Dated()
	if d.IsZero() {
		return false
	}
	return (last == "" || r.from <= last) && (first == "" || d.To.IsZero() || d.To.String() >= first)
}

func (q query) amounts(r *row) bool {
	if !q.min.Known() && !q.max.Known() {
		return true
	}
	if r.Money == nil || !r.Money.Amount.Known() {
		return false
	}
	high := r.Money.Amount
	if r.Money.AmountTo.Known() {
		high = r.Money.AmountTo
	}
	return (!q.min.Known() || high.Cmp(q.min) >= 0) && (!q.max.Known() || r.Money.Amount.Cmp(q.max) <= 0)
}

// defaultOrder is the newest first.
const defaultOrder = "-when"

// orders are the columns that a listing may be sorted by.
var orders = map[string]func(a, b *row) int{
	"when": func(a, b *row) int { return cmp.Compare(a.from, b.from) },
	"type": func(a, b *row) int {
		return cmp.Compare(slices.Index(claim.Types, a.Type), slices.Index(claim.Types, b.Type))
	},
	"who":    func(a, b *row) int { return cmp.Compare(a.parties, b.parties) },
	"amount": compareAmounts,
	"reports": func(a, b *row) int {
		return cmp.Or(cmp.Compare(a.Origins, b.Origins), cmp.Compare(a.Reports, b.Reports))
	},
	"confidence": func(a, b *row) int { return cmp.Compare(a.Confidence, b.Confidence) },
}

// compareAmounts orders sums within a currency, currencies by name, and what
// has no sum below all that have one.
func compareAmounts(a, b *row) int {
	currency := func(r *row) string {
		if r.Money == nil || !r.Money.Amount.Known() {
			return ""
		}
		return r.Money.Currency
	}
	return cmp.Or(cmp.Compare(currency(a), currency(b)), cmp.Compare(a.sum, b.sum))
}

// ordered is every row in an order of orders, or with "-" in front turned
// round. An order is made once, so that listing costs no sorting.
func (snap *snapshot) ordered(order string) []*row {
	if list, ok := snap.derived.orders.Load(order); ok {
		return list.([]*row)
	}
	name, down := strings.CutPrefix(order, "-")
	list, compare := snap.all(), orders[name]
	slices.SortStableFunc(list, func(a, b *row) int {
		n := compare(a, b)
		if down {
			n = -n
		}
		if undated := cmp.Compare(btoi(a.from == ""), btoi(b.from == "")); undated != 0 && name == "when" {
			return undated // whichever way round
		}
		return cmp.Or(n, cmp.Compare(b.from, a.from), cmp.Compare(a.ID, b.ID))
	})
	snap.derived.orders.Store(order, list)
	return list
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Said puts the filters into words, for headings and saved views.
func (q query) Said() string {
	var parts []string
	add := func(format, s string) {
		if s != "" {
			parts = append(parts, fmt.Sprintf(format, s))
		}
	}
	var types []string
	for _, t := range q.Types {
		types = append(types, string(t))
	}
	add("%s", strings.Join(types, " or "))
	add("%s", q.Category)
	add("%s", strings.ReplaceAll(q.Action, "_", " "))
	add("with %s", q.Party)
	add("by %s", q.Actor)
	add("to %s", q.Recipient)
	add("since %s", q.Since)
	add("until %s", q.Until)
	add("from %s", q.Min)
	add("up to %s", q.Max)
	add("in %s", q.Currency)
	add("%s", q.Status)
	add("“%s”", q.Text)
	return strings.Join(parts, ", ")
}
