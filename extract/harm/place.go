package harm

import (
	"kiroku/claim"
	"kiroku/extract/setting"
	"kiroku/extract/syntax"
	"kiroku/gazetteer"
	"kiroku/lang/mention"
	"kiroku/text"
)

// area is the place of the figure: the clause's own, that of those counted, any
// that the sentence names, the last that the document named, or the one country
// that it is about.
func (r *reader) area(t *syntax.Tree, fig figure, v int) (claim.Location, text.Span) {
	switch {
	case !fig.place.IsZero():
		return r.placeIn(t, fig.place), fig.place
	case fig.whole && r.LastPlace.Name != "":
		return r.LastPlace, text.Span{}
	case fig.whole:
		return claim.Location{Name: r.Scene.Name, Code: r.Scene.Code}, text.Span{}
	}
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
	if m := setting.PlaceNamed(t, true); m != nil {
		return r.Located(t, m), m.Span
	}
	if fig.counted >= 0 && fig.unit != "people" { // "Norwegian villages"; a Norwegian may be anywhere
		if m, _ := r.CountryWith(t, fig.counted); m != nil {
			if loc := setting.Land(m.Code); loc.Name != "" {
				return loc, m.Span
			}
		}
	}
	if r.LastPlace.Name != "" {
		return r.LastPlace, text.Span{}
	}
	if m := setting.PlaceNamed(t, false); m != nil {
		return r.LandOrPlace(t, m), m.Span
	}
	if e, ok := gazetteer.ByCode(r.Country); ok {
		return claim.Location{Name: e.Name, Code: e.Code}, text.Span{}
	}
	return claim.Location{}, text.Span{}
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
