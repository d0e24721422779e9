package extract

import (
	"kiroku/claim"
	"kiroku/gazetteer"
	"kiroku/lang"
	"kiroku/lang/mention"
)

// authorOf is who the document's "we" is: the party that its source names. A
// government, ministry or office acts for its country; an outlet is its own
// author and acts for nobody.
func authorOf(a *lang.Analysis) claim.Party {
	src := a.Doc.Source
	author := claim.Party{Name: src, Kind: claim.Organization}
	for _, m := range gazetteer.Find(nil, src) {
		for _, e := range m.Entries {
			switch e.Kind {
			case gazetteer.Outlet:
				return author
			case gazetteer.Country, gazetteer.Body:
				return claim.Party{Name: src, Code: e.Country, Kind: claim.Country}
			case gazetteer.Organization:
				return claim.Party{Name: e.Name, Code: e.Code, Kind: claim.Organization}
			}
		}
	}
	return author
}

// focusOf is the party that the document's words of help go to most often: the
// receiver where a sentence leaves it out.
func (r *reader) focusOf(trees []*tree) claim.Party {
	n := map[string]int{}
	best := claim.Party{}
	note := func(t *tree, k int) {
		m := t.nameAt(k)
		if m == nil || m.Code == "" || m.Code == r.author.Code || m.Kind == mention.Person {
			return
		}
		n[m.Code]++
		if best.Code == "" || n[m.Code] > n[best.Code] {
			best = named(t, k, m).Party
		}
	}
	for _, t := range trees {
		for i := range t.toks {
			if t.isVerb(i) && r.lex.aid[t.lemma(i)+"/v"].act == "help" {
				for _, o := range t.objects(i) {
					note(t, o)
				}
			}
			if _, _, ok := t.match(r.lex.aidNouns, i); !ok {
				continue
			}
			for _, k := range t.byCase(i, "to", "for") {
				for _, c := range t.coordinated(k) {
					note(t, c)
				}
			}
		}
	}
	return best
}
