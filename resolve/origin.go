package resolve

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"kiroku/claim"
	"kiroku/gazetteer"
	"kiroku/ledger"
)

// origins counts independent sources. Reports that name one wire or outlet as
// where they have it from are one origin; so are two of one outlet, two
// versions of one page, and those that say it in the very same words: but for
// one they are copies.
func origins(reports []ledger.Report) int {
	u, n := newUnion(len(reports)), len(reports)
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
			} else if u.find(i) != u.find(j) {
				u.join(i, j)
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
		if isPublisher(s) {
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

//go:embed outlet_roles.txt
var outletRoleList string

var outletRoles = sync.OnceValue(func() map[string]bool {
	roles := map[string]bool{}
	for line := range strings.Lines(outletRoleList) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			roles[line] = true
		}
	}
	return roles
})

// isPublisher reports whether a link of an attribution chain is an agency, a
// newspaper or another outlet, by its role or by name.
func isPublisher(s claim.Attribution) bool {
	for word := range strings.FieldsSeq(strings.ToLower(s.Role)) {
		if outletRoles()[word] {
			return true
		}
	}
	return slices.ContainsFunc(gazetteer.Lookup(s.Name), func(e gazetteer.Entry) bool { return e.Kind == gazetteer.Outlet })
}
