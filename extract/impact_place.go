package extract

import (
	"slices"

	"kiroku/claim"
	"kiroku/gazetteer"
	"kiroku/lang/mention"
	"kiroku/text"
)

// area is the place of the figure: the clause's own, that of those counted, any
// that the sentence names, the last that the document named, or the one country
// that it is about.
func (r *reader) area(t *tree, fig figure, v int) (claim.Location, text.Span) {
	if m := r.placeOf(t, fig); m != nil {
		return r.located(t, m), m.Span
	}
	if loc, sp := r.where(t, v); loc.Name != "" {
		return loc, sp
	}
	if fig.measure == "refugees" {
		for _, o := range t.objects(v) {
			if m := t.nameAt(o); m != nil && (m.Kind == mention.Country || m.Kind == mention.Place) {
				return r.located(t, m), m.Span
			}
		}
	}
	if m := t.placeNamed(true); m != nil {
		return r.located(t, m), m.Span
	}
	if fig.counted >= 0 && fig.unit != "people" { // "Norwegian villages"; a Norwegian may be anywhere
		if m, _ := r.countryWith(t, fig.counted); m != nil {
			if loc := landOf(m); loc.Name != "" {
				return loc, m.Span
			}
		}
	}
	if r.lastPlace.Name != "" {
		return r.lastPlace, text.Span{}
	}
	if m := t.placeNamed(false); m != nil {
		return landOrPlace(r, t, m), m.Span
	}
	if e, ok := gazetteer.ByCode(r.country); ok {
		return claim.Location{Name: e.Name, Code: e.Code}, text.Span{}
	}
	return claim.Location{}, text.Span{}
}

// placeNamed is the first place that the sentence names: a city, a province, or a
// country behind a word of place; with strict false any country will do, also as
// an adjective ("the Haitian outbreak").
func (t *tree) placeNamed(strict bool) *mention.Mention {
	for i := range t.sent.Mentions {
		m := &t.sent.Mentions[i]
		if m.Kind != mention.Place && m.Kind != mention.Country || strict && m.Adj {
			continue
		}
		if m.Kind == mention.Place || !strict || slices.Contains(placePrepositions, t.marker(t.headOf(m.Span))) {
			return m
		}
	}
	return nil
}

func landOrPlace(r *reader, t *tree, m *mention.Mention) claim.Location {
	if m.Adj {
		return landOf(m)
	}
	return r.located(t, m)
}

// placeOf is the place that the counted phrase itself names: "12 in Orla", "six
// workers in the south of Tessaro", nil for none.
func (r *reader) placeOf(t *tree, fig figure) *mention.Mention {
	if fig.counted < 0 {
		return nil
	}
	near := t.byCase(fig.counted, "in", "at", "near", "across", "on")
	if fig.rule == "impact.by-place" {
		if next := t.indexAt(fig.number.Span.End); next >= 0 && next+1 < len(t.toks) {
			near = append(near, next+1)
		}
	}
	for _, k := range near {
		if m := t.nameAt(k); m != nil && !m.Adj && (m.Kind == mention.Place || m.Kind == mention.Country) {
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
