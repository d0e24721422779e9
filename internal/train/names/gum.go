package main

import (
	"compress/gzip"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"kiroku/lang/conllu"
	"kiroku/lang/name"
	"kiroku/lang/tag"
	"kiroku/text"
)

// genre keeps the documents of GUM of the genres: "GUM_news_crane" is news.
func genre(names ...string) func(doc string) bool {
	return func(doc string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return strings.HasPrefix(doc, "GUM_"+n+"_") })
	}
}

// readGUM reads the names out of GUM's entity marks, document by document.
func readGUM(data, file string, keep func(doc string) bool) ([]name.Gold, error) {
	f, err := os.Open(filepath.Join(data, "treebanks", file+".conllu.gz"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	all, err := conllu.Read(z)
	if err != nil {
		return nil, err
	}
	var golds []name.Gold
	kept := false
	for i := range all.Sentences {
		sent := &all.Sentences[i]
		for _, line := range sent.Extra {
			if id, ok := strings.CutPrefix(line.Text, "# newdoc id = "); ok {
				if kept = keep(id); kept {
					golds = append(golds, name.Gold{Doc: &text.Document{Text: all.Text}})
				}
			}
		}
		if kept && len(sent.Tokens) > 0 {
			addGUM(&golds[len(golds)-1], sent)
		}
	}
	return golds, nil
}

func addGUM(g *name.Gold, sent *conllu.Sentence) {
	mentions := gumMentions(sent)
	var names []name.Name
	var unclear [][2]int
	for _, m := range mentions {
		if k, ok := kindOf[m.kind]; ok {
			m.head = headOf(sent.Tokens, m.first, m.last)
			if sent.Tokens[m.head].Tag != "PROPN" {
				continue
			}
			if n, ok := core(g.Doc.Text, &sent.Sentence, m, k, mentions); ok {
				names = append(names, n)
			} else {
				unclear = append(unclear, [2]int{m.first, m.last})
			}
		}
	}
	s := sent.Sentence
	tag.Tag(g.Doc.Text, &s)
	g.Sents = append(g.Sents, s)
	g.Names = append(g.Names, outermost(names))
	g.Unclear = append(g.Unclear, unclear)
}

var kindOf = map[string]name.Kind{
	"person": name.Person, "organization": name.Organization, "place": name.Place,
	"Person": name.Person, "Organisation": name.Organization, "Location": name.Place,
	"PER": name.Person, "ORG": name.Organization, "LOC": name.Place,
}

// phrase is a marked span of tokens, last included.
type phrase struct {
	kind        string
	first, last int
	head        int // -1 unknown
}

// openMark is "(12-person-new-...": an entity begins; closeMark "12)" ends one.
var marks = regexp.MustCompile(`\((\d+)-([a-z]+)[^()]*|(\d+)?\)`)

// gumMentions reads the entity column: brackets with the entity's number.
func gumMentions(sent *conllu.Sentence) []phrase {
	var out []phrase
	type open struct {
		id    string
		index int
	}
	var stack []open
	for i, misc := range sent.Misc {
		_, value, ok := strings.Cut("|"+misc, "|Entity=")
		if !ok {
			continue
		}
		value, _, _ = strings.Cut(value, "|")
		for _, m := range marks.FindAllStringSubmatch(value, -1) {
			if m[1] != "" {
				stack = append(stack, open{m[1], len(out)})
				out = append(out, phrase{kind: m[2], first: i, last: -1, head: -1})
				continue
			}
			for at := len(stack) - 1; at >= 0; at-- {
				if m[3] == "" || stack[at].id == m[3] {
					out[stack[at].index].last = i
					stack = slices.Delete(stack, at, at+1)
					break
				}
			}
		}
	}
	return slices.DeleteFunc(out, func(m phrase) bool { return m.last < 0 })
}

// headOf is the token of the span that is governed from outside.
func headOf(toks []text.Token, first, last int) int {
	for i := first; i <= last; i++ {
		if h := toks[i].Head; h < first || h > last {
			return i
		}
	}
	return first
}
