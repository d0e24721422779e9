package phrase

import (
	"strings"

	"kiroku/claim"
	"kiroku/value"
)

// Names lists parties by name.
func Names(parties []claim.Party) string {
	var list []string
	for _, p := range parties {
		list = append(list, p.Name)
	}
	return strings.Join(list, ", ")
}

// FromTo is "who → whom", with what is unknown left out.
func FromTo(actors, recipients []claim.Party) string {
	from, to := Names(actors), Names(recipients)
	switch {
	case to == "":
		return from
	case from == "":
		return "→ " + to
	}
	return from + " → " + to
}

// Items lists things with their counts: "3,000 tents, 2 field hospitals".
func Items(list []claim.Item) string {
	var parts []string
	for _, it := range list {
		s := it.Name
		if it.Count.Known() {
			s = Bounded(it.Bound, it.Count, value.Number{}) + " " + s
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, ", ")
}

// Chain is who says so, nearest first: "the minister (said) < Example News".
func Chain(sources []claim.Attribution) string {
	if len(sources) == 0 {
		return "the author"
	}
	var links []string
	for _, s := range sources {
		link := s.Name
		if s.Verb != "" {
			link += " (" + s.Verb + ")"
		}
		links = append(links, link)
	}
	return strings.Join(links, " < ")
}
