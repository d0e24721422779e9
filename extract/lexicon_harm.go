package extract

// harmWords are the word lists of figures of harm and of sanctions.
type harmWords struct {
	sanction        map[string][]frame // a verb may take several kinds of object
	instruments     map[string]bool    // what measures are made by: "action", "order"
	notAlone        map[string]bool    // words of sanction that need a verb of imposing
	evasion         map[string]bool    // verbs of those who evade or obey measures
	prohibit        map[string]bool    // verbs that say who may no longer do what
	forbidden       map[string]string  // act that is prohibited -> measure
	blame           map[string]bool    // as what a party is listed
	abilities       map[string]bool    // nouns of being able, owned by who is restricted
	subjects        map[string]bool    // "the target of sanctions"
	homes, shelters map[string]bool    // what is left, and where refuge is found
	tallies         map[string]bool    // nouns of counting: "number", "figure"
	counts          map[string]bool    // verbs of those who count harm
	disease         map[string]bool    // what cases of disease are called
	crisis          map[string]bool    // words of crises, by lemma
	passage         map[string]bool    // words between a figure and its word of harm
	asides          map[string]bool    // words that open an aside between commas
	loans           []loanWord         // foreign words of figures
}

// loanWord is the opening of a foreign word and what it tells.
type loanWord struct {
	opening string
	frame
}

func readHarmWords() harmWords {
	w := harmWords{
		sanction:    map[string][]frame{},
		instruments: readSet("instruments"),
		notAlone:    readSet("sanction-not-alone"),
		evasion:     readSet("evasion"),
		prohibit:    readSet("prohibit"),
		forbidden:   readMap("forbidden"),
		blame:       readSet("blame"),
		abilities:   readSet("abilities"),
		subjects:    readSet("subjects"),
		homes:       readSet("homes"),
		shelters:    readSet("shelters"),
		tallies:     readSet("tallies"),
		passage:     readSet("passage"),
		asides:      readSet("asides"),
		disease:     readSet("disease"),
		crisis:      readSet("crisis-words"),
		counts:      readSet("counts"),
	}
	for _, r := range rows("sanction-frames") {
		w.sanction[r[0]] = append(w.sanction[r[0]], frame{act: r[1], object: r[2]})
	}
	for _, r := range rows("loan-words") {
		w.loans = append(w.loans, loanWord{r[0], frame{act: r[1], object: r[2]}})
	}
	return w
}
