package phrase

import "kiroku/ledger"

// Decision is a decision in words, without who, why and what it is about.
func Decision(d ledger.Decision) string {
	switch d.Kind {
	case ledger.Accept:
		return "accepted"
	case ledger.Reject:
		return "rejected"
	case ledger.Edit:
		return d.Field + " is " + d.Value
	case ledger.Same, ledger.SameNames:
		return "one thing"
	case ledger.Different, ledger.DifferentNames:
		return "not the same"
	case ledger.Undo:
		return "taken back"
	}
	return string(d.Kind)
}
