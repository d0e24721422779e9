package lexicon

// harmWords are the word lists of figures of harm and of sanctions.
type harmWords struct {
	Sanction        map[string][]Frame // a verb may take several kinds of object
	Instruments     map[string]bool    // what measures are made by: "action", "order"
	NotAlone        map[string]bool    // words of sanction that need a verb of imposing
	Evasion         map[string]bool    // verbs of those who evade or obey measures
	Exempting       map[string]bool    // verbs of letting off
	Duties          map[string]bool    // what is laid on goods
	Aiming          map[string]bool    // what measures are meant to do to their targets
	Prohibit        map[string]bool    // verbs that say who may no longer do what
	Forbidden       map[string]string  // act that is prohibited -> measure
	Blame           map[string]bool    // as what a party is listed
	Abilities       map[string]bool    // nouns of being able, owned by who is restricted
	Carriers        map[string]bool    // who flies: stopped flights of theirs are no measure
	Staying         map[string]bool    // verbs of being or being put under a measure
	Subjects        map[string]bool    // "the target of sanctions"
	Homes, Shelters map[string]bool    // what is left, and where refuge is found
	Shares          map[string]bool    // "most of", "part of"
	Rising          map[string]bool    // what counts do: "rise", "reach"
	Revising        map[string]bool    // what is done to counts: "lower", "revise"
	Bearing         map[string]bool    // what those harmed do with damage: "suffer"
	Fighters        map[string]bool    // who is no refugee though he flees
	Admission       map[string]bool    // words of letting refugees in
	Tallies         map[string]bool    // nouns of counting: "number", "figure"
	Counts          map[string]bool    // verbs of those who count harm
	Disease         map[string]bool    // what cases of disease are called
	Crisis          map[string]bool    // words of crises, by lemma
	Passage         map[string]bool    // words between a figure and its word of harm
	Asides          map[string]bool    // words that open an aside between commas
	Lacking         map[string]bool    // verbs of who is without what they name: "lack"
	Lacks           map[string]bool    // nouns of it: "outage", "shortage"
	Cutting         map[string]bool    // verbs of taking a supply away
	Getting         map[string]bool    // verbs of having it
	Supplying       map[string]bool    // nouns through which it comes: "access", "network"
	Areas           map[string]bool    // what tables break figures down by
	Perils          map[string]bool    // out of what people are pulled, and how: "rubble", "alive"
	OnPeople        map[string]string  // verb of harm to things -> measure where people suffer it
	Loans           []loanWord         // foreign words of figures
}

// loanWord is the opening of a foreign word and what it tells.
type loanWord struct {
	Opening string
	Frame
}

func readHarmWords() harmWords {
	w := harmWords{
		Sanction:    map[string][]Frame{},
		Instruments: readSet("instruments"),
		NotAlone:    readSet("sanction-not-alone"),
		Evasion:     readSet("evasion"),
		Exempting:   readSet("exempting"),
		Duties:      readSet("duties"),
		Aiming:      readSet("aiming"),
		Prohibit:    readSet("prohibit"),
		Forbidden:   readMap("forbidden"),
		Blame:       readSet("blame"),
		Abilities:   readSet("abilities"),
		Subjects:    readSet("subjects"),
		Carriers:    readSet("carriers"),
		Staying:     readSet("staying"),
		Homes:       readSet("homes"),
		Shelters:    readSet("shelters"),
		Shares:      readSet("shares"),
		Rising:      readSet("rising"),
		Revising:    readSet("revising"),
		Bearing:     readSet("bearing"),
		Fighters:    readSet("fighters"),
		Admission:   readSet("admission"),
		Tallies:     readSet("tallies"),
		Passage:     readSet("passage"),
		Asides:      readSet("asides"),
		Disease:     readSet("disease"),
		Crisis:      readSet("crisis-words"),
		Counts:      readSet("counts"),
		Areas:       readSet("areas"),
		Perils:      readSet("perils"),
		OnPeople:    readMap("on-people"),
		Lacking:     readSet("lacking"),
		Lacks:       readSet("lacks"),
		Cutting:     readSet("cutting"),
		Getting:     readSet("getting"),
		Supplying:   readSet("supplying"),
	}
	for _, r := range Rows("sanction-frames") {
		w.Sanction[r[0]] = append(w.Sanction[r[0]], Frame{Act: r[1], Object: r[2]})
	}
	for _, r := range Rows("loan-words") {
		w.Loans = append(w.Loans, loanWord{r[0], Frame{Act: r[1], Object: r[2]}})
	}
	return w
}
