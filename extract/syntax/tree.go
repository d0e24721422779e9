package syntax

import (
	"slices"
	"strings"

	"kiroku/extract/lexicon"
	"kiroku/lang"
	"kiroku/lang/mention"
	"kiroku/text"
)

// Tree is one sentence with the links that a reader follows: from a word to
// its dependants, to its lexicon form, and to the mention that covers it.
type Tree struct {
	Lex      *lexicon.Lexicon
	Doc      *text.Document
	Sentence *lang.Sentence
	Tokens   []text.Token
	Kids     [][]int
	Lower    []string // lower-case form of each token
	Lemmas   []string // lower-case lemma
	base     []string // relation without its subtype
	name     []int    // index of the name mention that covers the token, -1 for none
	val      []int    // index of the value mention that covers the token, -1 for none

	events, sayings []*Opening // what each word opens, as far as it was asked
}

// NewTree links the words of a sentence of doc.
func NewTree(lex *lexicon.Lexicon, doc *text.Document, sent *lang.Sentence) *Tree {
	n := len(sent.Tokens)
	t := &Tree{Lex: lex, Doc: doc, Sentence: sent, Tokens: mended(lex, doc, sent), Kids: make([][]int, n), Lower: make([]string, n),
		Lemmas: make([]string, n), base: make([]string, n), name: make([]int, n), val: make([]int, n)}
	for i, tok := range t.Tokens {
		t.Lower[i] = strings.ToLower(tok.Span.Of(doc.Text))
		t.Lemmas[i] = t.lemmaOf(i)
		t.base[i], _, _ = strings.Cut(tok.Rel, ":")
		t.name[i], t.val[i] = -1, -1
		if tok.Head >= 0 && tok.Head < n && tok.Head != i {
			t.Kids[tok.Head] = append(t.Kids[tok.Head], i)
		}
	}
	for k, m := range sent.Mentions {
		cover := t.val
		if IsName(m.Kind) {
			cover = t.name
		}
		for i, tok := range t.Tokens {
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
func mended(lex *lexicon.Lexicon, doc *text.Document, sent *lang.Sentence) []text.Token {
	toks := slices.Clone(sent.Tokens)
	mendPlurals(toks, doc.Text)
	mendThirdPersons(toks)
	mendHeadless(toks)
	mendLimits(toks, doc.Text)
	raiseCases(toks)
	freeParticiples(toks)
	mendPerfects(toks)
	mendActives(toks)
	mendReports(toks)
	mendIntransitives(toks, lex)
	mendRoots(toks, lex)
	mendSides(toks)
	mendAsked(toks)
	mendParticles(toks)
	mendExamples(toks)
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

// IsName reports whether a mention of that kind is a name, not a value.
func IsName(k mention.Kind) bool {
	switch k {
	case mention.Person, mention.Organization, mention.Place, mention.Country:
		return true
	}
	return false
}

// Rel is the token's relation without its subtype.
func (t *Tree) Rel(i int) string { return t.base[i] }

// Is reports whether the token's full relation is one of rels; a rel without
// a subtype stands for all its subtypes.
func (t *Tree) Is(i int, rels ...string) bool {
	for _, r := range rels {
		if t.Tokens[i].Rel == r || t.base[i] == r {
			return true
		}
	}
	return false
}

// Head is the word that word i hangs on, -1 for the root.
func (t *Tree) Head(i int) int { return t.Tokens[i].Head }

// Lemma is the lower-case lemma of word i.
func (t *Tree) Lemma(i int) string { return t.Lemmas[i] }

func (t *Tree) lemmaOf(i int) string {
	if l, ok := t.Lex.Irregular[t.Lower[i]]; ok && t.Tokens[i].Tag == "VERB" {
		return l
	}
	if l := t.Tokens[i].Lemma; l != "" {
		return strings.ToLower(l)
	}
	return t.Lower[i]
}

// IsVerb reports whether word i is a verb.
func (t *Tree) IsVerb(i int) bool { return t.Tokens[i].Tag == "VERB" }

// IsNoun reports whether word i is a noun.
func (t *Tree) IsNoun(i int) bool {
	tag := t.Tokens[i].Tag
	return tag == "NOUN" || tag == "PROPN"
}

// Key is the token's lexicon key: lemma and part of speech.
func (t *Tree) Key(i int) string {
	switch t.Tokens[i].Tag {
	case "VERB", "AUX":
		return t.Lemma(i) + "/v"
	case "ADJ":
		return t.Lemma(i) + "/a"
	}
	if one := t.singular(i); one != "" {
		return one + "/n" // "Hurricanes Ana and Boris"
	}
	return t.Lemma(i) + "/n"
}

// Child is the first dependant of i with one of the relations, -1 for none.
func (t *Tree) Child(i int, rels ...string) int {
	for _, k := range t.Kids[i] {
		if t.Is(k, rels...) {
			return k
		}
	}
	return -1
}

// Children are the dependants of i with one of the relations.
func (t *Tree) Children(i int, rels ...string) []int {
	var out []int
	for _, k := range t.Kids[i] {
		if t.Is(k, rels...) {
			out = append(out, k)
		}
	}
	return out
}

// Marker is the lower-case preposition or conjunction of a phrase, "" for none.
func (t *Tree) Marker(i int) string {
	if i < 0 {
		return ""
	}
	for _, k := range t.Kids[i] {
		if t.Is(k, "case", "mark") {
			return t.Lower[k]
		}
	}
	return ""
}

// Cased reports whether a phrase has the preposition, beside other markers.
func (t *Tree) Cased(i int, preposition string) bool {
	return slices.ContainsFunc(t.Kids[i], func(k int) bool { return t.Is(k, "case") && t.Lower[k] == preposition })
}

// ByCase are the obl and nmod dependants of i that stand with one of the
// prepositions.
func (t *Tree) ByCase(i int, prepositions ...string) []int {
	var out []int
	for _, k := range t.Kids[i] {
		if t.Is(k, "obl", "nmod") && slices.Contains(prepositions, t.Marker(k)) {
			out = append(out, k)
		}
	}
	return out
}

// Coordinated is i and everything coordinated with it.
func (t *Tree) Coordinated(i int) []int {
	out := []int{i}
	for _, k := range t.Kids[i] {
		if t.Is(k, "conj") {
			out = append(out, t.Coordinated(k)...)
		}
	}
	return out
}

// Subtree is the span of i and all its dependants; skip leaves out those for
// which it is true, with all below them.
func (t *Tree) Subtree(i int, skip func(int) bool) text.Span {
	sp := t.Tokens[i].Span
	t.walk(i, 0, skip, func(k int) { sp = sp.Cover(t.Tokens[k].Span) })
	return sp
}

// MaxDepth bounds how deep trees are followed; real sentences stay far below.
const MaxDepth = 64

func (t *Tree) walk(i, depth int, skip func(int) bool, visit func(int)) {
	if depth > MaxDepth {
		return
	}
	visit(i)
	for _, k := range t.Kids[i] {
		if skip == nil || !skip(k) {
			t.walk(k, depth+1, skip, visit)
		}
	}
}

// Below lists i and all its dependants, in order of the sentence.
func (t *Tree) Below(i int, skip func(int) bool) []int {
	var out []int
	t.walk(i, 0, skip, func(k int) { out = append(out, k) })
	slices.Sort(out)
	return out
}

// Within reports whether i is anc or lies below it.
func (t *Tree) Within(i, anc int) bool {
	for n := 0; i >= 0 && n <= MaxDepth; n++ {
		if i == anc {
			return true
		}
		i = t.Head(i)
	}
	return false
}

// Phrase is the span of a noun phrase without its clauses, coordinated
// phrases, appositions and leading preposition.
func (t *Tree) Phrase(i int) text.Span {
	return t.Subtree(i, func(k int) bool {
		return t.Is(k, "acl", "conj", "cc", "case", "punct", "appos", "parataxis", "mark", "cop", "aux", "nsubj", "advcl", "orphan", "dep", "list") ||
			t.Is(k, "nmod") && k > i && t.Dated(k) && t.NameAt(k) == nil
	})
}

// Core is the phrase without its prepositional attributes and determiners:
// "bulletproof vests", "pieces of body armor" keeps its "of".
func (t *Tree) Core(i int) text.Span {
	return t.Subtree(i, func(k int) bool {
		if t.Is(k, "nmod") && !t.Is(k, "nmod:poss", "nmod:desc", "nmod:unmarked") && t.Head(k) == i {
			return t.Marker(k) != "of"
		}
		return t.Is(k, "acl", "conj", "cc", "case", "punct", "appos", "parataxis", "mark", "cop", "aux", "nsubj", "advcl", "det",
			"orphan", "dep", "list", "obl", "advmod")
	})
}

// Words are the bytes of a span.
func (t *Tree) Words(sp text.Span) string { return sp.Of(t.Doc.Text) }

// NameAt is the name mention that covers the token, nil for none.
func (t *Tree) NameAt(i int) *mention.Mention { return t.mentionAt(t.name, i) }

// NameOf is the form by which a name is called: its longest in the document.
func (t *Tree) NameOf(m *mention.Mention) string {
	if m.Name != "" {
		return m.Name
	}
	return t.Words(m.Span)
}

// Definite reports whether a noun points back to something known: "the
// government", "his government".
func (t *Tree) Definite(i int) bool {
	d := t.Child(i, "det", "nmod:poss")
	return d >= 0 && (t.Lower[d] == "the" || t.Lower[d] == "this" || t.Lower[d] == "its" || t.Lower[d] == "their" || t.Lower[d] == "his" || t.Lower[d] == "her")
}

// ValueAt is the number, sum or date that covers the token, nil for none.
func (t *Tree) ValueAt(i int) *mention.Mention { return t.mentionAt(t.val, i) }

func (t *Tree) mentionAt(cover []int, i int) *mention.Mention {
	if i < 0 || cover[i] < 0 {
		return nil
	}
	return &t.Sentence.Mentions[cover[i]]
}

// ValueMoney is the sum that the token belongs to, nil for none.
func (t *Tree) ValueMoney(i int) *mention.Mention {
	if m := t.ValueAt(i); m != nil && m.Kind == mention.Money {
		return m
	}
	return nil
}

// IndexAt is the first token that starts at or after the offset, -1 for none.
func (t *Tree) IndexAt(offset int) int {
	for i, tok := range t.Tokens {
		if tok.Span.Start >= offset {
			return i
		}
	}
	return -1
}

// HeadOf is the token of a span that governs the rest of it: the one whose
// head lies outside.
func (t *Tree) HeadOf(sp text.Span) int {
	for i, tok := range t.Tokens {
		if !sp.Overlaps(tok.Span) {
			continue
		}
		if h := tok.Head; h < 0 || !sp.Overlaps(t.Tokens[h].Span) {
			return i
		}
	}
	return -1
}

// Match finds the longest phrase of the lexicon that ends at token i, by
// lemma or form; first is its first token.
func (t *Tree) Match(lex lexicon.Phrases, i int) (value string, first int, ok bool) {
	first = -1
	for _, last := range [3]string{t.Lemmas[i], t.Lower[i], t.singular(i)} {
		for _, p := range lex[last] {
			if at := i - len(p.Before); at >= 0 && (!ok || at < first) && t.endsWith(p.Before, i) {
				value, first, ok = p.Value, at, true
				break
			}
		}
	}
	return value, first, ok
}

// singular is a plural in capitals without its ending, which has no lemma of its
// own: "Armoured Vehicles"; "" for other words.
func (t *Tree) singular(i int) string {
	if t.Tokens[i].Tag != "PROPN" || t.Lemmas[i] != t.Lower[i] {
		return ""
	}
	one, _ := strings.CutSuffix(t.Lower[i], "s")
	return one
}

// endsWith reports whether the words, nearest first, stand before token i.
func (t *Tree) endsWith(words []string, i int) bool {
	for n, w := range words {
		if t.Lower[i-1-n] != w {
			return false
		}
	}
	return true
}

// Abs is the distance of n from 0.
func Abs(n int) int { return max(n, -n) }
