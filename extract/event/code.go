package event

import (
	"cmp"

	"kiroku/claim"
	"kiroku/extract/syntax"
)

// What an act is coded as depends on how real it is: CAMEO codes a promise to
// cooperate 03, a refusal 12, a threat 13, an appeal 02, whatever the act.

// cooperative are the PLOVER roots of acts that a party would want, with the
// CAMEO codes of promising, refusing and asking for them.
var cooperative = map[string]struct{ promised, refused, asked string }{
	"AGREE":     {"030", "120", "020"},
	"CONSULT":   {"036", "125", "027"},
	"SUPPORT":   {"032", "120", "022"},
	"COOPERATE": {"031", "121", "021"},
	"AID":       {"033", "122", "023"},
	"CONCEDE":   {"035", "124", "025"},
	"RETREAT":   {"035", "124", "026"},
}

// hostile are the PLOVER roots of acts against a party, with the CAMEO codes
// of threatening them and of asking for them.
var hostile = map[string]struct{ threatened, asked string }{
	"PROTEST":  {"133", "020"},
	"SANCTION": {"131", "020"},
	"COERCE":   {"132", "020"},
	"MOBILIZE": {"138", "020"},
	"ASSAULT":  {"138", "020"},
}

// recoded is the code of an act in its scope; the zero value when the act is
// denied and nothing takes its place.
func recoded(code claim.Codes, s syntax.Scope) claim.Codes {
	good, helps := cooperative[code.Plover]
	bad, harms := hostile[code.Plover]
	switch {
	case !helps && !harms:
		return code
	case s.Force == "threaten":
		return claim.Codes{Plover: "THREATEN", Cameo: cmp.Or(bad.threatened, "130")}
	case s.Force == "request" || s.Tense == syntax.Obliged:
		return claim.Codes{Plover: "REQUEST", Cameo: cmp.Or(good.asked, "020")}
	case s.Polarity == claim.Negated && helps:
		return claim.Codes{Plover: "REJECT", Cameo: good.refused}
	case s.Polarity == claim.Negated:
		return claim.Codes{}
	case !intended(s):
		return code
	case helps:
		return claim.Codes{Plover: "AGREE", Cameo: good.promised}
	}
	return claim.Codes{Plover: "THREATEN", Cameo: bad.threatened}
}

// intended reports whether the act is yet to come by the actor's will.
func intended(s syntax.Scope) bool {
	return s.Force == "promise" || s.Force == "offer" || s.Force == "plan" || s.Tense == syntax.Future || s.Tense == syntax.Conditional
}
