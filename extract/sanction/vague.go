package sanction

import (
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
	"kiroku/gazetteer"
)

// What keeps words of restriction from being a measure: nobody whom it could hit, or
// nobody who could impose it.

// anyNamed reports whether any party is one that the text names: assets of "criminals"
// are seized everywhere.
func anyNamed(ps []reading.NamedParty) bool {
	return slices.ContainsFunc(ps, func(p reading.NamedParty) bool {
		return p.Code != "" || p.Kind == claim.Organization || p.Kind == claim.Person
	})
}

// burdens reports whether costs are imposed by somebody on others abroad: "the
// war imposes costs on families" is no sanction.
func (r *reader) burdens(t *syntax.Tree, subject int, targets []reading.NamedParty) bool {
	if subject >= 0 && !r.canAct(t, subject) && !r.isInstrument(t, subject) {
		return false
	}
	own := func(p reading.NamedParty) bool { return p.Code != "" && p.Code == r.Author.Code }
	return len(targets) > 0 && !slices.ContainsFunc(targets, own)
}

// outright reports whether the words mean a sanction even where nobody is named
// on whom: "lifted the sanctions", and not "seized illicit assets".
func (r *reader) outright(t *syntax.Tree, o int) bool {
	for _, k := range append(t.ByCase(o, "of"), o) {
		if len(r.Lex.Sanction[t.Lemma(k)+"/n"]) > 0 && !r.Lex.NotAlone[t.Lemma(k)] {
			return true
		}
		if slices.ContainsFunc(r.sanctionMeanings(t, k), func(m sanctionMeaning) bool { return m.what == "sanction" && m.measure != "other" }) {
			return true
		}
	}
	return false
}

// anyCarrier reports whether a firm stops its own flights, which hits nobody.
func (r *reader) anyCarrier(ps []reading.NamedParty) bool {
	return slices.ContainsFunc(ps, func(p reading.NamedParty) bool {
		e, known := gazetteer.ByCode(p.Code)
		words := strings.Fields(strings.ToLower(p.Name))
		return p.Kind == claim.Organization && (!known || e.Class == "company") || len(words) > 0 && r.Lex.Carriers[strings.TrimSuffix(words[len(words)-1], "s")]
	})
}
