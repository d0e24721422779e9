package resolve

import (
	_ "embed"
	"slices"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/resolve/disjoint"
	"kiroku/resolve/name"
)

// origins counts independent sources. Reports that name one wire or outlet as
// where they have it from are one origin; so are two of one outlet, two
// versions of one page, and those that say it in the very same words: but for
// one they are copies.
func origins(reports []ledger.Report) int {
	u, n := disjoint.New(len(reports)), len(reports)
	first := map[string]int{}
	for i, rep := range reports {
		keys := []string{"from " + origin(rep)}
		if rep.Address != "" {
			keys = append(keys, "at "+rep.Address)
		}
		if quote := claim.FoldName(rep.Claim.Evidence.Quote); len(quote) >= minQuote {
			keys = append(keys, "in words "+quote)
		}
		for _, k := range keys {
			j, known := first[k]
			if !known {
				first[k] = i
			} else if !u.Same(i, j) {
				u.Join(i, j)
				n--
			}
		}
	}
	return n
}

// origin is the farthest source of the attribution chain that is a publisher,
// or else the document's own outlet.
func origin(rep ledger.Report) string {
	for _, s := range slices.Backward(rep.Claim.Sources) {
		if name.IsPublisher(s) {
			return claim.FoldName(s.Name)
		}
	}
	if rep.Publisher != "" {
		return claim.FoldName(rep.Publisher)
	}
	if rep.Source == "" {
		return "document " + rep.Claim.Document
	}
	return claim.FoldName(rep.Source)
}
