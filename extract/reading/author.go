package reading

import (
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
		if m == nil || m.Kind == mention.Person || m.Code == "" || m.Code == r.Author.Code {
			return
		}
		p := Named(t, k, m).Party
		n[p.Key()]++
		if best.Name == "" || n[p.Key()] > n[best.Key()] {
			best = p
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
