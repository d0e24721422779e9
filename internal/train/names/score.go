package main

import (
	"fmt"
	"io"
	"strings"

	"kiroku/lang/mention"
	"kiroku/lang/name"
	"kiroku/text"
)

// finder finds names in a document's sentences.
type finder func(g *name.Gold) [][]name.Name

type way struct {
	name string
	find finder
}

// ways are the ways to find names that are compared.
func ways(m *name.Model) []way {
	return []way{
		{"learnt alone", func(g *name.Gold) [][]name.Name { return m.Find(g.Doc, g.Sents, g.Hints) }},
		{"lists and rules alone", func(g *name.Gold) [][]name.Name { return mention.Hints(mention.Names(g.Doc, g.Sents)) }},
		{"reconciled", func(g *name.Gold) [][]name.Name {
			return mention.Hints(mention.Reconcile(g.Doc, g.Sents, mention.Names(g.Doc, g.Sents), m.Find(g.Doc, g.Sents, g.Hints)))
		}},
	}
}

// result counts names found, wanted and right, by kind and in all.
type result struct {
	got, want, right [4]int
}

// scoreSet compares spans and kinds exactly. A find inside a phrase whose
// words may or may not be a name ("U.S. forces") counts neither way, unless it
// is right.
func scoreSet(golds []name.Gold, find finder) *result {
	r := &result{}
	for i := range golds {
		g := &golds[i]
		for j, names := range find(g) {
			wanted := map[name.Name]bool{}
			for _, n := range g.Names[j] {
				wanted[bare(g.Doc.Text, n)] = true
				r.count(&r.want, n.Kind)
			}
			for _, n := range names {
				switch {
				case wanted[bare(g.Doc.Text, n)]:
					r.count(&r.got, n.Kind)
					r.count(&r.right, n.Kind)
				case !unclear(g, j, n.Span):
					r.count(&r.got, n.Kind)
				}
			}
		}
	}
	return r
}

func (r *result) count(n *[4]int, k name.Kind) {
	n[k]++
	n[3]++
}

// bare is the name as it is compared: without tokens, and without an article.
func bare(t string, n name.Name) name.Name {
	words := n.Span.Of(t)
	for _, the := range [...]string{"the ", "The ", "THE "} {
		if strings.HasPrefix(words, the) {
			n.Span.Start += len(the)
		}
	}
	return name.Name{Kind: n.Kind, Span: n.Span}
}

func unclear(g *name.Gold, j int, sp text.Span) bool {
	for _, n := range g.Names[j] {
		if n.Span.Overlaps(sp) {
			return false
		}
	}
	for _, u := range g.Unclear[j] {
		toks := g.Sents[j].Tokens
		if (text.Span{Start: toks[u[0]].Span.Start, End: toks[u[1]].Span.End}).Overlaps(sp) {
			return true
		}
	}
	return false
}

func (r *result) print(w io.Writer, what string) {
	fmt.Fprintf(w, "%-40s", what)
	for i, kind := range []string{"person", "organization", "place", "all"} {
		p, q := ratio(r.right[i], r.got[i]), ratio(r.right[i], r.want[i])
		f := 0.0
		if p+q > 0 {
			f = 2 * p * q / (p + q)
		}
		if i == 3 {
			fmt.Fprintf(w, "  %s P %.1f R %.1f F1 %.1f (%d)", kind, p, q, f, r.want[i])
		} else {
			fmt.Fprintf(w, "  %s %.1f", kind, f)
		}
	}
	fmt.Fprintln(w)
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return 100 * float64(a) / float64(b)
}
