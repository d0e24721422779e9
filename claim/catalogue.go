package claim

// The catalogue: every value that a field of a closed set may take, in the
// order of documentation. docs/claims.md says what each means.
var (
	Polarities  = []Polarity{Affirmed, Negated}
	Modalities  = []Modality{Fact, Promise, Plan, Request, Possibility, Opinion}
	PartyKinds  = []PartyKind{Country, Organization, Person, Group, Place}
	Categories  = []string{"military", "humanitarian", "financial", "asylum", "personnel", "unspecified"}
	Lethalities = []string{"lethal", "non_lethal"}

	AidActions      = []string{"request", "offer", "decline", "accept", "pledge", "approve", "send", "deliver", "suspend", "cancel"}
	SanctionActions = []string{"impose", "threaten", "lift"}

	SanctionMeasures = []string{"asset_freeze", "financial", "export_ban", "import_ban", "travel_ban", "airspace_ban", "other"}
	ImpactMeasures   = []string{"killed", "injured", "missing", "refugees", "displaced", "evacuated", "homeless", "affected", "trapped", "rescued",
		"without_power", "without_water", "damaged", "destroyed", "economic_loss"}

	EventKinds = []string{"agreement", "meeting", "visit", "cooperation", "concession", "withdrawal", "protest", "mobilization",
		"coercion", "attack", "alert", "disaster", "advisory", "policy", "closure"}

	Stances = []string{"support", "request", "criticise", "condemn", "reject", "threaten", "promise", "deny", "comment"}
	Quoting = []string{"direct", "indirect"}
)
