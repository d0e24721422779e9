package extract

import (
	"slices"
	"strings"

	"kiroku/lang"
	"kiroku/lang/mention"
	"kiroku/text"
)

// tree is one sentence with the links that a reader follows: from a word to
// its dependants, to its lexicon form, and to the mention that covers it.
type tree struct {
	lex  *lexicon
	doc  *text.Document
	sent *lang.Sentence
	toks []text.Token
	kids [][]int
	low  []string // lower-case form of each token
	lem  []string // lower-case lemma
	base []string // relation without its subtype
	name []int    // index of the name mention that covers the token, -1 for none
	val  []int    // index of the value mention that covers the token, -1 for none
}

func newTree(lex *lexicon, doc *text.Document, sent *lang.Sentence) *tree {
	n := len(sent.Tokens)
	t := &tree{lex: lex, doc: doc, sent: sent, toks: mended(sent), kids: make([][]int, n), low: make([]string, n),
		lem: make([]string, n), base: make([]string, n), name: make([]int, n), val: make([]int, n)}
	for i, tok := range t.toks {
		t.low[i] = strings.ToLower(tok.Span.Of(doc.Text))
		t.lem[i] = t.lemmaOf(i)
		t.base[i], _, _ = strings.Cut(tok.Rel, ":")
		t.name[i], t.val[i] = -1, -1
		if tok.Head >= 0 && tok.Head < n && tok.Head != i {
			t.kids[tok.Head] = append(t.kids[tok.Head], i)
		}
	}
	for k, m := range sent.Mentions {
		cover := t.val
		if isName(m.Kind) {
			cover = t.name
		}
		for i, tok := range t.toks {
			if m.Span.Overlaps(tok.Span) {
				cover[i] = k
			}
		}
	}
	return t
}

// mended is the sentence's tokens with one common mistake of trees put right:
// in "close to 90,000 people" the words that bound a number may not govern
// it. The analysis itself is shared and stays as it is.
func mended(sent *lang.Sentence) []text.Token {
	toks := slices.Clone(sent.Tokens)
	raiseCases(toks)
	for k := range sent.Mentions {
		m := &sent.Mentions[k]
		if m.Full.Len() <= m.Span.Len() {
			continue
		}
		for i := range toks {
			if !m.Span.Overlaps(toks[i].Span) {
				continue
			}
			h := toks[i].Head
			if h >= 0 && m.Span.Overlaps(toks[h].Span) {
				continue
			}
			unbind(toks, i, m)
			if h < 0 || !m.Full.Contains(toks[h].Span) {
				continue
			}
			promote(toks, i, h, m)
			break
		}
	}
	return toks
}

// raiseCases hangs a preposition that a tree gives to a number on the noun that
// the number counts: in "sanctions on 51 firms" the firms are no object.
func raiseCases(toks []text.Token) {
	for j := range toks {
		h := toks[j].Head
		if toks[j].Rel != "case" || h < 0 || toks[h].Rel != "nummod" || toks[h].Head < 0 {
			continue
		}
		noun := toks[h].Head
		toks[j].Head = noun
		if toks[noun].Rel == "obj" || toks[noun].Rel == "iobj" {
			toks[noun].Rel = "obl"
		}
	}
}

// promote puts the counted noun i in the place of the word h that bounds it.
// A noun that so becomes a dependant of a verb is its subject or object.
func promote(toks []text.Token, i, h int, m *mention.Mention) {
	up, rel := toks[h].Head, toks[h].Rel
	heir := i // what else hung on the bounding word
	for j := range toks {
		if toks[j].Head == h && j != i && !m.Full.Contains(toks[j].Span) {
			if up < 0 && toks[j].Tag == "VERB" { // "Close to 90,000 people left": the verb is the root
				up, rel, heir = j, "advmod", j
				toks[j].Head, toks[j].Rel = -1, "root"
				continue
			}
			toks[j].Head = heir
		}
	}
	if rel == "advmod" && up >= 0 && toks[up].Tag == "VERB" {
		rel = "obj"
		if i < up {
			rel = "nsubj"
		}
	}
	toks[i].Head, toks[i].Rel = up, rel
	toks[h].Head, toks[h].Rel = i, "advmod"
}

// unbind frees a number's head from "up to" and "at least" read as its
// preposition: "furnish up to $5 million" has an object.
func unbind(toks []text.Token, head int, m *mention.Mention) {
	freed := false
	for j := range toks {
		if toks[j].Head == head && toks[j].Rel == "case" && m.Full.Contains(toks[j].Span) {
			toks[j].Rel, freed = "advmod", true
		}
	}
	if freed && toks[head].Rel == "obl" {
		toks[head].Rel = "obj"
	}
}

func isName(k mention.Kind) bool {
	switch k {
	case mention.Person, mention.Organization, mention.Place, mention.Country:
		return true
	}
	return false
}

// rel is the token's relation without its subtype.
func (t *tree) rel(i int) string { return t.base[i] }

// is reports whether the token's full relation is one of rels; a rel without
// a subtype stands for all its subtypes.
func (t *tree) is(i int, rels ...string) bool {
	for _, r := range rels {
		if t.toks[i].Rel == r || t.base[i] == r {
			return true
		}
	}
	return false
}

func (t *tree) head(i int) int { return t.toks[i].Head }

func (t *tree) lemma(i int) string { return t.lem[i] }

func (t *tree) lemmaOf(i int) string {
	if l, ok := t.lex.irregular[t.low[i]]; ok && t.toks[i].Tag == "VERB" {
		return l
	}
	if l := t.toks[i].Lemma; l != "" {
		return strings.ToLower(l)
	}
	return t.low[i]
}

func (t *tree) isVerb(i int) bool { return t.toks[i].Tag == "VERB" }
func (t *tree) isNoun(i int) bool {
	tag := t.toks[i].Tag
	return tag == "NOUN" || tag == "PROPN"
}

// key is the token's lexicon key: lemma and part of speech.
func (t *tree) key(i int) string {
	switch t.toks[i].Tag {
	case "VERB", "AUX":
		return t.lemma(i) + "/v"
	case "ADJ":
		return t.lemma(i) + "/a"
	}
	return t.lemma(i) + "/n"
}

// child is the first dependant of i with one of the relations, -1 for none.
func (t *tree) child(i int, rels ...string) int {
	for _, k := range t.kids[i] {
		if t.is(k, rels...) {
			return k
		}
	}
	return -1
}

// children are the dependants of i with one of the relations.
func (t *tree) children(i int, rels ...string) []int {
	var out []int
	for _, k := range t.kids[i] {
		if t.is(k, rels...) {
			out = append(out, k)
		}
	}
	return out
}

// marker is the lower-case preposition or conjunction of a phrase, "" for none.
func (t *tree) marker(i int) string {
	if i < 0 {
		return ""
	}
	for _, k := range t.kids[i] {
		if t.is(k, "case", "mark") {
			return t.low[k]
		}
	}
	return ""
}

// cased reports whether a phrase has the preposition, beside other markers.
func (t *tree) cased(i int, preposition string) bool {
	return slices.ContainsFunc(t.kids[i], func(k int) bool { return t.is(k, "case") && t.low[k] == preposition })
}

// byCase are the obl and nmod dependants of i that stand with one of the
// prepositions.
func (t *tree) byCase(i int, prepositions ...string) []int {
	var out []int
	for _, k := range t.kids[i] {
		if t.is(k, "obl", "nmod") && slices.Contains(prepositions, t.marker(k)) {
			out = append(out, k)
		}
	}
	return out
}

// coordinated is i and everything coordinated with it.
func (t *tree) coordinated(i int) []int {
	out := []int{i}
	for _, k := range t.kids[i] {
		if t.is(k, "conj") {
			out = append(out, t.coordinated(k)...)
		}
	}
	return out
}

// subtree is the span of i and all its dependants; skip leaves out those for
// which it is true, with all below them.
func (t *tree) subtree(i int, skip func(int) bool) text.Span {
	sp := t.toks[i].Span
	t.walk(i, 0, skip, func(k int) { sp = sp.Cover(t.toks[k].Span) })
	return sp
}

// maxDepth bounds how deep trees are followed; real sentences stay far below.
const maxDepth = 64

func (t *tree) walk(i, depth int, skip func(int) bool, visit func(int)) {
	if depth > maxDepth {
		return
	}
	visit(i)
	for _, k := range t.kids[i] {
		if skip == nil || !skip(k) {
			t.walk(k, depth+1, skip, visit)
		}
	}
}

// below lists i and all its dependants, in order of the sentence.
func (t *tree) below(i int, skip func(int) bool) []int {
	var out []int
	t.walk(i, 0, skip, func(k int) { out = append(out, k) })
	slices.Sort(out)
	return out
}

// within reports whether i is anc or lies below it.
func (t *tree) within(i, anc int) bool {
	for n := 0; i >= 0 && n <= maxDepth; n++ {
		if i == anc {
			return true
		}
		i = t.head(i)
	}
	return false
}

// phrase is the span of a noun phrase without its clauses, coordinated
// phrases, appositions and leading preposition.
func (t *tree) phrase(i int) text.Span {
	return t.subtree(i, func(k int) bool {
		return t.is(k, "acl", "conj", "cc", "case", "punct", "appos", "parataxis", "mark", "cop", "aux", "nsubj", "advcl", "orphan", "dep", "list")
	})
}

// core is the phrase without its prepositional attributes and determiners:
// "bulletproof vests", "pieces of body armor" keeps its "of".
func (t *tree) core(i int) text.Span {
	return t.subtree(i, func(k int) bool {
		if t.is(k, "nmod") && !t.is(k, "nmod:poss", "nmod:desc", "nmod:unmarked") && t.head(k) == i {
			return t.marker(k) != "of"
		}
		return t.is(k, "acl", "conj", "cc", "case", "punct", "appos", "parataxis", "mark", "cop", "aux", "nsubj", "advcl", "det",
			"orphan", "dep", "list", "obl", "advmod")
	})
}

func (t *tree) words(sp text.Span) string { return sp.Of(t.doc.Text) }

// nameAt is the name mention that covers the token, nil for none.
func (t *tree) nameAt(i int) *mention.Mention { return t.mentionAt(t.name, i) }

// valueAt is the number, sum or date that covers the token, nil for none.
func (t *tree) valueAt(i int) *mention.Mention { return t.mentionAt(t.val, i) }

func (t *tree) mentionAt(cover []int, i int) *mention.Mention {
	if i < 0 || cover[i] < 0 {
		return nil
	}
	return &t.sent.Mentions[cover[i]]
}

// valueMoney is the sum that the token belongs to, nil for none.
func (t *tree) valueMoney(i int) *mention.Mention {
	if m := t.valueAt(i); m != nil && m.Kind == mention.Money {
		return m
	}
	return nil
}

// indexAt is the first token that starts at or after the offset, -1 for none.
func (t *tree) indexAt(offset int) int {
	for i, tok := range t.toks {
		if tok.Span.Start >= offset {
			return i
		}
	}
	return -1
}

// headOf is the token of a span that governs the rest of it: the one whose
// head lies outside.
func (t *tree) headOf(sp text.Span) int {
	for i, tok := range t.toks {
		if !sp.Overlaps(tok.Span) {
			continue
		}
		if h := tok.Head; h < 0 || !sp.Overlaps(t.toks[h].Span) {
			return i
		}
	}
	return -1
}

// match finds the longest phrase of the lexicon that ends at token i, by
// lemma or form; first is its first token.
func (t *tree) match(lex phrases, i int) (value string, first int, ok bool) {
	first = -1
	for _, last := range [2]string{t.lem[i], t.low[i]} {
		for _, p := range lex[last] {
			if at := i - len(p.before); at >= 0 && (!ok || at < first) && t.endsWith(p.before, i) {
				value, first, ok = p.value, at, true
				break
			}
		}
		if t.lem[i] == t.low[i] {
			break
		}
	}
	return value, first, ok
}

// endsWith reports whether the words, nearest first, stand before token i.
func (t *tree) endsWith(words []string, i int) bool {
	for n, w := range words {
		if t.low[i-1-n] != w {
			return false
		}
	}
	return true
}

func abs(n int) int { return max(n, -n) }
