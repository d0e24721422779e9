package ledger

import "math"

// Worth says how much a person's look at the entry is worth: how much hangs on
// it, times how likely it is to be wrong. A large sum of which its reports
// differ, read with doubt, comes first; a thing that all agree on, last.
func (e Entry) Worth() float64 {
	weight := 3.0 // of what has no number: as much as a thousand dollars, or a thousand people
	switch {
	case e.USD.Known():
		weight = magnitude(e.USD.Float())
	case e.Money != nil && e.Money.Amount.Known():
		weight = magnitude(e.Money.Amount.Float())
	case e.Quantity.Value.Known():
		weight = 2 + magnitude(e.Quantity.Value.Float())
	}
	doubt := 1 - e.Confidence
	if len(e.Sums) > 1 {
		doubt += 0.25
	}
	if len(e.Documents) > 1 && e.Origins == 1 {
		doubt += 0.05 // many repeat what one says
	}
	return math.Round(weight*doubt*1e6) / 1e6
}

// magnitude is the number of digits before the point, and what part of the
// next.
func magnitude(x float64) float64 { return math.Log10(1 + math.Abs(x)) }
