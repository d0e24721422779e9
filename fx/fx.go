// Package fx knows dated exchange rates. In come two currencies and a day; out
// comes the rate that was fixed for it, with the day it was fixed on and by
// whom. It refuses to guess: where no rate was fixed, the rate is unknown.
//
// The rates are the European Central Bank's reference rates from 2014 on; the
// rate between two other currencies goes by way of the euro. On a day without
// a fixing (a weekend, a holiday) the last earlier one holds, up to
// [maxAge] days; a currency that the bank stopped fixing has no rate after
// that. The hryvnia, which the bank never fixed, has a rate while its own
// central bank tied it to the dollar.
package fx

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"kiroku/value"
)

// ECB and NBU name the sources of rates.
const (
	ECB = "European Central Bank reference rate"
	NBU = "National Bank of Ukraine fixed rate"
)

// maxAge is how many days a fixing holds. The longest that the bank pauses is
// over Easter and at the end of the year, five days.
const maxAge = 7

//go:embed data/ecb.csv.gz
var ecbTable []byte

// The hryvnia was tied to the dollar at this rate on these days
// (National Bank of Ukraine, decisions of 21 July 2022 and 2 October 2023).
var (
	hryvniaRate  = value.MustNumber("36.5686")
	hryvniaFirst = value.NewDay(2022, 7, 21)
	hryvniaLast  = value.NewDay(2023, 10, 2)
)

// Rate is how much of To one unit of From was worth.
type Rate struct {
	From, To string
	Value    value.Number
	Date     value.Day // it was fixed on, at most maxAge days before the day asked for
	Source   string
}

// String is "1 USD = 0.8929 EUR (European Central Bank reference rate, 2022-02-28)".
func (r Rate) String() string {
	return fmt.Sprintf("1 %s = %s %s (%s, %s)", r.From, r.Value.Round(6), r.To, r.Source, r.Date)
}

// On is the rate between two currencies (ISO 4217) on a day; false where it
// is unknown. A currency is worth one of itself on any day.
func On(from, to string, day value.Day) (Rate, bool) {
	r := Rate{From: from, To: to, Date: day, Source: "same currency"}
	if from == to && from != "" {
		r.Value = value.Int(1)
		return r, true
	}
	a, okA := perEuro(from, day)
	b, okB := perEuro(to, day)
	if !okA || !okB {
		return Rate{}, false
	}
	r.Value = b.rate.Div(a.rate)
	r.Date, r.Source = older(a.day, b.day), ECB
	if a.source != "" || b.source != "" {
		r.Source = ECB + ", " + NBU
	}
	return r, r.Value.Known()
}

// Convert is the amount in another currency at the rate of a day; the amount
// and false where the rate is unknown. The result is not rounded.
func Convert(amount value.Number, from, to string, day value.Day) (value.Number, Rate, bool) {
	r, ok := On(from, to, day)
	if !ok || !amount.Known() {
		return value.Number{}, Rate{}, false
	}
	return amount.Mul(r.Value), r, true
}

// Currencies lists the currencies that have a rate on some day, sorted.
func Currencies() []string {
	list := []string{"EUR", "UAH"}
	for c := range table().column {
		list = append(list, c)
	}
	slices.Sort(list)
	return list
}

func older(a, b value.Day) value.Day {
	if a.Cmp(b) < 0 {
		return a
	}
	return b
}

type fixing struct {
	rate   value.Number // units for one euro
	day    value.Day
	source string // other than the ECB
}

func perEuro(currency string, day value.Day) (fixing, bool) {
	switch {
	case currency == "EUR":
		// A cross rate is as old as its other side; on its own the euro is
		// worth one euro on any day.
		return fixing{rate: value.Int(1), day: day}, true
	case currency == "UAH":
		if day.Cmp(hryvniaFirst) < 0 || day.Cmp(hryvniaLast) > 0 {
			return fixing{}, false
		}
		usd, ok := table().last("USD", day)
		return fixing{usd.rate.Mul(hryvniaRate), usd.day, NBU}, ok
	}
	return table().last(currency, day)
}

// rates is the table in memory: the fields of a day are parsed when asked for.
type rates struct {
	column map[string]int
	days   []string // ISO, ascending
	lines  []string // the same days' rates, by commas
}

var table = sync.OnceValue(func() *rates {
	t, err := load(ecbTable)
	if err != nil {
		panic(err) // the table is part of the program and is tested
	}
	return t
})

func load(compressed []byte) (*rates, error) {
	zr, err := gzip.NewReader(bytes.NewReader(compressed))
	if err != nil {
		return nil, fmt.Errorf("read exchange rates: %w", err)
	}
	t := &rates{}
	sc := bufio.NewScanner(io.LimitReader(zr, 16<<20))
	for sc.Scan() {
		line := sc.Text()
		day, rest, ok := strings.Cut(line, ",")
		switch {
		case strings.HasPrefix(line, "#"):
		case !ok:
			return nil, fmt.Errorf("read exchange rates: no fields in %q", line)
		case t.column == nil:
			t.column = map[string]int{}
			for i, c := range strings.Split(rest, ",") {
				t.column[c] = i
			}
		default:
			t.days = append(t.days, day)
			t.lines = append(t.lines, rest)
		}
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("read exchange rates: %w", err)
	}
	if !slices.IsSorted(t.days) {
		return nil, fmt.Errorf("read exchange rates: days are not in order")
	}
	return t, nil
}

// last is the newest fixing of a currency on or before the day, if it still
// holds.
func (t *rates) last(currency string, day value.Day) (fixing, bool) {
	col, ok := t.column[currency]
	if !ok || day.IsZero() {
		return fixing{}, false
	}
	oldest := day.Add(0, 0, -maxAge).String()
	i, exact := slices.BinarySearch(t.days, day.String())
	if !exact {
		i--
	}
	for ; i >= 0 && t.days[i] >= oldest; i-- {
		rate, err := value.ParseNumber(field(t.lines[i], col))
		if err != nil || rate.Sign() <= 0 {
			continue
		}
		fixed, err := value.ParseDay(t.days[i])
		return fixing{rate: rate, day: fixed}, err == nil
	}
	return fixing{}, false
}

// field is the n-th field of a line by commas.
func field(line string, n int) string {
	for range n {
		_, line, _ = strings.Cut(line, ",")
	}
	f, _, _ := strings.Cut(line, ",")
	return f
}
