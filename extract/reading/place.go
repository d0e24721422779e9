package reading

import (
	"cmp"
	"slices"

	"kiroku/claim"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
	"kiroku/text"
)

// PlacePrepositions head the phrases that say where something happened.
var PlacePrepositions = []string{"in", "at", "near", "across", "around", "outside", "inside", "over", "off", "throughout", "to", "from"}

// Where is the place that the clause of token v names.
func (r *Reader) Where(t *syntax.Tree, v int) (claim.Location, text.Span) {
	best, bestDist := -1, 99
	for i := range t.Tokens {
		m := t.NameAt(i)
		if m == nil || m.Kind != mention.Place && m.Kind != mention.Country || m.Adj || t.NameAt(t.HeadOf(m.Span)) != m {
			continue
		}
		h := t.HeadOf(m.Span)
		p := t.Marker(h)
		n := slices.Index(PlacePrepositions, p)
		if n < 0 || p == "to" || p == "from" {
			continue
		}
		if d := distance(t, h, v); d >= 0 && d < bestDist {
			best, bestDist = h, d
		}
	}
	if best < 0 {
		return r.region(t, v)
	}
	m := t.NameAt(best)
	return r.Located(t, m), m.Span
}

// region is the part of a country that the clause of token v names by its kind:
// "in Marenta province", where no table and no tagger knows the name.
func (r *Reader) region(t *syntax.Tree, v int) (claim.Location, text.Span) {
	for i, tok := range t.Tokens {
		h := t.Head(i)
		if h != i+1 || tok.Tag != "PROPN" || t.NameAt(i) != nil || !t.Lex.Regions[t.Lemma(h)] || t.Lower[h] != t.Words(t.Tokens[h].Span) {
			continue
		}
		p := t.Marker(h)
		if slices.Contains(PlacePrepositions, p) && p != "to" && p != "from" && distance(t, h, v) >= 0 {
			return claim.Location{Name: t.Words(tok.Span), Code: r.Country}, tok.Span
		}
	}
	return claim.Location{}, text.Span{}
}

// Located is the place that a name means, with the country that it lies in: by
// the gazetteer, else by what else the sentence and the document name.
func (r *Reader) Located(t *syntax.Tree, m *mention.Mention) claim.Location {
	code := CountryOf(m)
	if code == "" && m.Kind == mention.Place {
		code = r.countryNear(t, m)
	}
	return claim.Location{Name: NameOf(t, m), Code: code}
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
func (r *Reader) countryNear(t *syntax.Tree, m *mention.Mention) string {
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
	return r.Country
}

// OnlyCountry is the country that all places, countries and public bodies of
// the document belong to, "" where they belong to several.
func (r *Reader) OnlyCountry() string {
	only := ""
	for i := range r.Analysis.Sentences {
		for k := range r.Analysis.Sentences[i].Mentions {
			m := &r.Analysis.Sentences[i].Mentions[k]
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

// KeepPlace keeps the last place that the sentence names, for figures later
// that name none. A country that merely acts is a place only where no other was
// named.
func (r *Reader) KeepPlace(t *syntax.Tree) {
	for k := range t.Sentence.Mentions {
		m := &t.Sentence.Mentions[k]
		if m.Kind == mention.Place || m.Kind == mention.Country && !m.Adj && (r.LastPlace.Name == "" || slices.Contains(PlacePrepositions, t.Marker(t.HeadOf(m.Span)))) {
			loc := r.Located(t, m)
			loc.Code = cmp.Or(loc.Code, r.LastPlace.Code)
			r.LastPlace = loc
		}
	}
}
