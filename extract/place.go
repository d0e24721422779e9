package extract

import (
	"cmp"
	"slices"

	"kiroku/claim"
	"kiroku/lang/mention"
	"kiroku/text"
)

// placePrepositions head the phrases that say where something happened.
var placePrepositions = []string{"in", "at", "near", "across", "around", "outside", "inside", "over", "off", "throughout", "to", "from"}

// where is the place that the clause of token v names.
func (r *reader) where(t *tree, v int) (claim.Location, text.Span) {
	best, bestDist := -1, 99
	for i := range t.toks {
		m := t.nameAt(i)
		if m == nil || m.Kind != mention.Place && m.Kind != mention.Country || m.Adj || t.nameAt(t.headOf(m.Span)) != m {
			continue
		}
		h := t.headOf(m.Span)
		p := t.marker(h)
		n := slices.Index(placePrepositions, p)
		if n < 0 || p == "to" || p == "from" {
			continue
		}
		if d := t.distance(h, v); d >= 0 && d < bestDist {
			best, bestDist = h, d
		}
	}
	if best < 0 {
		return claim.Location{}, text.Span{}
	}
	m := t.nameAt(best)
	return r.located(t, m), m.Span
}

// located is the place that a name means, with the country that it lies in: by
// the gazetteer, else by what else the sentence and the document name.
func (r *reader) located(t *tree, m *mention.Mention) claim.Location {
	code := countryOf(m)
	if code == "" && m.Kind == mention.Place {
		code = r.countryNear(t, m)
	}
	return claim.Location{Name: nameOf(t, m), Code: code}
}

// countryOf is the country that a name lies in or is, "" unknown.
func countryOf(m *mention.Mention) string {
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
func (r *reader) countryNear(t *tree, m *mention.Mention) string {
	best, gap := "", 1<<30
	for k := range t.sent.Mentions {
		other := &t.sent.Mentions[k]
		code := countryOf(other)
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
	return r.country
}

// onlyCountry is the country that all places, countries and public bodies of
// the document belong to, "" where they belong to several.
func (r *reader) onlyCountry() string {
	only := ""
	for i := range r.a.Sentences {
		for k := range r.a.Sentences[i].Mentions {
			m := &r.a.Sentences[i].Mentions[k]
			code := countryOf(m)
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

// keepPlace keeps the last place that the sentence names, for figures later
// that name none. A country that merely acts is a place only where no other was
// named.
func (r *reader) keepPlace(t *tree) {
	for k := range t.sent.Mentions {
		m := &t.sent.Mentions[k]
		if m.Kind == mention.Place || m.Kind == mention.Country && !m.Adj && (r.lastPlace.Name == "" || slices.Contains(placePrepositions, t.marker(t.headOf(m.Span)))) {
			loc := r.located(t, m)
			loc.Code = cmp.Or(loc.Code, r.lastPlace.Code)
			r.lastPlace = loc
		}
	}
}
