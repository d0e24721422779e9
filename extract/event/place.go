package event

import (
	"slices"

	"kiroku/claim"
	"kiroku/extract/setting"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
	"kiroku/text"
)

// placeOf is where it happened when no phrase of place says so: what was entered,
// hit or left ("arrived in Kyiv", "strikes on Ukraine", "left Mali"); for what is done
// at home, the actor's country; else the place told of last, or whatever place or
// country the sentence or the document names.
func (r *reader) placeOf(t *syntax.Tree, i, at int, c claim.Claim) (claim.Location, text.Span) {
	for _, from := range []int{i, at} {
		for _, k := range t.Below(from, func(k int) bool { return t.Is(k, "conj", "ccomp", "parataxis") }) {
			if !holdsEvent(t, k, i) || t.Tokens[k].Span.Overlaps(c.Spans["actors"]) {
				continue
			}
			if loc, sp := r.PlaceAt(t, k); loc.Name != "" {
				return loc, sp
			}
		}
	}
	if atHome[c.Kind] {
		for _, p := range c.Actors {
			if loc := setting.Land(p.Code); loc.Name != "" {
				return loc, text.Span{}
			}
		}
	}
	if r.LastPlace.Name != "" {
		return r.LastPlace, text.Span{}
	}
	if betweenParties[c.Kind] {
		return claim.Location{}, text.Span{} // they may meet anywhere
	}
	for _, strict := range []bool{true, false} {
		if m := setting.PlaceNamed(t, strict); m != nil && !m.Span.Overlaps(c.Spans["actors"]) && !m.Span.Overlaps(c.Spans["recipients"]) {
			return r.LandOrPlace(t, m), m.Span
		}
	}
	return setting.Land(r.Country), text.Span{}
}

// holdsEvent reports whether the phrase at k can say where the event at word i was.
func holdsEvent(t *syntax.Tree, k, i int) bool {
	p := t.Marker(k)
	return !t.Is(k, "nsubj") && (slices.Contains(setting.PlacePrepositions, p) || slices.Contains(entering, p) || t.Is(k, "obj") ||
		t.Is(k, "nmod:poss", "compound") && t.Head(k) == i)
}

// entering are the further prepositions of what an event goes to or is about.
var entering = []string{"on", "onto", "into", "toward", "towards", "against"}

// atHome are the kinds that a state or its people do in their own country.
var atHome = map[string]bool{"policy": true, "closure": true, "coercion": true, "concession": true, "protest": true, "alert": true}

// struckPlace is the place that a hazard struck: "a quake rocked southern Peru",
// "the island of Java was hit by a tsunami".
func (r *reader) struckPlace(t *syntax.Tree, i, at int) (claim.Location, text.Span) {
	if !t.IsVerb(at) || i != at && !t.Within(i, t.Nominative(at)) && t.Agent(at) != i {
		return claim.Location{}, text.Span{}
	}
	for _, obj := range t.Objects(at) {
		for _, k := range t.Below(obj, func(k int) bool { return t.Is(k, "acl", "conj", "appos") }) {
			if m := t.NameAt(k); isPlace(m) && !m.Adj && (k == obj || t.HeadOf(m.Span) == obj || t.Marker(k) == "of" || t.Marker(k) == "in") {
				return r.LandOrPlace(t, m), m.Span
			}
		}
	}
	return claim.Location{}, text.Span{}
}

func isPlace(m *mention.Mention) bool {
	return m != nil && (m.Kind == mention.Place || m.Kind == mention.Country)
}
