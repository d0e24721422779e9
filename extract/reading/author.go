package reading

import (
	"cmp"
	"slices"

	"kiroku/claim"
	"kiroku/extract/syntax"
	"kiroku/gazetteer"
	"kiroku/lang"
	"kiroku/lang/mention"
)

// AuthorOf is who the document's "we" is: the party that its source names. A
// government, ministry or office acts for its country, also one that only the
// register of publishers knows ("Kantei"); an outlet is its own author and acts
// for nobody.
func AuthorOf(a *lang.Analysis) claim.Party {
	src := a.Doc.Source
	author := claim.Party{Name: src, Kind: claim.Organization}
	for _, m := range gazetteer.Find(nil, src) {
		for _, e := range m.Entries {
			switch e.Kind {
			case gazetteer.Outlet:
				if m.Start > len("The ") {
					break // a ministry of foreign affairs is not the magazine
				}
				return author
			case gazetteer.Country, gazetteer.Body:
				return claim.Party{Name: src, Code: e.Country, Kind: claim.Country}
			case gazetteer.Organization:
				return claim.Party{Name: e.Name, Code: e.Code, Kind: claim.Organization}
			}
		}
	}
	if p := a.Doc.Publisher; p.Kind == "government" && p.Country != "" {
		return claim.Party{Name: src, Code: p.Country, Kind: claim.Country}
	}
	return author
}

// FocusOf is the party that the document's words of help go to most often: the
// receiver where a sentence leaves it out.
func (r *Reader) FocusOf(trees []*syntax.Tree) claim.Party {
	n := map[string]int{}
	best := claim.Party{}
	note := func(t *syntax.Tree, k int) {
		m := t.NameAt(k)
		if m == nil || m.Code == "" || m.Code == r.Author.Code || m.Kind == mention.Person {
			return
		}
		n[m.Code]++
		if best.Code == "" || n[m.Code] > n[best.Code] {
			best = Named(t, k, m).Party
		}
	}
	for _, t := range trees {
		for i := range t.Tokens {
			if t.IsVerb(i) && r.Lex.Aid[t.Lemma(i)+"/v"].Act == "help" {
				for _, o := range t.Objects(i) {
					note(t, o)
				}
			}
			if _, _, ok := t.Match(r.Lex.AidNouns, i); !ok {
				continue
			}
			for _, k := range t.ByCase(i, "to", "for") {
				for _, c := range t.Coordinated(k) {
					note(t, c)
				}
			}
		}
	}
	return best
}

// The scene of a document is the country where what it tells of happened. Victims
// and people in need without a name are of the scene, and help goes there when no
// words say to whom it goes.

// titleVotes is how many mentions a country in the title counts for.
const titleVotes = 3

// SceneOf is the country that the document names most often as a place, counting
// its title; the author's own does not count where help goes abroad.
func (r *Reader) SceneOf(trees []*syntax.Tree) claim.Party {
	votes := map[string]int{}
	best := ""
	vote := func(code string, n int) {
		if e, ok := gazetteer.ByCode(code); !ok || e.Kind != gazetteer.Country || code == r.Author.Code {
			return
		}
		if votes[code] += n; best == "" || votes[code] > votes[best] {
			best = code
		}
	}
	for _, m := range gazetteer.Find(nil, r.Doc.Title) {
		for _, e := range m.Entries {
			vote(cmp.Or(e.Country, e.Code), titleVotes)
			break
		}
	}
	for _, t := range trees {
		for i := range t.Sentence.Mentions {
			m := &t.Sentence.Mentions[i]
			if code := CountryOf(m); code != "" && !m.Adj && slices.Contains(PlacePrepositions, t.Marker(t.HeadOf(m.Span))) {
				vote(code, 1)
			}
		}
	}
	e, ok := gazetteer.ByCode(best)
	if !ok {
		return claim.Party{}
	}
	return claim.Party{Name: e.Name, Code: best, Kind: claim.Country}
}

// SceneNow is the country of the last place that was named, unless that is the
// author's own, else the document's scene.
func (r *Reader) SceneNow() string {
	if c := r.LastPlace.Code; c != "" && c != r.Author.Code {
		return c
	}
	return r.Scene.Code
}
