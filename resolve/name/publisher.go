package name

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"kiroku/claim"
	"kiroku/gazetteer"
	"kiroku/resolve/wordlist"
)

//go:embed outlet_roles.txt
var outletRoleList string

var outletRoles = sync.OnceValue(func() map[string]bool {
	roles := map[string]bool{}
	for line := range wordlist.Lines(outletRoleList) {
		roles[line] = true
	}
	return roles
})

// IsPublisher reports whether a link of an attribution chain is an agency, a
// newspaper or another outlet, by its role or by name.
func IsPublisher(s claim.Attribution) bool {
	for word := range strings.FieldsSeq(strings.ToLower(s.Role)) {
		if outletRoles()[word] {
			return true
		}
	}
	return slices.ContainsFunc(gazetteer.Lookup(s.Name), func(e gazetteer.Entry) bool { return e.Kind == gazetteer.Outlet })
}
