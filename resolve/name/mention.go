package name

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiroku/claim"
	"kiroku/gazetteer"
	"kiroku/ledger"
	"kiroku/resolve/disjoint"
	"kiroku/value"
)

// maxMentions bounds the names of one document that become entities.
const maxMentions = 300

// Mentions are the names that one document's reports give: parties, those who
// say so, and places where things happened. What is only described ("two
// officials", "its foreign ministry") is nobody whom another document names.
func (Rules) Mentions(reports []ledger.Report) []ledger.Mention {
	kinds := map[string]claim.PartyKind{}
	found := map[ledger.Mention]bool{}
	add := func(p claim.Party, office string) {
		p.Name = ledger.Spelled(p.Name)
		if isName(p) {
			found[ledger.Mention{Name: p, Office: office}] = true
		}
	}
	for _, rep := range reports {
		for _, p := range slices.Concat(rep.Claim.Actors, rep.Claim.Recipients, rep.Claim.Via) {
			if kinds[p.Name] == "" || p.Kind == claim.Person {
				kinds[p.Name] = p.Kind
			}
			if p.Kind == claim.Person {
				add(p, titleOf(rep.Claim.Evidence.Quote, p.Name))
				continue
			}
			add(p, "")
		}
		if w := rep.Claim.Where; w.Name != "" {
			add(placeOf(w), "")
		}
	}
	for _, rep := range reports {
		for _, s := range rep.Claim.Sources {
			office := officeOf(s)
			kind := kinds[s.Name]
			switch {
			case office != "":
				kind = claim.Person
			case kind == "" && IsPublisher(s):
				kind = claim.Organization
			case kind == "":
				continue // it may be anything
			}
			add(claim.Party{Name: s.Name, Code: s.Code, Kind: kind}, office)
		}
	}
	list := make([]ledger.Mention, 0, len(found))
	for m := range found {
		if m.Office == "" && hasOffice(found, m.Name) {
			continue
		}
		list = append(list, m)
	}
	slices.SortFunc(list, compareMentions)
	return list[:min(len(list), maxMentions)]
}

func hasOffice(found map[ledger.Mention]bool, p claim.Party) bool {
	for m := range found {
		if m.Name == p && m.Office != "" {
			return true
		}
	}
	return false
}

func compareMentions(a, b ledger.Mention) int {
	return cmp.Or(cmp.Compare(a.Name.Name, b.Name.Name), cmp.Compare(a.Name.Code, b.Name.Code), cmp.Compare(a.Name.Kind, b.Name.Kind),
		cmp.Compare(a.Office, b.Office))
}

// placeOf is the place of a claim as a party: a country acts, a place in it
// has a name alone.
func placeOf(w claim.Location) claim.Party {
	for _, e := range gazetteer.Lookup(w.Name) {
		if e.Kind == gazetteer.Country && e.Form == gazetteer.Name && e.Code == w.Code {
			return claim.Party{Name: w.Name, Code: w.Code, Kind: claim.Country}
		}
	}
	return claim.Party{Name: w.Name, Kind: claim.Place}
}

// maxNameWords is longer than the name of any ministry.
const maxNameWords = 9

// isName reports whether a party is given by a name of its own: it begins with
// a capital letter, article aside, has few words and no figures.
func isName(p claim.Party) bool {
	name := strings.TrimPrefix(strings.TrimPrefix(p.Name, "the "), "The ")
	r, _ := utf8.DecodeRuneInString(name)
	return p.Kind != claim.Group && !unicode.IsLower(r) && unicode.IsLetter(r) && len(strings.Fields(name)) <= maxNameWords &&
		!strings.ContainsFunc(name, unicode.IsDigit) && claim.FoldName(name) != ""
}

// officeOf is the office that a link of an attribution chain is given, in its
// usual name; "" where its role is none.
func officeOf(s claim.Attribution) string {
	role := strings.TrimSpace(s.Role)
	if role == "" || role == s.Name || len(strings.Fields(role)) > maxNameWords {
		return ""
	}
	for _, name := range []string{role, strings.ToLower(role), strings.TrimPrefix(strings.ToLower(role), "the ")} {
		if office := officeIn(gazetteer.Lookup(name)); office != "" {
			return office
		}
	}
	return ""
}

// titleOf is the office that stands next to a name: "Ambassador Geir Straume",
// "Geir Straume, the ambassador".
func titleOf(quote, name string) string {
	at := strings.Index(quote, name)
	if at < 0 || name == "" {
		return ""
	}
	const reach = 60 // bytes of a title
	start := max(0, at-reach)
	if i := strings.LastIndexAny(quote[start:at], ".;:\"“”"); i >= 0 {
		start += i + 1
	}
	before := strings.ToValidUTF8(quote[start:at], "")
	for _, m := range gazetteer.Find(nil, before) {
		if rest := strings.TrimSpace(before[m.End:]); rest == "" || rest == "," {
			if office := officeIn(m.Entries); office != "" {
				return office
			}
		}
	}
	after := quote[at+len(name):]
	after = strings.ToValidUTF8(after[:min(len(after), reach)], "")
	if !strings.HasPrefix(after, ", ") {
		return ""
	}
	after, _, _ = strings.Cut(after[2:], ",")
	for _, m := range gazetteer.Find(nil, after) {
		if office := officeIn(m.Entries); office != "" {
			return office
		}
	}
	return ""
}

// officeIn is the usual name of the office among readings of a name.
func officeIn(entries []gazetteer.Entry) string {
	for _, e := range entries {
		if e.Kind == gazetteer.Office {
			return strings.ToLower(e.Name)
		}
	}
	return ""
}

// Resolver is what of a ledger's resolver is about names.
type Resolver interface {
	Mentions([]ledger.Report) []ledger.Mention
	Anchor(claim.Party) (entity, rule string)
	NameKeys(ledger.Name) []string
	SameName(a, b ledger.Name) string
	Namesakes([]ledger.Name) []ledger.Namesake
}

// Entities gives every name of reports held in memory with the entity that
// it is of, in order of id: what a store derives document by document.
func Entities(r Resolver, reports []ledger.Report) map[string]ledger.Namesake {
	documents := map[string][]ledger.Report{}
	for _, rep := range reports {
		documents[rep.Claim.Document] = append(documents[rep.Claim.Document], rep)
	}
	names := map[string]*ledger.Name{}
	for _, doc := range slices.Sorted(maps.Keys(documents)) {
		for _, m := range r.Mentions(documents[doc]) {
			id := ledger.NameID(m.Name)
			if names[id] == nil {
				names[id] = &ledger.Name{Party: m.Name}
			}
			if m.Office != "" {
				names[id].Offices = addOffice(names[id].Offices, ledger.OfficeYear{Office: m.Office, Year: yearOf(documents[doc][0].Published)})
			}
		}
	}
	out := map[string]ledger.Namesake{}
	ids := slices.Sorted(maps.Keys(names))
	u, blocks := disjoint.New(len(ids)), map[string][]int{}
	for i, id := range ids {
		if entity, rule := r.Anchor(names[id].Party); entity != "" {
			out[id] = ledger.Namesake{Entity: entity, Rule: rule}
			continue
		}
		for _, k := range r.NameKeys(*names[id]) {
			for _, j := range blocks[k] {
				if !u.Same(i, j) && r.SameName(*names[ids[j]], *names[id]) != "" {
					u.Join(i, j)
				}
			}
			blocks[k] = append(blocks[k], i)
		}
	}
	groups := map[int][]ledger.Name{}
	for i, id := range ids {
		if out[id].Entity == "" {
			groups[u.Find(i)] = append(groups[u.Find(i)], *names[id])
		}
	}
	for _, g := range groups {
		for i, n := range r.Namesakes(g) {
			out[ledger.NameID(g[i].Party)] = n
		}
	}
	return out
}

// yearOf is the year in which a document appeared, 0 where that is unknown.
func yearOf(published value.Date) int { return published.From.Year }

func addOffice(list []ledger.OfficeYear, o ledger.OfficeYear) []ledger.OfficeYear {
	at, found := slices.BinarySearchFunc(list, o, func(a, b ledger.OfficeYear) int {
		return cmp.Or(cmp.Compare(a.Office, b.Office), cmp.Compare(a.Year, b.Year))
	})
	if found {
		return list
	}
	return slices.Insert(slices.Clip(list), at, o)
}
