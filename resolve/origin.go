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
// where they have it from are one origin, and so are two of one outlet.
func origins(reports []ledger.Report) int {
	seen, pages := map[string]bool{}, map[string]string{}
	for _, rep := range reports {
		if rep.Address != "" {
			first, known := pages[rep.Address]
			if known && first != rep.Claim.Document {
				continue // another version of a page that counts already
			}
			pages[rep.Address] = rep.Claim.Document
		}
		seen[origin(rep)] = true
	}
	return len(seen)
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
