package harm

import (
	"slices"

	"kiroku/claim"
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
	"kiroku/gazetteer"
	"kiroku/lang/mention"
	"kiroku/text"
)

// area is the place of the figure: the clause's own, that of those counted, any
// that the sentence names, the last that the document named, or the one country
// that it is about.
func (r *reader) area(t *syntax.Tree, fig figure, v int) (claim.Location, text.Span) {
	if m := r.placeOf(t, fig); m != nil {
		return r.Located(t, m), m.Span
	}
	if loc, sp := r.Where(t, v); loc.Name != "" {
		return loc, sp
	}
	if fig.measure == "refugees" {
		for _, o := range t.Objects(v) {
			if m := t.NameAt(o); m != nil && (m.Kind == mention.Country || m.Kind == mention.Place) {
				return r.Located(t, m), m.Span
			}
		}
	}
	if m := placeNamed(t, true); m != nil {
		return r.Located(t, m), m.Span
	}
	if fig.counted >= 0 && fig.unit != "people" { // "Norwegian villages"; a Norwegian may be anywhere
		if m, _ := r.CountryWith(t, fig.counted); m != nil {
			if loc := landOf(m); loc.Name != "" {
				return loc, m.Span
			}
		}
	}
	if r.LastPlace.Name != "" {
		return r.LastPlace, text.Span{}
	}
	if m := placeNamed(t, false); m != nil {
		return landOrPlace(r, t, m), m.Span
	}
	if e, ok := gazetteer.ByCode(r.Country); ok {
		return claim.Location{Name: e.Name, Code: e.Code}, text.Span{}
	}
	return claim.Location{}, text.Span{}
}

// placeNamed is the first place that the sentence names: a city, a province, or a
// country behind a word of place; with strict false any country will do, also as
// an adjective ("the Haitian outbreak").
func placeNamed(t *syntax.Tree, strict bool) *mention.Mention {
	for i := range t.Sentence.Mentions {
		m := &t.Sentence.Mentions[i]
		if m.Kind != mention.Place && m.Kind != mention.Country || strict && m.Adj {
			continue
		}
		if m.Kind == mention.Place || !strict || slices.Contains(reading.PlacePrepositions, t.Marker(t.HeadOf(m.Span))) {
			return m
		}
	}
	return nil
}

func landOrPlace(r *reader, t *syntax.Tree, m *mention.Mention) claim.Location {
	if m.Adj {
		return landOf(m)
	}
	return r.Located(t, m)
}

// placeOf is the place that the counted phrase itself names: "12 in Orla", "six
// workers in the south of Tessaro", nil for none.
func (r *reader) placeOf(t *syntax.Tree, fig figure) *mention.Mention {
	if fig.counted < 0 {
		return nil
	}
	near := t.ByCase(fig.counted, "in", "at", "near", "across", "on")
	if fig.rule == "impact.by-place" {
		if next := t.IndexAt(fig.number.Span.End); next >= 0 && next+1 < len(t.Tokens) {
			near = append(near, next+1)
		}
	}
	for _, k := range near {
		if m := t.NameAt(k); m != nil && !m.Adj && (m.Kind == mention.Place || m.Kind == mention.Country) {
			return m
		}
	}
	return nil
}

// landOf is the country that a party's name stands for, as a place: "China's
// commission" counts in China.
func landOf(m *mention.Mention) claim.Location {
	if e, ok := gazetteer.ByCode(m.Code); ok && e.Kind == gazetteer.Country {
		return claim.Location{Name: e.Name, Code: e.Code}
	}
	return claim.Location{}
}
