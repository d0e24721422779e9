package resolve

import (
	"slices"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/resolve/disjoint"
	"kiroku/resolve/name"
	"kiroku/resolve/story"
)

// origins counts independent sources. Reports that name one wire or outlet as
// where they have it from are one origin; so are two of one outlet, two
// versions of one page, those of texts that were taken one from the other, and
// those that say it in the very same words: but for one they are copies. Where a
// wire itself reports, an outlet that prints it and names nobody else is no
// further origin.
func origins(reports []ledger.Report) int {
	u, n := disjoint.New(len(reports)), len(reports)
	first := map[string]int{}
	join := func(i, j int) {
		if !u.Same(i, j) {
			u.Join(i, j)
			n--
		}
	}
	for i, rep := range reports {
		for _, k := range originKeys(rep) {
			if j, known := first[k]; known {
				join(i, j)
			} else {
				first[k] = i
			}
		}
	}
	for i, rep := range reports {
		for _, id := range rep.Copies {
			if j, known := first["document "+id]; known {
				join(i, j)
			}
		}
		for _, wire := range rep.Relays {
			if j, known := first[from(wire)]; known && rep.Wire == "" && len(rep.Claim.Sources) == 0 {
				join(i, j)
			}
		}
	}
	return n
}

// originKeys are what a report shares with those of the same origin.
func originKeys(rep ledger.Report) []string {
	keys := []string{origin(rep), "document " + rep.Claim.Document}
	if rep.Wire != "" {
		keys = append(keys, "wire "+rep.Wire)
	}
	if rep.Address != "" {
		keys = append(keys, "at "+rep.Address)
	}
	if quote := claim.FoldName(rep.Claim.Evidence.Quote); len(quote) >= minQuote {
		keys = append(keys, "in words "+quote)
	}
	return keys
}

// origin is the farthest source of the attribution chain that is a publisher,
// or else the document's own outlet.
func origin(rep ledger.Report) string {
	for _, s := range slices.Backward(rep.Claim.Sources) {
		if name.IsPublisher(s) {
			return from(s.Name)
		}
	}
	switch {
	case rep.Publisher != "":
		return from(rep.Publisher)
	case rep.Source == "":
		return "document " + rep.Claim.Document
	}
	return from(rep.Source)
}

// from is the key of a publisher: an agency is known by its initials, however
// it is written.
func from(publisher string) string {
	if wire := story.WireNamed(publisher); wire != "" {
		return "wire " + wire
	}
	return "from " + claim.FoldName(publisher)
}
