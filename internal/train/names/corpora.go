package main

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"kiroku/lang/name"
	"kiroku/lang/segment"
	"kiroku/lang/tag"
	"kiroku/text"
)

// readRe3d reads those documents of re3d, by order of their ids, that are kept.
func readRe3d(data string, keep func(i int) bool) ([]name.Gold, error) {
	f, err := os.Open(filepath.Join(data, "corpora", "names", "re3d-open.jsonl"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	type record struct {
		ID, Title, Text string
		Gold            struct{ Entities []json.RawMessage }
	}
	var records []record
	for dec := json.NewDecoder(f); dec.More(); {
		var r record
		if err := dec.Decode(&r); err != nil {
			return nil, err
		}
		records = append(records, r)
	}
	slices.SortFunc(records, func(a, b record) int { return cmp.Compare(a.ID, b.ID) })
	var golds []name.Gold
	for _, r := range records {
		doc := &text.Document{Text: r.Text, Title: r.Title}
		g := name.Gold{Doc: doc, Sents: segment.Sentences(doc, segment.Paragraphs(doc))}
		var ents []entity
		for _, raw := range r.Gold.Entities {
			var e entity
			if err := json.Unmarshal(raw, &[]any{&e.start, &e.end, &e.kind, &e.words}); err != nil {
				return nil, err
			}
			ents = append(ents, e)
		}
		addRe3d(&g, bytesOf(r.Text, ents))
		golds = append(golds, g)
	}
	doubt(golds)
	var kept []name.Gold
	for i, g := range golds {
		if keep(i) {
			kept = append(kept, g)
		}
	}
	return kept, nil
}

// entity is a mark of re3d.
type entity struct {
	start, end  int
	kind, words string
}

// bytesOf gives the entities byte offsets, where re3d counts characters, and
// leaves out those whose words stand elsewhere.
func bytesOf(t string, ents []entity) []entity {
	at := make([]int, 0, len(t)+1)
	for i := range t {
		at = append(at, i)
	}
	at = append(at, len(t))
	var out []entity
	for _, e := range ents {
		if e.start < 0 || e.end >= len(at) || e.start >= e.end {
			continue
		}
		if e.start, e.end = at[e.start], at[e.end]; t[e.start:e.end] == e.words {
			out = append(out, e)
		}
	}
	return out
}

func addRe3d(g *name.Gold, ents []entity) {
	for i := range g.Sents {
		sent := &g.Sents[i]
		tag.Tag(g.Doc.Text, sent)
		var mentions []phrase
		for _, e := range ents {
			if m, ok := tokensOf(sent, text.Span{Start: e.start, End: e.end}); ok {
				m.kind = e.kind
				mentions = append(mentions, m)
			}
		}
		var names []name.Name
		var unclear [][2]int
		for _, m := range mentions {
			k, ok := kindOf[m.kind]
			if !ok {
				continue
			}
			if n, ok := core(g.Doc.Text, sent, m, k, mentions); ok {
				names = append(names, n)
			}
			unclear = append(unclear, [2]int{m.first, m.last})
		}
		g.Names = append(g.Names, outermost(names))
		g.Unclear = append(g.Unclear, unclear)
	}
}

// doubt makes words unclear that re3d leaves unmarked where they stand, though
// they are a country, or a name that it marks elsewhere: its marks have gaps.
func doubt(golds []name.Gold) {
	marked := map[string]bool{}
	for i := range golds {
		for _, names := range golds[i].Names {
			for _, n := range names {
				marked[n.Span.Of(golds[i].Doc.Text)] = true
			}
		}
	}
	for i := range golds {
		g := &golds[i]
		for j := range g.Sents {
			toks := g.Sents[j].Tokens
			for first := range toks {
				for last := first; last < min(len(toks), first+5); last++ {
					words := g.Doc.Text[toks[first].Span.Start:toks[last].Span.End]
					if marked[words] || capital(words) && isCountry(words) {
						g.Unclear[j] = append(g.Unclear[j], [2]int{first, last})
					}
				}
			}
		}
	}
}

// tokensOf is the tokens that a span covers.
func tokensOf(sent *text.Sentence, sp text.Span) (phrase, bool) {
	m := phrase{first: -1, head: -1}
	for i, tok := range sent.Tokens {
		if tok.Span.Overlaps(sp) {
			if m.first < 0 {
				m.first = i
			}
			m.last = i
		}
	}
	return m, m.first >= 0
}

// wikiSentences is how many sentences of WikiGold, whose articles follow one
// another without a mark, are taken for one document.
const wikiSentences = 12

// readWikigold reads words and marks, a word a line.
func readWikigold(data string) ([]name.Gold, error) {
	f, err := os.Open(filepath.Join(data, "corpora", "names", "wikigold.conll.gz"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	var golds []name.Gold
	var words, marks []string
	flush := func() {
		if len(words) == 0 {
			return
		}
		if n := len(golds); n == 0 || len(golds[n-1].Sents) == wikiSentences {
			golds = append(golds, name.Gold{Doc: &text.Document{}})
		}
		addWikigold(&golds[len(golds)-1], words, marks)
		words, marks = words[:0], marks[:0]
	}
	lines := bufio.NewScanner(z)
	for lines.Scan() {
		word, mark, ok := strings.Cut(lines.Text(), " ")
		if !ok || word == "-DOCSTART-" {
			flush()
			continue
		}
		words, marks = append(words, word), append(marks, mark)
	}
	flush()
	return golds, lines.Err()
}

// addWikigold adds a sentence, its words cut as this program cuts them.
func addWikigold(g *name.Gold, words, marks []string) {
	var sent text.Sentence
	t := &g.Doc.Text
	sent.Span.Start = len(*t)
	var labels []string
	for i, w := range words {
		at := len(*t)
		*t += w + " "
		for _, tok := range segment.Tokens(*t, text.Span{Start: at, End: at + len(w)}) {
			sent.Tokens = append(sent.Tokens, tok)
			labels = append(labels, marks[i])
		}
	}
	sent.Span.End = len(*t)
	tag.Tag(*t, &sent)
	var names []name.Name
	for i := 0; i < len(labels); i++ {
		k, ok := kindOf[strings.TrimPrefix(labels[i], "I-")]
		if !ok {
			continue
		}
		first := i
		for i+1 < len(labels) && labels[i+1] == labels[first] {
			i++
		}
		if k == name.Person {
			if first = withoutTitles(*t, &sent, first, i); first > i {
				continue
			}
		}
		names = append(names, name.Name{Kind: k, Span: text.Span{Start: sent.Tokens[first].Span.Start, End: sent.Tokens[i].Span.End}, First: first, Last: i})
	}
	g.Sents = append(g.Sents, sent)
	g.Names = append(g.Names, names)
	g.Unclear = append(g.Unclear, nil)
}
