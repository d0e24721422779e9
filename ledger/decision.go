package ledger

import (
	"cmp"
	"slices"
	"time"
)

// InForce gives the decisions that hold: in order of time, without those that
// a later one undid, and without the undoings. An undoing may be undone.
func InForce(decisions []Decision) []Decision {
	ordered := slices.SortedFunc(slices.Values(decisions), CompareDecisions)
	undone := map[string]bool{}
	for _, d := range slices.Backward(ordered) {
		if d.Kind == Undo && !undone[d.ID] {
			undone[d.Undoes] = true
		}
	}
	return slices.DeleteFunc(ordered, func(d Decision) bool { return d.Kind == Undo || undone[d.ID] })
}

// Standing reports whether no undoing that itself stands takes a decision back.
func Standing(all []Decision, d Decision) bool {
	for _, o := range all {
		if o.Kind == Undo && o.Undoes == d.ID && Standing(all, o) {
			return false
		}
	}
	return true
}

// After is when to date a decision that is taken now: later than all that were
// taken before, whatever the clocks of those who took them said, for of two
// decisions about one thing the later holds.
func After(all []Decision, now time.Time) time.Time {
	now = now.UTC()
	for _, d := range all {
		if !d.At.Before(now) {
			now = d.At.Add(1)
		}
	}
	return now
}

// CompareDecisions orders decisions by time, those of one moment by id.
func CompareDecisions(a, b Decision) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID)) }

// The bounds of one decision.
const (
	maxDecided = 200  // claims
	maxWords   = 4000 // bytes of each thing said
)

// Check tells why a decision says nothing, nil when it does.
func (d Decision) Check() error {
	wrong := func(format string, args ...any) error {
		return Errorf(Invalid, "decide %s: "+format, append([]any{d.Kind}, args...)...)
	}
	if len(d.Who) > maxWords || len(d.Why) > maxWords || len(d.Value) > maxWords || len(d.On) > maxDecided {
		return wrong("more than %d bytes of words", maxWords)
	}
	if len(d.Names)+len(d.OtherNames) > maxDecided {
		return wrong("%d names, more than %d", len(d.Names)+len(d.OtherNames), maxDecided)
	}
	if len(d.Claims)+len(d.Others) > maxDecided {
		return wrong("%d claims, more than %d", len(d.Claims)+len(d.Others), maxDecided)
	}
	if d.Who == "" || d.At.IsZero() {
		return wrong("who decides, and when, must be said")
	}
	switch d.Kind {
	case Accept, Reject:
		if len(d.Claims) != 1 {
			return wrong("want one claim of the entry, not %d", len(d.Claims))
		}
	case Edit:
		if len(d.Claims) != 1 || !slices.Contains(EditFields, d.Field) {
			return wrong("want one claim of the entry, and a field of %v, not %q", EditFields, d.Field)
		}
		if err := CheckValue(d.Field, d.Value); err != nil {
			return wrong("%w", err)
		}
	case Same:
		if len(d.Claims) < 2 {
			return wrong("want two claims or more")
		}
	case Different:
		if len(d.Claims) == 0 || len(d.Others) == 0 {
			return wrong("want claims on both sides")
		}
		for _, id := range d.Claims {
			if slices.Contains(d.Others, id) {
				return wrong("claim %s is on both sides", id)
			}
		}
	case SameNames:
		if len(d.Names) < 2 {
			return wrong("want two names or more")
		}
	case DifferentNames:
		if len(d.Names) == 0 || len(d.OtherNames) == 0 {
			return wrong("want names on both sides")
		}
		for _, id := range d.Names {
			if slices.Contains(d.OtherNames, id) {
				return wrong("name %s is on both sides", id)
			}
		}
	case Undo:
		if d.Undoes == "" {
			return wrong("want the decision to undo")
		}
	default:
		return wrong("no such kind of decision")
	}
	return nil
}
