package reading

import (
	"kiroku/claim"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
)

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
