package claim

// CodesOf gives the PLOVER (2021 names) and CAMEO codes of a claim by its type
// and kind, from the correspondence of docs/claims.md. CAMEO root and sub-codes
// are those of the CAMEO codebook 1.1b3 (Schrodt 2012). A claim that the
// ontologies do not cover has none. Rules that read more of the words may set
// finer codes.
func CodesOf(c Claim) Codes {
	switch c.Type {
	case Aid:
		return aidCodes(c)
	case Sanction:
		return sanctionCode(c)
	case Event:
		return eventCodes[c.Kind]
	case Statement:
		return stanceCodes[c.Stance]
	}
	return Codes{}
}

// aidCodes: aid given is CAMEO 07x by class, promised aid 033x, refused aid 12x.
func aidCodes(c Claim) Codes {
	if c.Polarity == Negated {
		return Codes{"REJECT", "122"}
	}
	sub := map[string]struct{ given, promised, asked string }{
		"financial":    {"071", "0331", "0231"},
		"military":     {"072", "0332", "0232"},
		"humanitarian": {"073", "0333", "0233"},
		"personnel":    {"074", "0334", "0234"},
		"asylum":       {"075", "033", "023"},
	}
	code, ok := sub[c.Category]
	if !ok {
		code.given, code.promised, code.asked = "070", "033", "023"
	}
	switch c.Action {
	case "send", "deliver":
		return Codes{"AID", code.given}
	case "pledge", "approve", "offer", "accept":
		return Codes{"AGREE", code.promised}
	case "request":
		return Codes{"REQUEST", code.asked}
	case "decline":
		return Codes{"REJECT", "122"}
	case "suspend", "cancel":
		return Codes{"SANCTION", "162"}
	}
	return Codes{}
}

// sanctionCode: a measure that is not lifted is a refusal, one to be lifted a
// promise; who calls for measures against somebody rallies others against him.
func sanctionCode(c Claim) Codes {
	switch {
	case c.Action == "lift" && c.Polarity == Negated:
		return Codes{"REJECT", "124"}
	case c.Action == "lift" && (c.Modality == Promise || c.Modality == Plan):
		return Codes{"AGREE", "0355"}
	case c.Action == "impose" && c.Modality == Request:
		return Codes{"ACCUSE", "113"}
	}
	return sanctionCodes[c.Action]
}

var sanctionCodes = map[string]Codes{
	"impose":   {"SANCTION", "163"},
	"threaten": {"THREATEN", "132"},
	"lift":     {"CONCEDE", "085"},
}

var eventCodes = map[string]Codes{
	"agreement":    {"AGREE", "057"},
	"meeting":      {"CONSULT", "040"},
	"visit":        {"CONSULT", "042"},
	"cooperation":  {"COOPERATE", "060"},
	"concession":   {"CONCEDE", "080"},
	"withdrawal":   {"RETREAT", "087"},
	"protest":      {"PROTEST", "140"},
	"mobilization": {"MOBILIZE", "150"},
	"coercion":     {"COERCE", "170"},
	"attack":       {"ASSAULT", "190"},
}

var stanceCodes = map[string]Codes{
	"support":   {"SUPPORT", "051"},
	"request":   {"REQUEST", "020"},
	"criticise": {"ACCUSE", "111"},
	"condemn":   {"ACCUSE", "111"},
	"reject":    {"REJECT", "120"},
	"deny":      {"REJECT", "120"},
	"threaten":  {"THREATEN", "130"},
	"promise":   {"AGREE", "030"},
}
