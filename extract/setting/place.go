package setting

import (
	"cmp"
	"slices"

	"kiroku/claim"
	"kiroku/extract/syntax"
	"kiroku/gazetteer"
	"kiroku/lang/mention"
	"kiroku/text"
)

// PlacePrepositions head the phrases that say where something happened.
var PlacePrepositions = []string{"in", "at", "near", "across", "around", "outside", "inside", "over", "off", "throughout", "within", "to", "from"}

// sitePrepositions make the name of anything that stands somewhere a place: one
// meets "at the Hotel Aurora", and "in the Party" is nowhere.
var sitePrepositions = []string{"at", "outside", "inside", "near"}

// Where is the place that the clause of token v names.
func (s *Setting) Where(t *syntax.Tree, v int) (claim.Location, text.Span) {
	var loc claim.Location
	var sp text.Span
	bestDist := 99
	for h := range t.Tokens {
		p := t.Marker(h)
		if !slices.Contains(PlacePrepositions, p) || p == "to" || p == "from" || t.Dated(h) {
			continue
		}
		d := distance(t, h, v)
		if d < 0 || d >= bestDist {
			continue
		}
		if l, at := s.PlaceAt(t, h); l.Name != "" {
			loc, sp, bestDist = l, at, d
		}
	}
	return loc, sp
}

// PlaceAt is the place that a phrase with a preposition of place names: by its
// head ("in Halden", "at the Hotel Aurora"), below a noun of places ("in the port
// town of Halden", "at a Sudrian air base"), or by pointing back ("in the city").
func (s *Setting) PlaceAt(t *syntax.Tree, h int) (claim.Location, text.Span) {
	if m := t.NameAt(h); m != nil {
		if t.HeadOf(m.Span) != h {
			return claim.Location{}, text.Span{}
		}
		switch site := slices.Contains(sitePrepositions, t.Marker(h)) || s.Lex.PlaceNouns[t.Lemma(h)] == "site"; {
		case m.Kind == mention.Place || m.Kind == mention.Country:
			if !m.Adj {
				return s.Located(t, m), m.Span
			}
		case m.Kind == mention.Organization && site && Land(m.Code).Name == "": // a country's embassy is not in the country
			return claim.Location{Name: t.NameOf(m), Code: cmp.Or(m.Place, s.countryNear(t, m))}, m.Span
		}
		return claim.Location{}, text.Span{}
	}
	kind := s.Lex.PlaceNouns[t.Lemma(h)]
	if kind == "" || !t.IsNoun(h) {
		return claim.Location{}, text.Span{}
	}
	if m := s.placeBelow(t, h); m != nil {
		return s.LandOrPlace(t, m), m.Span
	}
	if loc, sp := s.region(t, h); loc.Name != "" {
		return loc, sp
	}
	if t.Tokens[h].Tag == "PROPN" { // "outside the Legislative Council Complex"
		return claim.Location{Name: t.Words(t.Core(h)), Code: cmp.Or(s.LastPlace.Code, s.Country)}, t.Core(h)
	}
	if loc := s.placeMeant(t, h, kind); loc.Name != "" {
		return loc, t.Tokens[h].Span
	}
	return claim.Location{}, text.Span{}
}

// placeBelow is the name that stands with a noun of places: apposed or behind "of"
// first, then before it; a place rather than a country, a name rather than an
// adjective.
func (s *Setting) placeBelow(t *syntax.Tree, h int) *mention.Mention {
	var best *mention.Mention
	rank := func(m *mention.Mention) int {
		switch {
		case m == nil:
			return 0
		case m.Adj:
			return 1
		case wide(t.NameOf(m)):
			return 2 // "the Red Sea port town of Mokha"
		case m.Kind == mention.Country:
			return 3
		}
		return 4
	}
	for _, k := range t.Below(h, func(k int) bool { return t.Is(k, "acl", "conj", "parataxis", "advcl") }) {
		m := t.NameAt(k)
		if m == nil || m.Kind != mention.Place && m.Kind != mention.Country || rank(m) <= rank(best) || m.Kind == mention.Country && s.Lex.ActsFor[t.Lemma(h)] && t.Marker(k) != "in" {
			continue // "the Chilean embassy" is not in Chile
		}
		best = m
	}
	return best
}

// region is the part of a country that a noun of places names by the word before
// it: "in Marenta province", where no table and no tagger knows the name.
func (s *Setting) region(t *syntax.Tree, h int) (claim.Location, text.Span) {
	i := h - 1
	if i < 0 || t.Head(i) != h || t.Tokens[i].Tag != "PROPN" || t.NameAt(i) != nil || !t.Lex.Regions[t.Lemma(h)] || t.Lower[h] != t.Words(t.Tokens[h].Span) {
		return claim.Location{}, text.Span{}
	}
	return claim.Location{Name: t.Words(t.Tokens[i].Span), Code: s.Country}, t.Tokens[i].Span
}

// placeMeant is what a noun of places without a name points back to: the country
// of the last place for a land, the last place for a city or a region.
func (s *Setting) placeMeant(t *syntax.Tree, h int, kind string) claim.Location {
	if kind == "site" || !t.Definite(h) || t.Child(h, "amod", "acl", "nmod") >= 0 && kind != "land" {
		return claim.Location{}
	}
	if kind == "area" {
		return s.LastPlace
	}
	return Land(cmp.Or(s.LastPlace.Code, s.Country))
}

// PlaceNamed is the first place that the sentence names: a city, a province, or a
// country behind a word of place; with strict false any country will do, also as
// an adjective ("the Haitian outbreak").
func PlaceNamed(t *syntax.Tree, strict bool) *mention.Mention {
	for i := range t.Sentence.Mentions {
		m := &t.Sentence.Mentions[i]
		if m.Kind != mention.Place && m.Kind != mention.Country || strict && m.Adj {
			continue
		}
		if m.Kind == mention.Place || !strict || slices.Contains(PlacePrepositions, t.Marker(t.HeadOf(m.Span))) {
			return m
		}
	}
	return nil
}

// Land is the country with a code as a place; zero for none.
func Land(code string) claim.Location {
	e, ok := gazetteer.ByCode(code)
	if !ok || e.Kind != gazetteer.Country {
		return claim.Location{}
	}
	return claim.Location{Name: e.Name, Code: e.Code}
}

// LandOrPlace is where a name is; a country's adjective is in the country.
func (s *Setting) LandOrPlace(t *syntax.Tree, m *mention.Mention) claim.Location {
	if m.Adj {
		return Land(m.Code)
	}
	return s.Located(t, m)
}

// Located is the place that a name means, with the country that it lies in: by
// the gazetteer, else by what else the sentence and the document name. A continent
// or a sea lies in no country.
func (s *Setting) Located(t *syntax.Tree, m *mention.Mention) claim.Location {
	code := CountryOf(m)
	if code == "" && m.Kind == mention.Place && !wide(t.NameOf(m)) {
		code = s.countryNear(t, m)
	}
	return claim.Location{Name: t.NameOf(m), Code: code}
}

// wide reports whether a name is of a part of the world that is in no country.
func wide(name string) bool {
	return slices.ContainsFunc(gazetteer.Lookup(name), func(e gazetteer.Entry) bool { return e.Kind == gazetteer.Place && e.Country == "" })
}

// OnlyPlace is the place of a sentence that names just one: what its clauses share.
func (s *Setting) OnlyPlace(t *syntax.Tree) (claim.Location, text.Span) {
	var only *mention.Mention
	for k := range t.Sentence.Mentions {
		m := &t.Sentence.Mentions[k]
		p := t.Marker(t.HeadOf(m.Span))
		if m.Adj || m.Kind != mention.Place && m.Kind != mention.Country || p == "to" || p == "from" || !slices.Contains(PlacePrepositions, p) {
			continue
		}
		if only != nil {
			return claim.Location{}, text.Span{}
		}
		only = m
	}
	if only == nil {
		return claim.Location{}, text.Span{}
	}
	return s.Located(t, only), only.Span
}

// CountryOf is the country that a name lies in or is, "" unknown.
func CountryOf(m *mention.Mention) string {
	if m.Kind == mention.Place {
		return m.Place
	}
	if m.Kind == mention.Country {
		return m.Code
	}
	return ""
}

// countryNear is the country of the next place in the sentence whose country is
// known ("Huanuni, Oruro Department"), else the one country that the whole
// document is about.
func (s *Setting) countryNear(t *syntax.Tree, m *mention.Mention) string {
	best, gap := "", 1<<30
	for k := range t.Sentence.Mentions {
		other := &t.Sentence.Mentions[k]
		code := CountryOf(other)
		if code == "" {
			continue
		}
		d := other.Span.Start - m.Span.End
		if d < 0 {
			d = m.Span.Start - other.Span.End
		}
		if d < gap {
			best, gap = code, d
		}
	}
	if best != "" {
		return best
	}
	return s.Country
}

// OnlyCountry is the country that all places, countries and public bodies of
// the document belong to, "" where they belong to several.
func (s *Setting) OnlyCountry() string {
	only := ""
	for i := range s.Analysis.Sentences {
		for k := range s.Analysis.Sentences[i].Mentions {
			m := &s.Analysis.Sentences[i].Mentions[k]
			code := CountryOf(m)
			if m.Kind == mention.Organization || m.Kind == mention.Person {
				code = m.Place
			}
			if code == "" || code == only {
				continue
			}
			if only != "" {
				return ""
			}
			only = code
		}
	}
	return only
}

// KeepPlace keeps the last place that the sentence names, for what is told later
// without one. A place that only describes something ("a Halden newspaper") and a
// country that merely acts are places only where no other was named; so is a
// continent. Whom somebody deals with is rather a place than who deals.
func (s *Setting) KeepPlace(t *syntax.Tree) {
	for k := range t.Sentence.Mentions {
		m := &t.Sentence.Mentions[k]
		if m.Adj || m.Kind != mention.Place && m.Kind != mention.Country {
			continue
		}
		h := t.HeadOf(m.Span)
		rank := placeNamed
		switch {
		case m.Kind == mention.Country && t.Is(h, "nsubj"):
			rank = placeActs
		case m.Kind == mention.Place && t.Is(h, "compound", "nmod:poss", "nmod:desc"), wide(t.NameOf(m)),
			m.Kind == mention.Country && !slices.Contains(PlacePrepositions, t.Marker(h)):
			rank = placeTold
		}
		if rank < placeNamed && rank <= s.placeRank {
			continue
		}
		loc := s.Located(t, m)
		if !wide(loc.Name) {
			loc.Code = cmp.Or(loc.Code, s.LastPlace.Code)
		}
		s.LastPlace, s.placeRank = loc, rank
	}
}

// How surely a name is where things happen: a country that acts, one that is acted on
// or a word before another, a place.
const (
	placeActs = iota + 1
	placeTold
	placeNamed
)
